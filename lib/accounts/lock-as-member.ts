import type { Tx } from "../db/client";
import { lockAccount } from "../db/lock";
import { refuse } from "../errors";
import type { MemberActor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import type { Permission } from "../policy/permissions";
import { sortRoles } from "../policy/roles";

/**
 * Locks the actor's purchasing account and reads their rights anew: whoever was demoted or shut out
 * while waiting for the lock acts with what is left. Throws `forbidden` when that isn't enough.
 */
export async function lockAsMember(
  tx: Tx,
  actor: MemberActor,
  permission?: Permission,
): Promise<MemberActor> {
  await lockAccount(tx, actor.purchasingAccountId);
  const self = await tx.membership.findFirst({
    where: {
      id: actor.membershipId,
      purchasingAccountId: actor.purchasingAccountId,
      status: "ACTIVE",
    },
    select: { roles: true },
  });
  if (!self) throw refuse("forbidden", "forbidden");
  const present = { ...actor, roles: sortRoles(self.roles) };
  if (permission) authorize(present, permission);
  return present;
}
