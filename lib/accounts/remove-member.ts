import { z } from "zod";
import { fullName } from "./full-name";
import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { blockDesignation } from "./designated-member";
import { memberSchema, openMember, refuseOwnAccess, type MemberInput } from "./open-member";
import { keepAnAdministrator } from "./other-administrator";
import { keepSentInvitations, lockInvitees, revokeSentInvitations } from "./sent-invitations";
import { setMemberStatus, tellMember } from "./set-member-status";

export const removeMemberSchema = memberSchema.extend({
  invitations: z.enum(["keep", "revoke"], "chooseOne"),
});

/**
 * Ends a membership for good; the sign-in stays, and the address may be invited again, with roles of its
 * own (edge 49). The open invitations that this person sent are revoked, or kept in the actor's name.
 * Throws `conflict` for the last active Account Administrator.
 */
export async function removeMember(
  actor: Actor,
  { invitations, ...input }: MemberInput & { readonly invitations: "keep" | "revoke" },
  now = new Date(),
): Promise<{ name: string; invitations: number }> {
  authorize(actor, "users.manage");
  return transaction(async (tx) => {
    const { actor: present, member } = await openMember(tx, actor, input);
    refuseOwnAccess(present, member);
    await keepAnAdministrator(tx, member);
    await blockDesignation(tx, member, now);
    await lockInvitees(tx, member.id);
    await setMemberStatus(tx, member, "REMOVED");
    const settle = invitations === "revoke" ? revokeSentInvitations : keepSentInvitations;
    const count = await settle(tx, present, member.id, now);
    await recordEvent(tx, present, now, {
      action: "membership.removed",
      object: { kind: "membership", id: member.id },
      purchasingAccountId: member.purchasingAccountId,
      data: { before: member.status, roles: member.roles, invitations, count },
    });
    await tellMember(tx, "memberRemoved", member, now);
    return { name: fullName(member), invitations: count };
  });
}
