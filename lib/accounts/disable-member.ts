import { recordEvent } from "../audit/record-event";
import { fullName } from "./full-name";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { blockDesignation } from "./designated-member";
import { openMember, refuseOwnAccess, type MemberInput } from "./open-member";
import { keepAnAdministrator } from "./other-administrator";
import { setMemberStatus, tellMember } from "./set-member-status";

/**
 * Shuts a member out of this purchasing account, on their next request and in every browser (decisions
 * 2, 7); roles stay for the day they come back. Throws `conflict` for the last active Account
 * Administrator and for who is shut out already.
 */
export async function disableMember(
  actor: Actor,
  input: MemberInput,
  now = new Date(),
): Promise<{ name: string }> {
  authorize(actor, "users.manage");
  return transaction(async (tx) => {
    const { actor: present, member } = await openMember(tx, actor, input);
    refuseOwnAccess(present, member);
    if (member.status !== "ACTIVE") throw refuse("conflict", "changedMeanwhile");
    await keepAnAdministrator(tx, member);
    await blockDesignation(tx, member, now);
    await setMemberStatus(tx, member, "DISABLED");
    await recordEvent(tx, present, now, {
      action: "membership.disabled",
      object: { kind: "membership", id: member.id },
      purchasingAccountId: member.purchasingAccountId,
      data: { before: "ACTIVE", after: "DISABLED" },
    });
    await tellMember(tx, "memberDisabled", member, now);
    return { name: fullName(member) };
  });
}
