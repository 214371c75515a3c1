import { recordEvent } from "../audit/record-event";
import type { Tx } from "../db/client";
import { enqueueMail, recipientOf } from "../mail/enqueue-mail";
import { SYSTEM, type Origin } from "../policy/actor";
import { endInvitationsTo } from "./end-invitations-to";
import { endOneTimeLinks } from "./one-time-link";
import { personTexts } from "./person-texts";
import { endSessions } from "./session";

/**
 * Locks what a change of a person's address touches, in the order of record 003. Nobody can be invited
 * into a locked account: an insert of a membership asks for its row.
 */
export async function lockForEmailChange(tx: Tx, userId: string, newKey: string): Promise<void> {
  await tx.$queryRaw`
    SELECT 1 FROM "PurchasingAccount" WHERE "id" IN (
      SELECT "purchasingAccountId" FROM "Membership"
      WHERE "userId" = ${userId}::uuid AND "status" <> 'REMOVED'
    ) ORDER BY "id" FOR UPDATE`;
  await tx.$queryRaw`
    SELECT 1 FROM "Membership" WHERE "status" <> 'REMOVED' AND ("userId" = ${userId}::uuid
      OR ("emailKey" = ${newKey} AND "purchasingAccountId" IN (
        SELECT "purchasingAccountId" FROM "Membership"
        WHERE "userId" = ${userId}::uuid AND "status" <> 'REMOVED')))
    ORDER BY "id" FOR UPDATE`;
  await tx.$queryRaw`
    SELECT 1 FROM "PartnerUser" WHERE "status" <> 'REMOVED' AND ("userId" = ${userId}::uuid
      OR ("emailKey" = ${newKey} AND "partnerId" IN (
        SELECT "partnerId" FROM "PartnerUser"
        WHERE "userId" = ${userId}::uuid AND "status" <> 'REMOVED')))
    ORDER BY "id" FOR UPDATE`;
}

/** Whether somebody else signs in with an address. */
export async function isTaken(tx: Pick<Tx, "user">, emailKey: string, userId: string) {
  const other = await tx.user.findFirst({
    where: { emailKey, NOT: { id: userId } },
    select: { id: true },
  });
  return other !== null;
}

interface NewAddress {
  readonly userId: string;
  readonly email: string;
  readonly emailKey: string;
}

/**
 * The person's new address, in the sign-in and in every place that lists them, but never in a
 * designation (edge 26). The caller holds the locks; the unique address of a user decides.
 */
export async function writeEmail(
  tx: Tx,
  { userId, email, emailKey }: NewAddress,
  origin: Origin,
  now: Date,
): Promise<void> {
  const actor = { ...SYSTEM, origin };
  const before = await tx.user.findUniqueOrThrow({ where: { id: userId } });
  await endInvitationsTo(tx, actor, { userId, emailKey }, now);
  await writeMemberships(tx, { userId, email, emailKey });
  await tx.partnerUser.updateMany({
    where: { userId, NOT: { status: "REMOVED" } },
    data: { email, emailKey },
  });
  const user = await tx.user.update({ where: { id: userId }, data: { email, emailKey } });
  // Also a link to a new password that lies in the old mailbox, and the change itself.
  await endOneTimeLinks(tx, userId, now);
  await endSessions(tx, userId, now);
  await recordEvent(tx, actor, now, {
    action: "email.changed",
    object: { kind: "user", id: userId },
    personal: { before: { email: before.email }, after: { email } },
  });
  for (const to of [recipientOf(before), recipientOf(user)]) {
    await enqueueMail(tx, now, {
      template: "emailChanged",
      language: user.language,
      to,
      props: { changedAt: now.toISOString() },
    });
  }
}

/** Names may differ from one membership to another, and the searched text holds both. */
async function writeMemberships(tx: Tx, { userId, email, emailKey }: NewAddress): Promise<void> {
  const memberships = await tx.membership.findMany({
    where: { userId, NOT: { status: "REMOVED" } },
    select: { id: true, firstName: true, lastName: true },
    orderBy: { id: "asc" },
  });
  for (const { id, ...names } of memberships) {
    await tx.membership.update({
      where: { id },
      data: {
        email,
        emailKey,
        ...personTexts({ ...names, emailKey }),
        version: { increment: 1 },
      },
    });
  }
}
