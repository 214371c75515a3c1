import type { EmailMessage } from "../../prisma/generated/client";
import { db } from "../db/client";
import { transaction } from "../db/transaction";
import { noteUndeliverable } from "./note-undeliverable";
import { isUnreadReturn, readReport, type Report } from "./read-report";
import { answerWords, isUnknownAddress } from "./retry";
import { RETURN_PATH_LIFE } from "./return-path";

/**
 * Whether a return path takes a report: `early` while its message isn't noted as sent yet, since a
 * server may be quicker with its report than we are with our note.
 */
export async function returnPathState(
  returnKey: string,
  now: Date,
): Promise<"open" | "early" | "unknown"> {
  const message = await db.emailMessage.findUnique({ where: { returnKey } });
  if (!message) return "unknown";
  if (message.sentAt) return isOpen(message.sentAt, now) ? "open" : "unknown";
  return ["QUEUED", "SENDING", "DEFERRED"].includes(message.state) ? "early" : "unknown";
}

/**
 * Takes a mail that came to a return path. A report may only move a message that a server has taken,
 * to BOUNCED or to DEFERRED. Another mail of a mail system makes it RETURNED; everything else changes nothing.
 */
export async function receiveReport(returnKey: string, raw: Buffer, now: Date): Promise<void> {
  const report = readReport(raw);
  if (!report) return isUnreadReturn(raw) ? noteReturned(returnKey, now) : undefined;
  await transaction(async (tx) => {
    const message = await tx.emailMessage.findUnique({ where: { returnKey } });
    if (!message?.sentAt || !isOpen(message.sentAt, now) || !isAbout(message, report)) return;
    const answer = answerWords(report.words);
    const failed = report.action === "failed";
    const { count } = await tx.emailMessage.updateMany({
      // DEFERRED with sentAt: their server has it and tries on. It has no next try of ours.
      where: {
        id: message.id,
        returnKey,
        state: { in: ["SENT", "DEFERRED", "RETURNED"] },
        sentAt: { not: null },
      },
      data: failed
        ? { state: "BOUNCED", bouncedAt: now, lastAnswer: answer }
        : { state: "DEFERRED", bouncedAt: null, nextTryAt: null, lastAnswer: answer },
    });
    if (count === 0 || !failed) return;
    // A forwarding mailbox reports where it forwards to: that is another address.
    const addressUnknown =
      isUnknownAddress(report.status) && report.finalRecipients.includes(message.toKey);
    await noteUndeliverable(tx, now, message, { answer, addressUnknown });
  });
}

/** Nobody is told and no address is suspected: it says only that "sent" isn't the whole truth. */
async function noteReturned(returnKey: string, now: Date): Promise<void> {
  const since = new Date(now.getTime() - RETURN_PATH_LIFE);
  await db.emailMessage.updateMany({
    where: { returnKey, state: { in: ["SENT", "DEFERRED"] }, sentAt: { gt: since } },
    data: { state: "RETURNED", bouncedAt: now, nextTryAt: null, lastAnswer: null },
  });
}

const isOpen = (sentAt: Date, now: Date) => now.getTime() - sentAt.getTime() < RETURN_PATH_LIFE;

/**
 * The return path is the proof; the recipient must be ours besides. What the report calls the original one
 * has the first word. The final one may be another, since mailboxes forward, but then the Message-ID must be
 * ours: relays write one of their own.
 */
function isAbout(message: EmailMessage, report: Report): boolean {
  const { originalRecipients, finalRecipients, messageIds } = report;
  if (originalRecipients.length > 0) return originalRecipients.includes(message.toKey);
  if (finalRecipients.includes(message.toKey)) return true;
  return messageIds.every((id) => id === message.messageId);
}
