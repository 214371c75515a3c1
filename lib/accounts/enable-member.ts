import { recordEvent } from "../audit/record-event";
import { fullName } from "./full-name";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import type { Actor } from "../policy/actor";
import { authorize, authorizeRoles } from "../policy/authorize";
import { unblockDesignation } from "./designated-member";
import { openMember, type MemberInput } from "./open-member";
import { setMemberStatus } from "./set-member-status";

/**
 * Lets a disabled member in again, with the roles they had: so only who may hand these out (decision 4).
 * Throws `conflict` for somebody who isn't disabled any more.
 */
export async function enableMember(
  actor: Actor,
  input: MemberInput,
  now = new Date(),
): Promise<{ name: string }> {
  authorize(actor, "users.manage");
  return transaction(async (tx) => {
    const { actor: present, member } = await openMember(tx, actor, input);
    if (member.status !== "DISABLED") throw refuse("conflict", "changedMeanwhile");
    authorizeRoles(present, member.roles);
    await unblockDesignation(tx, member);
    await setMemberStatus(tx, member, "ACTIVE");
    await recordEvent(tx, present, now, {
      action: "membership.enabled",
      object: { kind: "membership", id: member.id },
      purchasingAccountId: member.purchasingAccountId,
      data: { before: "DISABLED", after: "ACTIVE" },
    });
    return { name: fullName(member) };
  });
}
