import { randomUUID } from "node:crypto";
import type { AccountOutcome } from "../organizations/add-agreements";
import type { FileProblem } from "../organizations/agreement-file";
import type { Difference } from "../organizations/compare-agreement";

/** What an uploaded agreement file came to. */
export type UploadAnswer =
  | { readonly kind: "done"; readonly accounts: readonly AccountOutcome[] }
  | { readonly kind: "problems"; readonly problems: readonly FileProblem[] }
  | {
      readonly kind: "differences";
      readonly differences: readonly Difference[];
      readonly update: boolean;
    }
  | { readonly kind: "noFile" | "tooLarge" };

interface Kept {
  readonly userId: string;
  readonly answer: UploadAnswer;
  readonly until: number;
}

const KEPT_FOR = 15 * 60_000;
const AT_MOST = 20;

/** A route and the page behind it are bundled apart, but run in one process (record 010). */
const shared = globalThis as { portalUploadAnswers?: Map<string, Kept> };

/**
 * Keeps the answer to a posted file for the page that shows it: a form without JavaScript is answered
 * by an address, so that reloading posts nothing again. For a while only, and the newest ones.
 */
export function keepAnswer(userId: string, answer: UploadAnswer, now = Date.now()): string {
  const kept = (shared.portalUploadAnswers ??= new Map<string, Kept>());
  for (const [id, { until }] of kept) {
    if (until <= now || kept.size >= AT_MOST) kept.delete(id);
  }
  const id = randomUUID();
  kept.set(id, { userId, answer, until: now + KEPT_FOR });
  return id;
}

/** Only for who posted the file; null when it is no longer kept. */
export function keptAnswer(userId: string, id: string, now = Date.now()): UploadAnswer | null {
  const found = shared.portalUploadAnswers?.get(id);
  return found?.userId === userId && found.until > now ? found.answer : null;
}
