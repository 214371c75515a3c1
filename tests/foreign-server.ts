import { setTimeout as sleep } from "node:timers/promises";
import nodemailer from "nodemailer";

interface Delivery {
  readonly port: number;
  /** The return path that it goes to. */
  readonly to: string;
  readonly raw: string;
}

/**
 * Hands a report to our listener as a mail server would: an answer of the kind "try later" (4xx) is
 * followed by another try, so that a report may be quicker than our own note that the mail left.
 */
export async function deliverReport({ port, to, raw }: Delivery): Promise<void> {
  const client = nodemailer.createTransport({ host: "127.0.0.1", port });
  try {
    for (let tries = 1; ; tries += 1) {
      try {
        await client.sendMail({ envelope: { from: "", to }, raw });
        return;
      } catch (error) {
        if (tries === TRIES || !isForNow(error)) throw error;
        await sleep(APART_MS);
      }
    }
  } finally {
    client.close();
  }
}

const TRIES = 100;
const APART_MS = 100;

function isForNow(error: unknown): boolean {
  const code = (error as { responseCode?: number }).responseCode ?? 0;
  return code >= 400 && code < 500;
}
