import { personTexts } from "../accounts/person-texts";
import { tellOfAddedRoles } from "../accounts/tell-administrators";
import { recordEvent } from "../audit/record-event";
import type { Tx } from "../db/client";
import { lockInvitation } from "../db/lock";
import { notFound, refuse } from "../errors";
import type { Actor } from "../policy/actor";
import { mayAssignAll } from "../policy/assignable-roles";
import { queueSeatsByDomain } from "../seats/assign-by-domain";

interface Entrant {
  readonly userId: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly emailKey: string;
}

/** Locks what an acceptance touches, in the fixed order, and reads it as it is under the locks. */
export async function lockForAdmission(tx: Tx, invitationId: string) {
  await tx.$queryRaw`
    SELECT 1 FROM "Designation" WHERE "until" IS NULL AND "purchasingAccountId" = (
      SELECT "purchasingAccountId" FROM "Invitation"
      WHERE "id" = ${invitationId}::uuid AND "kind" = 'ADMINISTRATOR'
    ) FOR UPDATE`;
  await tx.$queryRaw`
    SELECT 1 FROM "Membership" WHERE "id" IN (
      SELECT "membershipId" FROM "Invitation" WHERE "id" = ${invitationId}::uuid
      UNION SELECT m."grantedById" FROM "Invitation" i JOIN "Membership" m ON m."id" = i."membershipId"
      WHERE i."id" = ${invitationId}::uuid AND m."grantedById" IS NOT NULL
    ) ORDER BY "id" FOR UPDATE`;
  await tx.$queryRaw`
    SELECT 1 FROM "PartnerUser" WHERE "id" = (
      SELECT "partnerUserId" FROM "Invitation" WHERE "id" = ${invitationId}::uuid
    ) FOR UPDATE`;
  await lockInvitation(tx, invitationId);
  return tx.invitation.findUniqueOrThrow({
    where: { id: invitationId },
    include: { membership: { include: { grantedBy: true } }, partnerUser: true },
  });
}

type Locked = Awaited<ReturnType<typeof lockForAdmission>>;

/** Whom an invitation is for: a member of an account or one of a partner's people. */
export function inviteeOf({ membership, partnerUser }: Locked) {
  const invitee = membership ?? partnerUser;
  if (!invitee) throw notFound();
  return invitee;
}

/**
 * Decision 5: whether the one who last wrote the roles may still assign them. If not, the invitation
 * is held, which the caller must commit, and nothing else happens. A partner's people have no roles.
 */
export async function holdIfNeeded(
  tx: Tx,
  actor: Actor,
  { membership, ...invitation }: Locked,
  now: Date,
): Promise<boolean> {
  if (!membership) return false;
  const { grantedBy } = membership;
  const entitled =
    membership.grantedById === null ||
    (grantedBy?.status === "ACTIVE" && mayAssignAll(grantedBy.roles, membership.roles));
  const open = invitation.status === "PENDING" && invitation.expiresAt > now;
  if (!open || (entitled && invitation.heldAt === null)) return false;
  const { count } = await tx.invitation.updateMany({
    where: { id: invitation.id, status: "PENDING", heldAt: null, expiresAt: { gt: now } },
    data: { heldAt: now },
  });
  if (count > 0) {
    await recordEvent(tx, actor, now, {
      action: "invitation.held",
      object: { kind: "invitation", id: invitation.id },
      purchasingAccountId: membership.purchasingAccountId,
      data: { membershipId: membership.id, roles: membership.roles },
    });
  }
  return true;
}

/**
 * Claims the open invitation, locked before (edge 3). Throws `conflict` for whoever comes second and
 * for a link that a newer one has overtaken or whose own time is over.
 */
export async function claimInvitation(
  tx: Tx,
  invitationId: string,
  linkId: string | null,
  now: Date,
) {
  if (linkId !== null) await refuseDeadLink(tx, linkId, now);
  const { count } = await tx.invitation.updateMany({
    where: {
      id: invitationId,
      status: "PENDING",
      heldAt: null,
      expiresAt: { gt: now },
    },
    data: { status: "ACCEPTED", endedAt: now },
  });
  if (count === 0) throw refuse("conflict", "invitationNotOpen");
}

