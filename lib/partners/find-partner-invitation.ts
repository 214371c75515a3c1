import type { Tx } from "../db/client";
import { notFound, refuse } from "../errors";
import type { Actor } from "../policy/actor";
import { partnerPeopleScope } from "../policy/scope";

/**
 * An invitation of the people whom the actor looks after, with its person locked. Throws `notFound`
 * for another partner's and for a customer's, `conflict` for one that a newer one has followed.
 */
export async function findPartnerInvitation(tx: Tx, actor: Actor, invitationId: string) {
  const where = {
    id: invitationId,
    kind: "PARTNER" as const,
    partnerUser: partnerPeopleScope(actor),
  };
  const found = await tx.invitation.findFirst({ where, select: { partnerUserId: true } });
  if (!found) throw notFound();
  await tx.$queryRaw`SELECT 1 FROM "PartnerUser" WHERE "id" = ${found.partnerUserId}::uuid FOR UPDATE`;
  const { partnerUser, ...invitation } = await tx.invitation.findFirstOrThrow({
    where,
    include: { partnerUser: true },
  });
  if (!partnerUser) throw notFound();
  const newer = await tx.invitation.findFirst({
    where: { partnerUserId: partnerUser.id, status: "PENDING", NOT: { id: invitationId } },
    select: { id: true },
  });
  if (newer || partnerUser.status !== "INVITED") throw refuse("conflict", "invitationNotOpen");
  return { ...invitation, partnerUser };
}
