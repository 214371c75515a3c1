import type { Tx } from "../db/client";
import { notFound } from "../errors";
import type { MemberActor } from "../policy/actor";
import { peopleScope } from "../policy/scope";

/**
 * An invitation of the actor's purchasing account that the actor may see, with its person locked.
 * Throws `notFound` for every other id.
 */
export async function findInvitation(tx: Tx, actor: MemberActor, invitationId: string) {
  const where = { id: invitationId, membership: peopleScope(actor) };
  const found = await tx.invitation.findFirst({ where, select: { membershipId: true } });
  if (!found) throw notFound();
  await tx.$queryRaw`SELECT 1 FROM "Membership" WHERE "id" = ${found.membershipId}::uuid FOR UPDATE`;
  return tx.invitation.findFirstOrThrow({ where, include: { membership: true } });
}
