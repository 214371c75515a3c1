/** A name and an address beside it have room in this; what is longer is left to the limits of each field. */
const TYPED_MAX = 400;

/**
 * What somebody meant who typed or pasted an address, a number, a code or a link: without what can't be
 * seen, the quotation marks, brackets and punctuation around it, a spreadsheet's apostrophe, `mailto:`,
 * and the name before an address in angle brackets.
 */
export function tidy(typed: string): string {
  if (typed.length > TYPED_MAX) return typed.trim();
  let text = withoutInvisible(typed.normalize("NFKC")).trim();
  for (let before = ""; before !== text;) {
    before = text;
    text = peel(text).trim();
  }
  return text;
}

/** Letters that are joined, or kept apart, by a sign that can't be seen. */
const JOINED = [
  ...["Arabic", "Syriac", "Mongolian", "Nko", "Devanagari", "Bengali", "Gurmukhi", "Gujarati"],
  ...["Oriya", "Tamil", "Telugu", "Kannada", "Malayalam", "Sinhala", "Khmer", "Myanmar", "Tibetan"],
]
  .map((script) => `\\p{Script_Extensions=${script}}`)
  .join("");

/** Format characters, blank letters and the like, but for the joiners and selectors of a script. */
const INVISIBLE = new RegExp(
  `(?!(?<=[${JOINED}])[\\u200c\\u200d])` +
    `(?!(?<=[\\p{Script=Han}\\p{Script=Mongolian}])\\p{Variation_Selector})` +
    `[\\p{Cf}\\p{Default_Ignorable_Code_Point}\\u2800]`,
  "gu",
);

/** A text without what leaves no trace on a screen. */
export function withoutInvisible(text: string): string {
  return text.replace(INVISIBLE, "");
}

/** One layer of what stands around a text. */
function peel(text: string): string {
  const inner = NAMED.exec(text) ?? AROUND.exec(text);
  if (inner) return inner[1] ?? inner[2] ?? inner[3] ?? "";
  if (/^mailto:/i.test(text)) return decoded(text.slice(7).replace(/\?.*$/su, ""));
  return withoutHalves(withoutEnd(text.replace(/^['‘’]+/u, "")));
}

/** `Bob Stone <bob@contoso.com>`; also with the address for a name, but never another one. */
const NAMED = /^(?:[^<>@\r\n]*|["']?([^\s<>"']{1,254})["']? ?(?=<\1>))<([^<>]*)>$/u;

/** Both halves of a pair; a spreadsheet writes ="0123" for what is no number to it. */
const AROUND = /^(?:=?["'“”„‟«»‘’‚‛`´]([^"“”„‟«»`´]*)["'“”„‟«»‘’‛`´]|\(([^()]*)\)|\[([^[\]]*)\])$/u;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const ENDS = new Set(".,;:!?…");

function withoutEnd(text: string): string {
  let end = text.length;
  while (ENDS.has(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

const HALVES = [
  ["(", ")"],
  ["[", "]"],
  ["<", ">"],
  ['"', '"'],
  ["“", "”"],
  ["«", "»"],
] as const;

/** Half of a pair was copied along. */
function withoutHalves(text: string): string {
  const isAlone = (here: string, other: string) =>
    here === other ? text.indexOf(here) === text.lastIndexOf(here) : !text.includes(other);
  if (HALVES.some(([open, close]) => text.startsWith(open) && isAlone(open, close)))
    return text.slice(1);
  if (HALVES.some(([open, close]) => text.endsWith(close) && isAlone(close, open)))
    return text.slice(0, -1);
  return text;
}
