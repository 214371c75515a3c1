import ar from "../../messages/ar.json";
import de from "../../messages/de.json";
import en from "../../messages/en.json";
import es from "../../messages/es.json";
import fr from "../../messages/fr.json";
import ja from "../../messages/ja.json";
import ptBr from "../../messages/pt-BR.json";
import zhHans from "../../messages/zh-Hans.json";
import { numberKey } from "../canonical";
import { COUNTRIES } from "../countries";
import { foldText } from "../fold-text";
import { displayNames, languageAndScript } from "../formatters";
import { isMailLanguage, MAIL_LANGUAGES, ownName, type MailLanguage } from "../languages";
import { ROLES, type Role } from "../policy/roles";

/**
 * A mail language by its tag or its name in any mail language, also with a region ("de-AT", "German
 * (Austria)"); undefined for every other.
 */
export function languageNamed(typed: string): MailLanguage | undefined {
  const known = languages().get(key(typed));
  if (known) return known;
  const [, language, region = ""] = WITH_REGION.exec(typed.trim()) ?? [];
  if (language === undefined) return undefined;
  const base = languages().get(key(language))?.split("-")[0];
  const country = countryNamed(region);
  return base && country ? languageOf(`${base}-${country}`) : languageOf(typed.trim());
}

/** "German (Germany)", "English, United States", "de-DE", "de_DE". */
const WITH_REGION = /^([^(,_-]+?)\s*[(,_-]\s*([^()]+?)\)?$/u;

/** Where a language is written in several ways, the region says which: "zh-CN", but not "zh-TW". */
function languageOf(tag: string): MailLanguage | undefined {
  const meant = languageAndScript(tag.replaceAll("_", "-"));
  if (meant?.language === "pt") return "pt-BR";
  return meant && [`${meant.language}-${meant.script}`, meant.language].find(isMailLanguage);
}

/** A country by its code or its name in any mail language; undefined for what isn't one. */
export function countryNamed(typed: string): string | undefined {
  return countries().get(key(typed));
}

/** A role by its code or its label in any mail language, however it is spaced. */
export function roleNamed(typed: string): Role | undefined {
  return roles.get(numberKey(typed));
}

/** Letters only: no case, marks, spaces, hyphens, and no "and". */
function key(name: string): string {
  return foldText(name)
    .replace(/&|\band\b/g, "")
    .replace(/[^\p{L}]/gu, "");
}

/** What the first of several names says counts. */
function firstOf<Value>(pairs: Iterable<readonly [string, Value]>): Map<string, Value> {
  const all = new Map<string, Value>();
  for (const [name, value] of pairs) if (!all.has(name)) all.set(name, value);
  return all;
}

/** Made when first asked for: some thousands of names. */
function once<Value>(make: () => Value): () => Value {
  let made: Value | undefined;
  return () => (made ??= make());
}

const named = (locale: string, type: "language" | "region", more: object = {}) => {
  const names = displayNames(locale, { type, ...more });
  return (code: string) => names.of(code) ?? code;
};

// "Brazilian Portuguese", "Portuguese (Brazil)", and "pt" as long as only one mail language begins so.
const languages = once(() =>
  firstOf(
    MAIL_LANGUAGES.flatMap((locale) => {
      const [byDialect, standard] = [
        named(locale, "language"),
        named(locale, "language", { languageDisplay: "standard" }),
      ];
      return MAIL_LANGUAGES.flatMap((tag) => {
        const [base = tag] = tag.split("-");
        const names = [base, byDialect(base), byDialect(tag), standard(tag), ownName(tag), tag];
        return names.map((name) => [key(name), tag] as const);
      });
    }),
  ),
);

/** What files call countries besides. */
const OTHER_COUNTRY_NAMES: Record<string, string> = {
  "united states of america": "US",
  usa: "US",
  "great britain": "GB",
  holland: "NL",
  "czech republic": "CZ",
  turkey: "TR",
  "ivory coast": "CI",
  "russian federation": "RU",
  "republic of korea": "KR",
  "viet nam": "VN",
  "hong kong": "HK",
  macau: "MO",
  macao: "MO",
  swaziland: "SZ",
  macedonia: "MK",
  burma: "MM",
  uae: "AE",
};

const countries = once(() =>
  firstOf([
    ...Object.entries(OTHER_COUNTRY_NAMES).map(([name, code]) => [key(name), code] as const),
    ...COUNTRIES.map((code) => [key(code), code] as const),
    ...MAIL_LANGUAGES.flatMap((locale) => {
      const [short, long] = [named(locale, "region", { style: "short" }), named(locale, "region")];
      return COUNTRIES.flatMap((code) =>
        [short(code), long(code)].map((name) => [key(name), code] as const),
      );
    }),
  ]),
);

const roles = firstOf([
  ...ROLES.map((role) => [numberKey(role), role] as const),
  ...[en, de, fr, es, ptBr, ja, zhHans, ar].flatMap(({ mails }) =>
    ROLES.map((role) => [numberKey(mails.roles[role]), role] as const),
  ),
]);
