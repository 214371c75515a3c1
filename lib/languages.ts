import { displayNames } from "./formatters";

/** Languages of mails (decision 26), by BCP 47 tag. */
export const MAIL_LANGUAGES = ["en", "de", "fr", "es", "pt-BR", "ja", "zh-Hans", "ar"] as const;

export type MailLanguage = (typeof MAIL_LANGUAGES)[number];

export function isMailLanguage(tag: string): tag is MailLanguage {
  return (MAIL_LANGUAGES as readonly string[]).includes(tag);
}

/** Unknown languages get English mails (edge 22). */
export function mailLanguage(tag: string): MailLanguage {
  return isMailLanguage(tag) ? tag : "en";
}

export function directionOf(language: MailLanguage): "ltr" | "rtl" {
  return language === "ar" ? "rtl" : "ltr";
}

/** "Deutsch (German)": its own name first, for those who look for theirs. */
export function languageLabel(language: MailLanguage): string {
  const own = ownName(language);
  const english = displayNames("en", { type: "language" }).of(language) ?? language;
  return own === english ? own : `${own} (${english})`;
}

export function ownName(language: MailLanguage): string {
  const name = displayNames(language, { type: "language" }).of(language) ?? language;
  return name.charAt(0).toLocaleUpperCase(language) + name.slice(1);
}
