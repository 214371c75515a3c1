import { recordEvents } from "../audit/record-event";
import type { Tx } from "../db/client";
import type { SystemActor } from "../policy/actor";

/**
 * Ends the open invitations of an address where a person already is under another one: their
 * membership takes the address over, and one address stands for one row. The caller holds the locks.
 */
export async function endInvitationsTo(
  tx: Tx,
  actor: SystemActor,
  { userId, emailKey }: { userId: string; emailKey: string },
  now: Date,
): Promise<void> {
  const here = { some: { userId, NOT: { status: "REMOVED" as const } } };
  const invited = { emailKey, status: "INVITED" as const };
  const members = await tx.membership.updateManyAndReturn({
    where: { ...invited, purchasingAccount: { memberships: here } },
    data: { status: "REMOVED", version: { increment: 1 } },
    select: { id: true },
  });
  const partnerPeople = await tx.partnerUser.updateManyAndReturn({
    where: { ...invited, partner: { users: here } },
    data: { status: "REMOVED" },
    select: { id: true, partnerId: true },
  });
  const revoked = await tx.invitation.updateManyAndReturn({
    where: {
      status: "PENDING",
      OR: [
        { membershipId: { in: members.map(({ id }) => id) } },
        { partnerUserId: { in: partnerPeople.map(({ id }) => id) } },
      ],
    },
    data: { status: "REVOKED", endedAt: now },
  });
  const events = revoked.map(({ id, membershipId, partnerUserId, purchasingAccountId }) => ({
    action: "invitation.revoked",
    object: { kind: "invitation", id },
    purchasingAccountId: purchasingAccountId ?? undefined,
    partnerId: partnerPeople.find((person) => person.id === partnerUserId)?.partnerId,
    data: { membershipId, partnerUserId, reason: "addressTakenOver" },
  }));
  await recordEvents(tx, actor, now, events);
}
