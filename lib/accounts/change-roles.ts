import { z } from "zod";
import type { Membership } from "../../prisma/generated/client";
import { recordEvent } from "../audit/record-event";
import type { Tx } from "../db/client";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import { enqueueMail, recipientOf } from "../mail/enqueue-mail";
import type { Actor, MemberActor } from "../policy/actor";
import { authorize, authorizeRoles } from "../policy/authorize";
import { isRole, sortRoles, type Role } from "../policy/roles";
import { memberSchema, openMember, type MemberInput } from "./open-member";
import { keepAnAdministrator } from "./other-administrator";
import { tellOfAddedRoles } from "./tell-administrators";

export const changeRolesSchema = memberSchema.extend({
  roles: z
    .array(z.string().refine(isRole, "rolesNone"), "rolesNone")
    .min(1, "rolesNone")
    .max(20, "rolesNone")
    .transform((roles) => sortRoles(roles)),
});

/**
 * Gives a member exactly these roles; rights follow on the next request (decisions 4, 6, 7). Throws
 * `forbidden` for roles one may not hand out or for one's own upward, `conflict` when the last
 * active Account Administrator would be lost or the page was out of date.
 */
export async function changeRoles(
  actor: Actor,
  { roles, ...input }: MemberInput & { readonly roles: readonly Role[] },
  now = new Date(),
): Promise<void> {
  authorize(actor, "users.manage");
  if (roles.length === 0) throw refuse("invalid", "rolesNone");
  await transaction(async (tx) => {
    const { actor: present, member } = await openMember(tx, actor, input);
    const [before, after] = [sortRoles(member.roles), sortRoles(roles)];
    const added = after.filter((role) => !before.includes(role));
    if (member.id === present.membershipId && added.length > 0) {
      throw refuse("forbidden", "ownRoles");
    }
    const taken = before.filter((role) => !after.includes(role));
    authorizeRoles(present, [...added, ...taken]);
    if (after.join() === before.join()) return;
    if (!after.includes("ACCOUNT_ADMINISTRATOR")) await keepAnAdministrator(tx, member);
    await write(tx, present, member, after, now);
    const { id: membershipId, purchasingAccountId } = member;
    await tellOfAddedRoles(tx, { purchasingAccountId, membershipId, added, giver: present }, now);
  });
}

async function write(
  tx: Tx,
  actor: MemberActor,
  member: Membership,
  roles: Role[],
  now: Date,
): Promise<void> {
  const { count } = await tx.membership.updateMany({
    where: { id: member.id, status: member.status, version: member.version },
    data: { roles, grantedById: actor.membershipId, version: { increment: 1 } },
  });
  if (count === 0) throw refuse("conflict", "changedMeanwhile");
  await recordEvent(tx, actor, now, {
    action: "membership.roles_changed",
    object: { kind: "membership", id: member.id },
    purchasingAccountId: actor.purchasingAccountId,
    data: { before: sortRoles(member.roles), after: roles },
  });
  // Who is shut out has nothing of it before they are let in again.
  if (member.status !== "ACTIVE") return;
  await enqueueMail(tx, now, {
    template: "rolesChanged",
    language: member.language,
    to: recipientOf(member),
    props: { membershipId: member.id },
    purchasingAccountId: actor.purchasingAccountId,
  });
}
