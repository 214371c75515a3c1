import { personTexts } from "../accounts/person-texts";
import { recordEvent } from "../audit/record-event";
import type { Tx } from "../db/client";
import { lockInvitation } from "../db/lock";
import { refuse } from "../errors";
import type { Actor } from "../policy/actor";
import { mayAssignAll } from "../policy/assignable-roles";

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
  await lockInvitation(tx, invitationId);
  return tx.invitation.findUniqueOrThrow({
    where: { id: invitationId },
    include: { membership: { include: { grantedBy: true } } },
  });
}

type Locked = Awaited<ReturnType<typeof lockForAdmission>>;

/**
 * Decision 5: whether the one who last wrote the roles may still assign them. If not, the invitation
 * is held, which the caller must commit, and nothing else happens.
 */
export async function holdIfNeeded(
  tx: Tx,
  actor: Actor,
  { membership, ...invitation }: Locked,
  now: Date,
): Promise<boolean> {
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
 * for a link that a newer one has overtaken.
 */
export async function claimInvitation(
  tx: Tx,
  invitationId: string,
  linkId: string | null,
  now: Date,
) {
  if (linkId !== null) {
    const link = await tx.invitationLink.findUniqueOrThrow({ where: { id: linkId } });
    if (link.supersededAt) throw refuse("conflict", "invitationNotOpen");
  }
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

/** Lets the person in after the claim: membership, designation, trail. */
export async function admit(
  tx: Tx,
  actor: Actor,
  { membership, ...invitation }: Locked,
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
  if (invitation.kind === "ADMINISTRATOR") {
    await tx.designation.updateMany({
      where: {
        purchasingAccountId: membership.purchasingAccountId,
        until: null,
        emailKey: membership.emailKey,
      },
      data: { membershipId: membership.id, blockedAt: null },
    });
  }
  await recordEvent(tx, actor, now, {
    action: "invitation.accepted",
    object: { kind: "invitation", id: invitation.id },
    purchasingAccountId: membership.purchasingAccountId,
    data: { membershipId: membership.id, userId, roles: membership.roles },
  });
}
