import { recordEvents } from "../audit/record-event";
import type { Tx } from "../db/client";
import type { Actor } from "../policy/actor";

/**
 * Withdraws every invitation of purchasing accounts whose agreement is over (edge 53): their links say
 * so, and who was only invited is no longer there. The caller holds the accounts' locks. Returns how
 * many were open.
 */
export async function revokeOpenInvitations(
  tx: Tx,
  actor: Actor,
  purchasingAccountIds: readonly string[],
  now: Date,
): Promise<number> {
  const accounts = { in: [...purchasingAccountIds] };
  await tx.$queryRaw`
    SELECT 1 FROM "Membership"
    WHERE "purchasingAccountId" = ANY(${[...purchasingAccountIds]}::uuid[]) AND "status" = 'INVITED'
    ORDER BY "id" FOR UPDATE`;
  const revoked = await tx.invitation.updateManyAndReturn({
    where: { purchasingAccountId: accounts, status: "PENDING" },
    data: { status: "REVOKED", endedAt: now },
    select: { id: true, membershipId: true, purchasingAccountId: true },
  });
  await tx.membership.updateMany({
    where: { purchasingAccountId: accounts, status: "INVITED" },
    data: { status: "REMOVED", version: { increment: 1 } },
  });
  const events = revoked.map(({ id, membershipId, purchasingAccountId }) => ({
    action: "invitation.revoked",
    object: { kind: "invitation", id },
    purchasingAccountId: purchasingAccountId ?? undefined,
    data: { membershipId },
  }));
  await recordEvents(tx, actor, now, events);
  return revoked.length;
}
