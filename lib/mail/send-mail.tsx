import { render } from "@react-email/render";
import { LetterMail, type Letter } from "../../emails/letter";
import { letterText } from "../../emails/letter-text";
import type { EmailMessage } from "../../prisma/generated/client";
import { db } from "../db/client";
import { transaction } from "../db/transaction";
import { env } from "../env";
import { addJob } from "../jobs/add-job";
import { loadLetter } from "./load-letter";
import { noteUndeliverable } from "./note-undeliverable";
import { answerWords, nextTry, readFailure } from "./retry";
import { returnPath } from "./return-path";
import { transport } from "./transport";

/**
 * Sends one queued message and writes down what the server answered. A message found SENDING was
 * cut off by a crash and goes out once more under the same Message-ID. Run by the worker only.
 */
export async function sendMail(messageId: string, now: () => Date = () => new Date()) {
  if (inHand.has(messageId)) return;
  inHand.add(messageId);
  try {
    await claimAndSend(messageId, now);
  } finally {
    inHand.delete(messageId);
  }
}

/** What this process is sending: there is one worker, so nobody else has these in hand. */
const inHand = new Set<string>();

async function claimAndSend(messageId: string, now: () => Date): Promise<void> {
  const [message] = await db.emailMessage.updateManyAndReturn({
    // Once a server has taken it, also a report of a delay makes no second copy of it.
    where: { id: messageId, state: { in: ["QUEUED", "DEFERRED", "SENDING"] }, sentAt: null },
    data: { state: "SENDING", attempts: { increment: 1 }, nextTryAt: null },
  });
  if (!message) return;
  try {
    const letter = await loadLetter(message, now());
    // Without words: it was overtaken, and nobody needs to do anything about it.
    if (!letter) return await finish(message, { state: "SUPPRESSED", lastAnswer: null });
    if (await heldBack(message, now())) return;
    const { response } = await deliver(message, letter);
    await finish(message, { state: "SENT", sentAt: now(), lastAnswer: answerWords(response) });
  } catch (error) {
    await retryOrFail(message, error, now());
  }
}

/** Nothing is sent to an address that its server said doesn't exist. */
async function heldBack(message: EmailMessage, now: Date): Promise<boolean> {
  const suppression = await db.suppression.findUnique({ where: { toKey: message.toKey } });
  if (!suppression) return false;
  // Not noted as unknown once more: somebody may be lifting it at this moment.
  const failure = { answer: suppression.reason, addressUnknown: false };
  await giveUp(message, "SUPPRESSED", failure, now);
  return true;
}

async function deliver(message: EmailMessage, letter: Letter): Promise<{ response: string }> {
  const at = message.toAddress.lastIndexOf("@");
  const domain = message.toKey.slice(message.toKey.lastIndexOf("@"));
  const address = message.toAddress.slice(0, at) + domain;
  return transport.sendMail({
    messageId: message.messageId,
    from: { name: `${env.VENDOR_NAME} Business Center`, address: env.MAIL_FROM },
    // An object, never a string: a comma in a string mails two people.
    to: { name: message.toName, address },
    ...envelopeOf(message, address),
    subject: letter.subject,
    html: await render(<LetterMail letter={letter} />),
    text: letterText(letter),
    headers: {
      "Content-Language": letter.language,
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
      ...(letter.unsubscribe === undefined ? {} : unsubscribeHeaders(letter.unsubscribe)),
    },
  });
}

/** With a listener, reports come to an address of this message alone; else to MAIL_FROM. */
function envelopeOf({ returnKey }: EmailMessage, to: string) {
  if (env.BOUNCE_PORT === undefined || returnKey === null) return {};
  return {
    envelope: { from: returnPath(returnKey), to },
    dsn: { ret: "HDRS" as const, notify: ["FAILURE" as const, "DELAY" as const] },
  };
}

/** Mail programs show a button that posts there by itself (RFC 8058). */
function unsubscribeHeaders(href: string) {
  return {
    "List-Unsubscribe": `<${href}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  };
}

async function retryOrFail(message: EmailMessage, error: unknown, now: Date): Promise<void> {
  const failure = readFailure(error);
  const at = failure.permanent ? null : nextTry(message, now);
  if (!at) return giveUp(message, "FAILED", failure, now);
  await transaction(async (tx) => {
    await tx.emailMessage.updateMany({
      where: { id: message.id, state: "SENDING" },
      data: { state: "DEFERRED", nextTryAt: at, lastAnswer: failure.answer },
    });
    await addJob(tx, { task: "sendMail", payload: { messageId: message.id } }, at);
  });
}

async function giveUp(
  message: EmailMessage,
  state: "FAILED" | "SUPPRESSED",
  failure: { answer: string; addressUnknown: boolean },
  now: Date,
): Promise<void> {
  await transaction(async (tx) => {
    const { count } = await tx.emailMessage.updateMany({
      where: { id: message.id, state: "SENDING" },
      data: { state, lastAnswer: failure.answer },
    });
    if (count > 0) await noteUndeliverable(tx, now, message, failure);
  });
}

async function finish(
  message: EmailMessage,
  data:
    { state: "SENT"; sentAt: Date; lastAnswer: string } | { state: "SUPPRESSED"; lastAnswer: null },
): Promise<void> {
  await db.emailMessage.updateMany({ where: { id: message.id, state: "SENDING" }, data });
}
