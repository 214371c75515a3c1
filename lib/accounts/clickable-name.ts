import { parse } from "tldts";

/** Letters before a public suffix from which on a word was put there to be clicked: not "Y.Li". */
const LABEL_MIN = 3;

/** Whether a mail program would make a link of something in a name. */
export function isClickable(name: string): boolean {
  const text = name.normalize("NFKC").replace(/。/gu, ".");
  if (/:\/\/|www\.|@/iu.test(text)) return true;
  // What no host and no path holds ends a link.
  return text.split(/[^\p{L}\p{M}\p{N}./-]+/u).some((word) => hasPath(word) || isHost(word));
}

/** "A/L", "A/P", "S/O" and "D/O" say whose child somebody is, and lead nowhere. */
function hasPath(word: string): boolean {
  return word.includes("/") && !/^(a\/[lp]|[sd]\/o)\.?$/iu.test(word);
}

/** A label and a public suffix, and nothing but that. */
function isHost(word: string): boolean {
  const { isIcann, domainWithoutSuffix } = parse(word.replace(/^[.-]+|[.-]+$/g, ""));
  return isIcann === true && [...(domainWithoutSuffix ?? "")].length >= LABEL_MIN;
}
