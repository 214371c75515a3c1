import type { Tx } from "../db/client";
import { notFound, refuse } from "../errors";
import type { MemberActor } from "../policy/actor";
import { mayHandleInvitation } from "../policy/authorize";
import { peopleScope } from "../policy/scope";

/**
 * An invitation of the actor's purchasing account that the actor may resend, revoke or edit, with its
 * person locked. Throws `notFound` for one out of sight, `forbidden` for roles out of reach (decision 4).
 */
export async function findInvitation(tx: Tx, actor: MemberActor, invitationId: string) {
  const where = { id: invitationId, membership: peopleScope(actor) };
  const found = await tx.invitation.findFirst({ where, select: { membershipId: true } });
  if (!found) throw notFound();
  await tx.$queryRaw`SELECT 1 FROM "Membership" WHERE "id" = ${found.membershipId}::uuid FOR UPDATE`;
  const { membership, ...invitation } = await tx.invitation.findFirstOrThrow({
    where,
    include: { membership: true },
  });
  if (!membership) throw notFound();
  const { invitedById } = invitation;
  if (!mayHandleInvitation(actor, { invitedById, roles: membership.roles })) {
    throw refuse("forbidden", "rolesNotAssignable");
  }
  return { ...invitation, membership };
}
