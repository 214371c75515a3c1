/**
 * Sorted and searched text: lower case, without marks and what can't be seen, letters that keyboards lack as
 * those that people type instead. The function fold_text of the database does the same.
 */
export function foldText(text: string): string {
  return text
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}'’‘ʼʻʹʺ`´ـ]/gu, "")
    .toLowerCase()
    .replace(/[łøıđðħŧŋĸəɛɔɓɗɖƙƴƒƶɨςکیىةٱ‐‑‒–—]/gu, (letter) => FRIENDS[letter] ?? letter)
    .replace(/[ßæœþ]/gu, (letter) => FRIENDS[letter] ?? letter)
    .replace(/[\p{Cc}\s]+/gu, " ")
    .replace(BETWEEN_CHARACTERS, "")
    .trim();
}

/** What is typed, or found in another list, for a letter; one for one, and then one for two. */
const FRIENDS: Readonly<Record<string, string>> = {
  ...{ ł: "l", ø: "o", ı: "i", đ: "d", ð: "d", ħ: "h", ŧ: "t", ŋ: "n", ĸ: "k", ə: "e", ɛ: "e" },
  ...{ ɔ: "o", ɓ: "b", ɗ: "d", ɖ: "d", ƙ: "k", ƴ: "y", ƒ: "f", ƶ: "z", ɨ: "i", ς: "σ", ک: "ك" },
  ...{ ی: "ي", ى: "ي", ة: "ه", ٱ: "ا", "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-" },
  ...{ ß: "ss", æ: "ae", œ: "oe", þ: "th" },
};

/** Scripts whose names are written with and without a space between family and given name. */
const CHARACTERS =
  "\\u1100-\\u11ff\\u3041-\\u30ff\\u31f0-\\u31ff\\u3400-\\u9fff\\u{20000}-\\u{3ffff}";
const BETWEEN_CHARACTERS = new RegExp(`(?<=[${CHARACTERS}]) (?=[${CHARACTERS}])`, "gu");
const IN_CHARACTERS = new RegExp(`[${CHARACTERS}]`, "u");

/** Whether a text is in one of these scripts, Korean also before it is taken apart. */
export const isInCharacters = (text: string) => IN_CHARACTERS.test(text.normalize("NFKD"));

/** Longer than this nobody searches. */
const SEARCH_MAX = 100;
const WORDS_MAX = 8;

/**
 * LIKE patterns for what somebody typed: a text is found when it is like all patterns of one of the lists.
 * Words may stand in any order. Trigrams need three letters: words that are all shorter must stand side by
 * side. Null for one short word, which only the beginning of a name can be, and for nothing at all.
 */
export function searchPatterns(typed: string): readonly (readonly string[])[] | null {
  const words = [...new Set(literalOf(typed).split(" "))].slice(0, WORDS_MAX);
  if (words.some((word) => word.length >= 3)) return [words.map((word) => `%${word}%`)];
  return words.length < 2 ? null : [[`%${words.join(" ")}%`], [`%${words.reverse().join(" ")}%`]];
}

/** What was typed as LIKE takes it for itself. */
export const literalOf = (typed: string) =>
  Array.from(foldText(typed))
    .slice(0, SEARCH_MAX)
    .join("")
    .trim()
    .replace(/[\\%_]/g, "\\$&");
