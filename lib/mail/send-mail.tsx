import { render } from "@react-email/render";
import { LetterMail, type Letter } from "../../emails/letter";
import { letterText } from "../../emails/letter-text";
import type { EmailMessage } from "../../prisma/generated/client";
import { db } from "../db/client";
import { transaction } from "../db/transaction";
import { env } from "../env";
import { addJob } from "../jobs/add-job";
import { loadLetter } from "./load-letter";
import { answerWords, nextTry, readFailure } from "./retry";
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
    where: { id: messageId, state: { in: ["QUEUED", "DEFERRED", "SENDING"] } },
    data: { state: "SENDING", attempts: { increment: 1 }, nextTryAt: null },
  });
  if (!message) return;
  try {
    const letter = await loadLetter(message, now());
    if (!letter) return await finish(message, { state: "SUPPRESSED" });
    const { response } = await deliver(message, letter);
    await finish(message, { state: "SENT", sentAt: now(), lastAnswer: answerWords(response) });
  } catch (error) {
    await retryOrFail(message, error, now());
  }
}

async function deliver(message: EmailMessage, letter: Letter): Promise<{ response: string }> {
  const at = message.toAddress.lastIndexOf("@");
  const domain = message.toKey.slice(message.toKey.lastIndexOf("@"));
  return transport.sendMail({
    messageId: message.messageId,
    from: { name: `${env.VENDOR_NAME} Business Center`, address: env.MAIL_FROM },
    // An object, never a string: a comma in a string mails two people.
    to: { name: message.toName, address: message.toAddress.slice(0, at) + domain },
    subject: letter.subject,
    html: await render(<LetterMail letter={letter} />),
    text: letterText(letter),
    headers: {
      "Content-Language": letter.language,
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
    },
  });
}

async function retryOrFail(message: EmailMessage, error: unknown, now: Date): Promise<void> {
  const { permanent, answer } = readFailure(error);
  const at = permanent ? null : nextTry(message, now);
  if (!at) return finish(message, { state: "FAILED", lastAnswer: answer });
  await transaction(async (tx) => {
    await tx.emailMessage.updateMany({
      where: { id: message.id, state: "SENDING" },
      data: { state: "DEFERRED", nextTryAt: at, lastAnswer: answer },
    });
    await addJob(tx, { task: "sendMail", payload: { messageId: message.id } }, at);
  });
}

async function finish(
  message: EmailMessage,
  data: { state: "SENT" | "FAILED" | "SUPPRESSED"; sentAt?: Date; lastAnswer?: string },
): Promise<void> {
  await db.emailMessage.updateMany({ where: { id: message.id, state: "SENDING" }, data });
}
