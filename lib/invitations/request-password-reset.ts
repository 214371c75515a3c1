import { issueOneTimeLink } from "../accounts/one-time-link";
import { recordEvent } from "../audit/record-event";
import { parseAddress } from "../canonical";
import { db, type Tx } from "../db/client";
import type { User } from "../../prisma/generated/client";
import { transaction } from "../db/transaction";
import { addJob } from "../jobs/add-job";
import { countTry } from "../limits";
import { enqueueMail, recipientOf } from "../mail/enqueue-mail";
import { SYSTEM, type Origin } from "../policy/actor";
import { RESEND_GAP, RESEND_WINDOW, RESENDS_A_DAY } from "./invitation-life";
import { openInvitationsAt } from "./open-invitations-at";
import { renewUnasked } from "./renew-unasked";

/**
 * Takes note that somebody asks for a new password (R13). Stores a job and nothing else, so that the
 * page is the same in text and time for every address (decisions 14, 15).
 */
export async function askForPasswordReset(email: string, origin: Origin): Promise<void> {
  await countTry("asks", origin.addressBlock);
  await transaction((tx) =>
    addJob(tx, { task: "requestPasswordReset", payload: { email: email.slice(0, 320) } }),
  );
}

/**
 * The worker's half: mails a reset link to a known address; to an invited one without an account its
 * invitation again, under its limits; to any other nothing. Creates no person (R5, edge 48).
 */
export async function requestPasswordReset(email: string, now: Date): Promise<void> {
  const address = parseAddress(email);
  if (typeof address === "string") return;
  const user = await db.user.findUnique({ where: { emailKey: address.emailKey } });
  if (!user) return resendOpenInvitation(address.emailKey, now);
  if (user.disabledAt) return;
  await transaction((tx) => mailReset(tx, user, { template: "passwordReset" }, now));
}

/**
 * Mails a link to a new password, at most one a minute and three in 24 hours whatever asks for it.
 * Returns whether it did.
 */
export async function mailReset(
  tx: Tx,
  user: User,
  mail: { template: "passwordReset" | "alreadyAccess"; purchasingAccountId?: string },
  now: Date,
): Promise<boolean> {
  await tx.$queryRaw`SELECT 1 FROM "User" WHERE "id" = ${user.id}::uuid FOR UPDATE`;
  const recent = await tx.oneTimeLink.findMany({
    where: {
      userId: user.id,
      purpose: "RESET",
      createdAt: { gt: new Date(now.getTime() - RESEND_WINDOW) },
    },
    orderBy: { createdAt: "desc" },
  });
  const [latest] = recent;
  if (recent.length >= RESENDS_A_DAY) return false;
  if (latest && now.getTime() - latest.createdAt.getTime() < RESEND_GAP) return false;
  const link = await issueOneTimeLink(tx, "RESET", user.id, now);
  await enqueueMail(tx, now, {
    ...mail,
    language: user.language,
    to: recipientOf(user),
    oneTimeLinkId: link.id,
  });
  await recordEvent(tx, SYSTEM, now, {
    action: "password.reset_sent",
    object: { kind: "user", id: user.id },
    purchasingAccountId: mail.purchasingAccountId,
  });
  return true;
}

async function resendOpenInvitation(emailKey: string, now: Date): Promise<void> {
  const invitation = await db.invitation.findFirst({
    where: await openInvitationsAt(emailKey),
    orderBy: { createdAt: "desc" },
    select: { id: true },
  });
  if (invitation) await renewUnasked(invitation.id, "password", now);
}
