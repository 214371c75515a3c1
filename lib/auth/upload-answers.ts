import { randomUUID } from "node:crypto";
import type { AccountOutcome } from "../organizations/add-agreements";
import type { FileProblem } from "../organizations/agreement-file";
import type { Difference } from "../organizations/compare-agreement";
import type { FormState } from "./form-state";

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

/** What is kept, by the form that posted it. */
interface Answers {
  readonly agreements: UploadAnswer;
  /** What the form of a subscription's seats says. */
  readonly seats: { readonly subscriptionId: string; readonly state: FormState };
}

type From = keyof Answers;

interface Kept {
  readonly from: From;
  readonly userId: string;
  readonly answer: Answers[From];
  readonly until: number;
}

const KEPT_FOR = 15 * 60_000;
/** Of one person: nobody pushes out another's. */
const AT_MOST = 5;

/** A route and the page behind it are bundled apart, but run in one process (record 010). */
const shared = globalThis as { portalUploadAnswers?: Map<string, Kept> };

/**
 * Keeps the answer to a posted file for the page that shows it: a form without JavaScript is answered
 * by an address, so that reloading posts nothing again. For a while only, and of each person the newest ones.
 */
export function keepAnswer<F extends From>(
  from: F,
  userId: string,
  answer: Answers[F],
  now = Date.now(),
): string {
  const kept = (shared.portalUploadAnswers ??= new Map<string, Kept>());
  for (const [id, { until }] of kept) if (until <= now) kept.delete(id);
  const own = [...kept].filter(([, one]) => one.userId === userId);
  for (const [id] of own.slice(0, Math.max(0, own.length - AT_MOST + 1))) kept.delete(id);
  const id = randomUUID();
  kept.set(id, { from, userId, answer, until: now + KEPT_FOR });
  return id;
}

/** Only for who posted the file; null when it is no longer kept. */
export function keptAnswer<F extends From>(
  from: F,
  userId: string,
  id: string,
  now = Date.now(),
): Answers[F] | null {
  const found = shared.portalUploadAnswers?.get(id);
  if (found?.from !== from || found.userId !== userId || found.until <= now) return null;
  return found.answer as Answers[F];
}
