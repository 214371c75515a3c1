import { foldText, numberKey } from "../canonical";
import { COUNTRIES } from "../countries";
import { displayNames } from "../formatters";
import { MAIL_LANGUAGES, ownName, type MailLanguage } from "../languages";
import { ROLES, type Role } from "../policy/roles";

/** A mail language by its tag, its English name or its own; undefined for every other. */
export function languageNamed(typed: string): MailLanguage | undefined {
  return languages.get(key(typed));
}

/** A country by its code or its English name; undefined for what isn't one. */
export function countryNamed(typed: string): string | undefined {
  return countries.get(key(typed));
}

/** A role by its code or its name, which differ in spaces and case only. */
export function roleNamed(typed: string): Role | undefined {
  return ROLES.find((role) => numberKey(role) === numberKey(typed));
}

/** Letters only: no case, marks, spaces, hyphens, and no "and". */
function key(name: string): string {
  return foldText(name)
    .replace(/&|\band\b/g, "")
    .replace(/[^\p{L}]/gu, "");
}

const named = (type: "language" | "region", more: object = {}) => {
  const names = displayNames("en", { type, ...more });
  return (code: string) => names.of(code) ?? code;
};

// "Brazilian Portuguese", "Portuguese (Brazil)", and "pt" as long as only one mail language begins so.
const languages = new Map<string, MailLanguage>(
  MAIL_LANGUAGES.flatMap((tag) => {
    const [base = tag] = tag.split("-");
    const names = [base, named("language")(base), named("language")(tag), ownName(tag), tag];
    const standard = named("language", { languageDisplay: "standard" })(tag);
    return [...names, standard].map((name) => [key(name), tag] as const);
  }),
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

const countries = new Map<string, string>([
  ...Object.entries(OTHER_COUNTRY_NAMES).map(([name, code]) => [key(name), code] as const),
  ...COUNTRIES.flatMap((code) =>
    [named("region", { style: "short" })(code), named("region")(code), code].map(
      (name) => [key(name), code] as const,
    ),
  ),
]);
