import { ENTRIES } from "./holds-entries";

/** What was typed into a form whose post got no answer, or found the session over. */
interface Entries {
  /** Whom it was typed for: nobody for a form of signed-out people. */
  readonly person: string;
  /** Which form of which page. */
  readonly place: number;
  readonly until: number;
  readonly values: Record<string, string | string[]>;
}

const HOUR = 3_600_000;
const LONGEST = 100_000;

/** Keeps what a form holds for a reload or a new sign-in: never passwords, codes, keys or files. */
export function keepEntries(form: HTMLFormElement): void {
  const values: Entries["values"] = {};
  for (const [name, value] of new FormData(form)) {
    if (typeof value !== "string" || isSecret(form, name)) continue;
    const before = values[name];
    values[name] = before === undefined ? value : [before, value].flat();
  }
  const until = Date.now() + HOUR;
  const entries: Entries = { person: reader(), place: placeOf(form), until, values };
  const text = JSON.stringify(entries);
  if (text.length <= LONGEST) quietly(() => sessionStorage.setItem(ENTRIES, text));
}

/** What was kept for this form and this person. */
export function keptEntries(form: HTMLFormElement): Entries["values"] | undefined {
  const kept = whatIsKept();
  if (kept?.place !== placeOf(form) || kept.person !== reader()) return undefined;
  return kept.until > Date.now() ? kept.values : undefined;
}

/** Drops what was kept for this form. */
export function dropEntriesOf(form: HTMLFormElement): void {
  if (keptEntries(form)) dropEntries();
}

export function dropEntries(): void {
  quietly(() => sessionStorage.removeItem(ENTRIES));
}

/** Drops what was kept for somebody else, once a person is signed in. */
export function dropOthersEntries(): void {
  const kept = whatIsKept();
  if (kept && kept.person !== reader()) dropEntries();
}

const whatIsKept = () =>
  quietly(() => JSON.parse(sessionStorage.getItem(ENTRIES) ?? "null") as Entries | null);

/** Whoever the page was rendered for. */
const reader = () => document.documentElement.dataset.person ?? "";

/** Page and form as a number: the path of a mailed link holds a token, which is kept nowhere. */
function placeOf(form: HTMLFormElement): number {
  let place = [...document.forms].indexOf(form);
  for (const sign of location.pathname) place = (place * 31 + sign.charCodeAt(0)) | 0;
  return place;
}

function isSecret(form: HTMLFormElement, name: string): boolean {
  const control = form.querySelector<HTMLInputElement>(`[name="${CSS.escape(name)}"]`);
  const kind = `${name} ${control?.type ?? ""} ${control?.autocomplete ?? ""}`;
  return /^\$|password|token|secret|one-time|\b(code|key)\b/i.test(kind);
}

/** Browsers may be told to keep nothing; then nothing is kept. */
function quietly<T>(work: () => T): T | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
