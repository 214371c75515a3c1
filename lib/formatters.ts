/**
 * What writes dates, numbers, names and lists. Making one costs hundreds of times what using it does,
 * so each is made once per locale and options: the one place with `new Intl`.
 */

/** More than the portal's languages, zones and looks need; then all are made anew. */
export const MOST_FORMATTERS = 500;

const made = new Map<string, unknown>();

/** Writes dates and times. */
export function dateFormat(locale: string, options: Intl.DateTimeFormatOptions = {}) {
  return once("date", locale, options, () => new Intl.DateTimeFormat(locale, options));
}

/** Writes numbers. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions = {}) {
  return once("number", locale, options, () => new Intl.NumberFormat(locale, options));
}

/** Names languages and regions. */
export function displayNames(locale: string, options: Intl.DisplayNamesOptions) {
  return once("names", locale, options, () => new Intl.DisplayNames(locale, options));
}

/** Writes lists: "a, b and c". */
export function listFormat(locale: string, options: Intl.ListFormatOptions = {}) {
  return once("list", locale, options, () => new Intl.ListFormat(locale, options));
}

/** Compares texts in the order of a language. */
export function collator(locale: string, options: Intl.CollatorOptions = {}) {
  return once("collator", locale, options, () => new Intl.Collator(locale, options));
}

/** What a tag means: Chinese in traditional characters by zh-TW; undefined for what is no tag. */
export function languageAndScript(tag: string): { language: string; script: string } | undefined {
  try {
    const { language, script = "" } = new Intl.Locale(tag).maximize();
    return { language, script };
  } catch {
    return undefined;
  }
}

/** The zone of a name that a browser sent, as dates are written with it; undefined for what is none. */
export function zoneNamed(name: string): string | undefined {
  if (zones.has(name)) return name;
  if (name.length > 64) return undefined;
  try {
    // Not kept: a zone has as many spellings as a stranger cares to send.
    return new Intl.DateTimeFormat("en", { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

/** IANA names; the list of this Node is also the one that dates are written with. */
export const TIME_ZONES: readonly string[] = ["UTC", ...Intl.supportedValuesOf("timeZone")];

const zones = new Set(TIME_ZONES);

/** How many are kept, for a test of the bound. */
export function keptFormatters(): number {
  return made.size;
}

function once<T>(kind: string, locale: string, options: object, make: () => T): T {
  const key = `${kind} ${locale} ${JSON.stringify(options)}`;
  const kept = made.get(key) as T | undefined;
  if (kept !== undefined) return kept;
  const fresh = make();
  // Zones come from people: whoever names many of them must not fill the memory.
  if (made.size >= MOST_FORMATTERS) made.clear();
  made.set(key, fresh);
  return fresh;
}
