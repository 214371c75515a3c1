import { redactTokens } from "../redact";

const SECOND = 1000;
const MINUTE = 60 * SECOND;

/** Waits between tries; the last one repeats. A server that was down for an hour is found again soon. */
const WAITS = [10 * SECOND, 30 * SECOND, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE];

/** After this long a message has failed. */
const GIVE_UP_AFTER = 48 * 60 * MINUTE;

/**
 * The tries that fit in. Counted instead of timed, so that a message that an operator sends again, and
 * one that waited while no worker ran, get all of theirs.
 */
const AT_MOST = 1 + waitsWithin(GIVE_UP_AFTER);

/** When to try again; null when it is time to give up. */
export function nextTry({ attempts }: { attempts: number }, now: Date): Date | null {
  return attempts < AT_MOST ? new Date(now.getTime() + waitAfter(attempts)) : null;
}

function waitAfter(attempts: number): number {
  return WAITS[Math.min(attempts, WAITS.length) - 1] ?? 10 * SECOND;
}

function waitsWithin(time: number): number {
  let waits = 0;
  for (let left = time - waitAfter(1); left >= 0; left -= waitAfter(waits + 1)) waits += 1;
  return waits;
}

interface Failure {
  readonly permanent: boolean;
  /** The server said that there is no such address. */
  readonly addressUnknown: boolean;
  readonly answer: string;
}

/**
 * A 5xx answer to the recipient or the content is final; all else (login, our own address, network)
 * may pass. The words are the server's own, without a link that they quote.
 */
export function readFailure(error: unknown): Failure {
  const failure = error as Partial<SmtpFailure>;
  const refused = failure.command === "RCPT TO" || failure.code === "EMESSAGE";
  // Said before any conversation: the address itself is none that mail can go to.
  const impossible = failure.command === "API" && failure.code === "EENVELOPE";
  const final = refused && (failure.responseCode ?? 0) >= 500;
  const words = failure.response ?? (error instanceof Error ? error.message : String(error));
  const [, status = ""] = /^5\d\d[ -](5\.\d{1,3}\.\d{1,3})(?!\d)/.exec(words) ?? [];
  const addressUnknown = final && isUnknownAddress(status);
  return { permanent: final || impossible, addressUnknown, answer: answerWords(words) };
}

/** 5.1.x, the recipient's address, without those that speak of the sender's (7, 8) or of a good one (5). */
export function isUnknownAddress(status: string): boolean {
  return /^5\.1\.([0-46]|10)$/.test(status);
}

/** What is kept of a server's answer: one line of text. */
export function answerWords(answer: string): string {
  return redactTokens(answer.replace(/[\p{Cc}\s]+/gu, " ").trim()).slice(0, 500);
}

/** What nodemailer says of a conversation that failed. */
interface SmtpFailure {
  readonly code: string;
  readonly command: string;
  readonly responseCode: number;
  readonly response: string;
}
