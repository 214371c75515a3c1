import type { Prisma } from "../../prisma/generated/client";
import { createOneTimeLink } from "../accounts/one-time-link";
import { recordEvent } from "../audit/record-event";
import { agreementStatus } from "../agreements/agreement-status";
import { db, type Tx } from "../db/client";
import { lockInvitation } from "../db/lock";
import { transaction } from "../db/transaction";
import { enqueueMail, recipientOf } from "../mail/enqueue-mail";
import { tellInviter } from "../mail/tell-inviter";
import { SYSTEM } from "../policy/actor";
import { createLink } from "./issue-link";
import { nextNotice } from "./invitation-life";

const AT_A_TIME = 500;

/**
 * The worker's round: reminders that are due on day 7, 30, 53 and 59, and to inviters the news that an
 * invitation has run out. Each in a transaction of its own; what was missed while nothing ran is sent
 * once, not several times.
 */
export async function remindInvitees(now: Date): Promise<void> {
  for (;;) {
    const due = await db.invitation.findMany({
      where: { status: "PENDING", noticeAt: { lte: now } },
      orderBy: { noticeAt: "asc" },
      take: AT_A_TIME,
      select: { id: true },
    });
    for (const { id } of due) await transaction((tx) => notice(tx, id, now));
    if (due.length < AT_A_TIME) return;
  }
}

async function notice(tx: Tx, invitationId: string, now: Date): Promise<void> {
  await lockInvitation(tx, invitationId);
  const invitation = await tx.invitation.findUnique({
    where: { id: invitationId },
    include: shape,
  });
  // Somebody was faster: renewed, accepted or ended meanwhile.
  if (invitation?.status !== "PENDING" || !invitation.noticeAt || invitation.noticeAt > now) return;
  const over = invitation.expiresAt <= now;
  await tx.invitation.update({
    where: { id: invitationId },
    data: { noticeAt: over ? null : nextNotice(invitation.expiresAt, now) },
  });
  if (over) return tellEnd(tx, invitation, now);
  if (isWelcome(invitation, now)) await remind(tx, invitation, now);
}

const shape = {
  membership: { include: { purchasingAccount: { include: { agreement: true } } } },
  partnerUser: true,
  links: {
    where: { supersededAt: null },
    orderBy: { createdAt: "desc" },
    take: 1,
    include: { messages: { orderBy: { createdAt: "desc" }, take: 1 } },
  },
} as const satisfies Prisma.InvitationInclude;

type Due = Prisma.InvitationGetPayload<{ include: typeof shape }>;

/** No reminder against an opt-out, into a mailbox that isn't there, or where the way in is closed. */
function isWelcome({ remindersOff, heldAt, links, membership }: Due, now: Date): boolean {
  const mail = links[0]?.messages[0];
  const agreement = membership?.purchasingAccount.agreement;
  return (
    !remindersOff &&
    heldAt === null &&
    mail?.state !== "BOUNCED" &&
    mail?.state !== "FAILED" &&
    !(mail?.state === "SUPPRESSED" && mail.lastAnswer !== null) &&
    (!agreement || agreementStatus(agreement, now) === "ACTIVE")
  );
}

/** A link of its own: it ends no earlier one and moves no date (decision 8). */
async function remind(tx: Tx, invitation: Due, now: Date): Promise<void> {
  const invitee = invitation.membership ?? invitation.partnerUser;
  if (!invitee) return;
  const { id: invitationId, purchasingAccountId, expiresAt } = invitation;
  const sentToKey = invitee.emailKey;
  const link = { invitationId, kind: "REMINDER", sentToKey, expiresAt } as const;
  const linkId = await createLink(tx, link, now);
  const optOut = await createOneTimeLink(tx, { purpose: "OPT_OUT", invitationId }, expiresAt, now);
  await enqueueMail(tx, now, {
    template: "reminder",
    language: invitee.language,
    to: recipientOf(invitee),
    linkId,
    oneTimeLinkId: optOut.id,
    ...(purchasingAccountId === null ? {} : { purchasingAccountId }),
  });
  await recordEvent(tx, SYSTEM, now, {
    action: "invitation.reminded",
    object: { kind: "invitation", id: invitationId },
    purchasingAccountId: purchasingAccountId ?? undefined,
    partnerId: invitation.partnerUser?.partnerId,
  });
}

async function tellEnd(tx: Tx, invitation: Due, now: Date): Promise<void> {
  await tellInviter(tx, now, "invitationExpired", invitation.id);
  await recordEvent(tx, SYSTEM, now, {
    action: "invitation.expired",
    object: { kind: "invitation", id: invitation.id },
    purchasingAccountId: invitation.purchasingAccountId ?? undefined,
    partnerId: invitation.partnerUser?.partnerId,
  });
}
