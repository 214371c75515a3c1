import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import type { Actor } from "../policy/actor";
import { blockDesignation } from "./designated-member";
import { lockAsMember } from "./lock-as-member";
import { keepAnAdministrator } from "./other-administrator";
import { setMemberStatus } from "./set-member-status";

/**
 * Ends one's own membership in this purchasing account; the sign-in and other accounts stay. Throws
 * `conflict` for the last active Account Administrator (decision 6).
 */
export async function leaveAccount(actor: Actor, now = new Date()): Promise<void> {
  if (actor.kind !== "member") throw refuse("forbidden", "forbidden");
  await transaction(async (tx) => {
    const present = await lockAsMember(tx, actor);
    const member = await tx.membership.findUniqueOrThrow({ where: { id: present.membershipId } });
    await keepAnAdministrator(tx, member);
    await blockDesignation(tx, member, now);
    await setMemberStatus(tx, member, "REMOVED");
    await recordEvent(tx, present, now, {
      action: "membership.left",
      object: { kind: "membership", id: member.id },
      purchasingAccountId: member.purchasingAccountId,
      data: { before: member.status, roles: member.roles },
    });
  });
}
