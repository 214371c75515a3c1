/** Scripts that languages write side by side; any other two in one label imitate something (edge 15). */
const TOGETHER = [
  ["Latin", "Han", "Hiragana", "Katakana"],
  ["Latin", "Han", "Bopomofo"],
  ["Latin", "Han", "Hangul"],
] as const;

const SCRIPTS = [
  "Latin",
  "Han",
  "Hiragana",
  "Katakana",
  "Bopomofo",
  "Hangul",
  "Cyrillic",
  "Greek",
  "Armenian",
  "Hebrew",
  "Arabic",
  "Devanagari",
  "Bengali",
  "Tamil",
  "Thai",
  "Georgian",
  "Cherokee",
] as const;

/** Letters that look like Latin ones: a label of nothing else is read as Latin. */
const LATIN_TWINS = /^[асԁеһіјӏорԛѕԝхуѵѡαικνορτυωχγη\d-]+$/u;

const tests = SCRIPTS.map((script) => ({ script, test: new RegExp(`\\p{Script=${script}}`, "u") }));
const others = new RegExp(
  `^[${SCRIPTS.map((script) => `\\p{Script=${script}}`).join("")}\\p{Script=Common}\\p{Script=Inherited}]*$`,
  "u",
);

/** Whether a label, as people read it, mixes scripts or consists of letters that pass for Latin ones. */
export function looksLikeAnother(label: string): boolean {
  if (/^[\x21-\x7e]*$/.test(label)) return false;
  const found = tests.filter(({ test }) => test.test(label)).map(({ script }) => script);
  // A script that isn't in the list stands alone or not at all.
  if (!others.test(label)) return found.length > 0;
  const mixed =
    found.length > 1 &&
    !TOGETHER.some((set) => found.every((script) => (set as readonly string[]).includes(script)));
  return mixed || LATIN_TWINS.test(label);
}
