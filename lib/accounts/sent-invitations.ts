import type { Prisma } from "../../prisma/generated/client";
import { recordEvents } from "../audit/record-event";
import type { Tx } from "../db/client";
import type { MemberActor } from "../policy/actor";
import { assignableBy } from "../policy/assignable-roles";
import { ROLES } from "../policy/roles";

/** The open invitations that a member sent. One that the agreement's administrator waits for is nobody's. */
export function sentInvitations(membershipId: string, now: Date) {
  return {
    invitedById: membershipId,
    kind: "COLLEAGUE",
    status: "PENDING",
    expiresAt: { gt: now },
  } as const satisfies Prisma.InvitationWhereInput;
}

/** Locks a member and everybody they invited, in the fixed order; acceptances and resends wait. */
export async function lockInvitees(tx: Tx, membershipId: string): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM "Membership" WHERE "id" = ${membershipId}::uuid OR "id" IN (
      SELECT "membershipId" FROM "Invitation"
      WHERE "invitedById" = ${membershipId}::uuid AND "status" = 'PENDING'
    ) ORDER BY "id" FOR NO KEY UPDATE`;
}

/**
 * Withdraws what a member sent, as far as the actor may (decision 4); what carries roles out of reach
 * stays, and is held when somebody accepts it. Returns how many.
 */
export async function revokeSentInvitations(
  tx: Tx,
  actor: MemberActor,
  senderId: string,
  now: Date,
): Promise<number> {
  const revoked = await tx.invitation.updateManyAndReturn({
    where: { ...sentInvitations(senderId, now), membership: withinReach(actor) },
    data: { status: "REVOKED", endedAt: now },
    select: { id: true, membershipId: true },
  });
  const people = revoked.flatMap(({ membershipId }) => membershipId ?? []);
  await tx.membership.updateMany({
    where: { id: { in: people }, status: "INVITED" },
    data: { status: "REMOVED", version: { increment: 1 } },
  });
  const events = revoked.map(({ id, membershipId }) => ({
    action: "invitation.revoked",
    object: { kind: "invitation", id },
    purchasingAccountId: actor.purchasingAccountId,
    data: { membershipId },
  }));
  await recordEvents(tx, actor, now, events);
  return revoked.length;
}

/**
 * The actor stands in for the roles from now on, as far as they may: otherwise every acceptance would be
 * held, since its inviter is gone (decision 5). Returns how many.
 */
export async function keepSentInvitations(
  tx: Tx,
  actor: MemberActor,
  senderId: string,
  now: Date,
): Promise<number> {
  const { count } = await tx.membership.updateMany({
    where: {
      ...withinReach(actor),
      status: "INVITED",
      grantedById: senderId,
      invitations: { some: sentInvitations(senderId, now) },
    },
    data: { grantedById: actor.membershipId },
  });
  return count;
}

/** What mayAssignAll says, as a filter over memberships. */
function withinReach({ roles }: MemberActor): Prisma.MembershipWhereInput {
  const assignable = assignableBy(roles);
  const outOfReach = ROLES.filter((role) => !assignable.includes(role));
  return outOfReach.length > 0 ? { NOT: { roles: { hasSome: outOfReach } } } : {};
}
