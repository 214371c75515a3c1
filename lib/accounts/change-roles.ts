import { recordEvent } from "../audit/record-event";
import type { Tx } from "../db/client";
import { lockAccount } from "../db/lock";
import { transaction } from "../db/transaction";
import { notFound, refuse } from "../errors";
import type { Actor, MemberActor } from "../policy/actor";
import { authorize, authorizeRoles, mayHandleMember } from "../policy/authorize";
import { peopleScope } from "../policy/scope";
import { sortRoles, type Role } from "../policy/roles";
import { hasOtherAdministrator } from "./other-administrator";

/**
 * Gives a member exactly these roles; rights follow on the next request (decisions 4, 6, 7). Throws
 * `forbidden` for roles one may not hand out or for one's own upward, `conflict` when the last
 * active Account Administrator would be lost.
 */
export async function changeRoles(
  actor: Actor,
  { membershipId, roles }: { membershipId: string; roles: readonly Role[] },
  now = new Date(),
): Promise<void> {
  authorize(actor, "users.manage");
  if (roles.length === 0) throw refuse("invalid", "rolesNone");
  await transaction(async (tx) => {
    await lockAccount(tx, actor.purchasingAccountId);
    const target = await tx.membership.findFirst({
      where: { ...peopleScope(actor), id: membershipId, status: "ACTIVE" },
    });
    if (!target) throw notFound();
    if (!mayHandleMember(actor, target)) throw refuse("forbidden", "forbidden");
    const added = roles.filter((role) => !target.roles.includes(role));
    if (target.id === actor.membershipId && added.length > 0) throw refuse("forbidden", "ownRoles");
    authorizeRoles(actor, added);
    if (!roles.includes("ACCOUNT_ADMINISTRATOR")) await keepAnAdministrator(tx, actor, target.id);
    await tx.membership.update({
      where: { id: target.id },
      data: {
        roles: sortRoles(roles),
        grantedById: actor.membershipId,
        version: { increment: 1 },
      },
    });
    await recordEvent(tx, actor, now, {
      action: "membership.roles_changed",
      object: { kind: "membership", id: target.id },
      purchasingAccountId: actor.purchasingAccountId,
      data: { before: sortRoles(target.roles), after: sortRoles(roles) },
    });
  });
}

/** Asked under the account's lock, so that two demotions at once can't both pass (edge 34). */
async function keepAnAdministrator(tx: Tx, actor: MemberActor, losing: string): Promise<void> {
  const { purchasingAccountId } = actor;
  if (!(await hasOtherAdministrator(tx, { purchasingAccountId, membershipId: losing }))) {
    throw refuse("conflict", "lastAdministrator");
  }
}
