const LONGEST = 500;

/**
 * Words of somebody outside as one plain line of at most 500 signs: nothing that breaks it, turns the
 * writing around, or that a mail program takes for the address of a page.
 */
export function quoted(words: string): string {
  const line = words
    .replace(/[\p{Cc}\s]+/gu, " ")
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, "")
    .replace(/:\/\//g, ": //")
    .replace(/\bwww\./gi, "www. ")
    .trim();
  const signs = Array.from(line);
  return signs.length > LONGEST ? `${signs.slice(0, LONGEST - 1).join("")}…` : line;
}
