import type { Sentence } from "@/lib/errors";

const KNOWN = [
  "required",
  "passwordWrong",
  "codeFailed",
  "tooManyTries",
  "keysNone",
  "keysTooMany",
  "keysFilterUnknown",
  "keySealed",
  "checkFields",
];

/**
 * Why nothing was exported, as the route wrote it into the address of the page. Nobody's words come in by
 * an address: keys are the portal's, values are numbers.
 */
export function refusalIn(query: Record<string, string | string[] | undefined>): Sentence | null {
  const one = (name: string) => [query[name]].flat()[0] ?? "";
  const key = KNOWN.find((known) => known === one("refused"));
  if (key === undefined) return null;
  return { key, values: { minutes: Number(one("minutes")) || 1, max: Number(one("max")) || 0 } };
}
