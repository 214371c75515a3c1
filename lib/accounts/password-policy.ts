import { ZxcvbnFactory } from "@zxcvbn-ts/core";
import * as common from "@zxcvbn-ts/language-common";
import type { Sentence } from "../errors";

/** NIST SP 800-63B-4: the password is the only factor, or one of two (decision 16). */
export const PASSWORD_MIN = 15;
export const PASSWORD_MIN_WITH_FACTOR = 8;
export const PASSWORD_MAX = 128;

/** Guessing strength from 0 to 4; what counts as good enough. Eight signs of any kind reach two. */
const strongEnough = (min: number) => (min < PASSWORD_MIN ? 2 : 3);

const zxcvbn = new ZxcvbnFactory({
  dictionary: common.dictionary,
  graphs: common.adjacencyGraphs,
  // Long input costs quadratic time; what comes later only makes a password stronger.
  maxLength: 64,
});

/** What is wrong with a new password, or null. `own` are the person's name, address and organization. */
export function passwordProblem(
  password: string,
  own: readonly string[],
  min = PASSWORD_MIN,
): Sentence | null {
  const length = passwordLength(password);
  if (length < min) return { key: "passwordShort", values: { min } };
  if (length > PASSWORD_MAX) return { key: "passwordLong", values: { max: PASSWORD_MAX } };
  return passwordStrength(password, own).score < strongEnough(min) ? { key: "passwordWeak" } : null;
}

/** In characters as people count them. */
export function passwordLength(password: string): number {
  return Array.from(password).length;
}

/** A key of `passwordHints` that teaches the next better password; null when it is good. */
export type PasswordHint = "common" | "repeat" | "sequence" | "dates" | "own" | "short" | "words";

/** What the meter shows while typing; the server's final word also knows who is typing. */
export function passwordHint(
  password: string,
  min = PASSWORD_MIN,
): { score: number; ok: boolean; hint: PasswordHint | null } {
  const { score, feedback } = passwordStrength(password, []);
  const problem = passwordProblem(password, [], min);
  const warning = HINTS[feedback.warning ?? ""];
  const fallback = problem?.key === "passwordShort" ? "short" : "words";
  return { score, ok: problem === null, hint: problem === null ? null : (warning ?? fallback) };
}

/** The library's reasons, in our few. */
const HINTS: Partial<Record<string, PasswordHint>> = {
  straightRow: "sequence",
  keyPattern: "sequence",
  sequences: "sequence",
  simpleRepeat: "repeat",
  extendedRepeat: "repeat",
  recentYears: "dates",
  dates: "dates",
  topTen: "common",
  topHundred: "common",
  common: "common",
  similarToCommon: "common",
  userInputs: "own",
};

/** Judged without the person's own words: whoever guesses begins with them. */
function passwordStrength(password: string, own: readonly string[]) {
  const words = own
    .flatMap((part) => [part, ...part.split(/[^\p{L}\p{N}]+/u)])
    .filter((word) => word.length > 2)
    .sort((a, b) => b.length - a.length);
  const rest = words.reduce((left, word) => removeAll(left, word), password);
  return zxcvbn.check(rest, words);
}

function removeAll(text: string, word: string): string {
  const lower = text.toLowerCase();
  return lower.includes(word.toLowerCase()) ? lower.replaceAll(word.toLowerCase(), "") : text;
}

/** The form in which passwords are hashed and compared, however the keyboard composed them. */
export function normalizePassword(password: string): string {
  return password.normalize("NFC");
}