/** Claims it the other way: declined. A held invitation can be declined too. Throws as above. */
export async function claimDecline(
  tx: Tx,
  invitationId: string,
  linkId: string,
  reason: string,
  now: Date,
) {
  await refuseDeadLink(tx, linkId, now);
  const { count } = await tx.invitation.updateMany({
    where: { id: invitationId, status: "PENDING", expiresAt: { gt: now } },
    data: { status: "DECLINED", endedAt: now, declineReason: reason },
  });
  if (count === 0) throw refuse("conflict", "invitationNotOpen");
}

/** A later one that somebody outside asked for keeps the invitation open longer than this link lives. */
async function refuseDeadLink(tx: Tx, linkId: string, now: Date): Promise<void> {
  const link = await tx.invitationLink.findUniqueOrThrow({ where: { id: linkId } });
  if (link.supersededAt || link.expiresAt <= now) throw refuse("conflict", "invitationNotOpen");
}

/** Lets the person in after the claim: membership and designation, or the partner's side; trail. */
export async function admit(
  tx: Tx,
  actor: Actor,
  locked: Locked,
  entrant: Entrant,
  now: Date,
): Promise<void> {
  const { membership, partnerUser } = locked;
  if (membership) await admitMember(tx, { ...locked, membership }, entrant, now);
  if (partnerUser) await admitPartnerUser(tx, partnerUser.id, entrant, now);
  await recordEvent(tx, actor, now, {
    action: "invitation.accepted",
    object: { kind: "invitation", id: locked.id },
    ...(membership
      ? { purchasingAccountId: membership.purchasingAccountId }
      : { partnerId: partnerUser?.partnerId }),
    data: {
      userId: entrant.userId,
      ...(membership
        ? { membershipId: membership.id, roles: membership.roles }
        : { partnerUserId: partnerUser?.id ?? null }),
    },
  });
}

async function admitMember(
  tx: Tx,
  { membership, kind }: Locked & { membership: NonNullable<Locked["membership"]> },
  entrant: Entrant,
  now: Date,
): Promise<void> {
  const { userId, firstName, lastName } = entrant;
  await tx.membership.update({
    where: { id: membership.id },
    data: {
      status: "ACTIVE",
      userId,
      firstName,
      lastName,
      ...personTexts(entrant),
      lastSeenAt: now,
      version: { increment: 1 },
    },
  });
  const { id: membershipId, purchasingAccountId, roles: added, grantedBy } = membership;
  const giver = grantedBy && { membershipId: grantedBy.id, roles: grantedBy.roles };
  await tellOfAddedRoles(tx, { purchasingAccountId, membershipId, added, giver }, now);
  await queueSeatsByDomain(tx, purchasingAccountId);
  if (kind !== "ADMINISTRATOR") return;
  await tx.designation.updateMany({
    where: { purchasingAccountId, until: null, emailKey: membership.emailKey },
    data: { membershipId, blockedAt: null },
  });
}

/** Throws `conflict` for somebody who is at another partner already: a sign-in belongs to one. */
async function admitPartnerUser(tx: Tx, id: string, entrant: Entrant, now: Date): Promise<void> {
  const { userId, firstName, lastName } = entrant;
  await tx.$queryRaw`SELECT 1 FROM "User" WHERE "id" = ${userId}::uuid FOR UPDATE`;
  const elsewhere = await tx.partnerUser.findFirst({
    where: { userId, NOT: { status: "REMOVED" } },
    select: { id: true },
  });
  if (elsewhere) throw refuse("conflict", "atAnotherPartner");
  await tx.partnerUser.update({
    where: { id },
    data: { status: "ACTIVE", userId, firstName, lastName, lastSeenAt: now },
  });
}
