// next.config.ts builds these in: importing the catalogue would send all of it to every browser, and a
// browser without a connection can't fetch them when it needs them.
declare const FORM_WORDS: string;

/** What a form says by itself, without an answer of the server. */
export const formWords = JSON.parse(FORM_WORDS) as Record<
  "unreachable" | "unavailable" | "outdated" | "failed" | "kept" | "reload",
  string
>;

/** What became of a post that got no answer of ours, and what to do. */
export function lostWords(error: unknown, digest: string | undefined): string {
  if (digest !== undefined) return formWords.failed.replace("#", digest);
  const { name } = error as Error;
  if (name === "UnrecognizedActionError") return formWords.outdated;
  // What fetch throws when no answer came; Next throws plain errors for those that it can't read.
  return name === "TypeError" ? formWords.unreachable : formWords.unavailable;
}
