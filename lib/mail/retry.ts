import { redactTokens } from "../redact";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Waits between tries; the last one repeats. A server that was down for an hour is found again soon. */
const WAITS = [10 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE];

/** After this long a message has failed. */
const GIVE_UP_AFTER = 48 * 60 * MINUTE;

/** When to try again; null when it is time to give up. */
export function nextTry(message: { attempts: number; createdAt: Date }, now: Date): Date | null {
  const wait = WAITS[Math.min(message.attempts, WAITS.length) - 1] ?? 10 * SECOND;
  const at = new Date(now.getTime() + wait);
  return at.getTime() - message.createdAt.getTime() > GIVE_UP_AFTER ? null : at;
}

/**
 * A 5xx answer to the recipient or the content is final; all else (login, our own address, network)
 * may pass. The words are the server's own, without a link that they quote.
 */
export function readFailure(error: unknown): { permanent: boolean; answer: string } {
  const failure = error as Partial<SmtpFailure>;
  const refused = failure.command === "RCPT TO" || failure.code === "EMESSAGE";
  // Said before any conversation: the address itself is none that mail can go to.
  const impossible = failure.command === "API" && failure.code === "EENVELOPE";
  const permanent = impossible || (refused && (failure.responseCode ?? 0) >= 500);
  const words = failure.response ?? (error instanceof Error ? error.message : String(error));
  return { permanent, answer: answerWords(words) };
}

/** What is kept of a server's answer. */
export function answerWords(answer: string): string {
  return redactTokens(answer).slice(0, 500);
}

/** What nodemailer says of a conversation that failed. */
interface SmtpFailure {
  readonly code: string;
  readonly command: string;
  readonly responseCode: number;
  readonly response: string;
}
