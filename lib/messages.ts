import { createTranslator } from "use-intl/core";
import en from "../messages/en.json";
import { dateFormat } from "./formatters";
import { mailLanguage, type MailLanguage } from "./languages";
import type { Sentence } from "./errors";

type Catalogue = typeof en;
type MailCatalogue = Catalogue["mails"];

/** The words of mails in one language: what has been read and parsed serves all further mails. */
export function mailTranslator(language: MailLanguage): Promise<MailTranslator> {
  const kept = translators.get(language);
  if (kept) return kept;
  const made = makeTranslator(language);
  translators.set(language, made);
  return made;
}

const translators = new Map<MailLanguage, Promise<MailTranslator>>();

async function makeTranslator(language: MailLanguage) {
  const messages = language === "en" ? en : await loadCatalogue(language);
  return createTranslator({
    locale: language,
    messages: messages as { mails: MailCatalogue },
    namespace: "mails",
  });
}

export type MailTranslator = Awaited<ReturnType<typeof makeTranslator>>;

async function loadCatalogue(language: MailLanguage): Promise<unknown> {
  const catalogue = (await import(`../messages/${language}.json`)) as { default: unknown };
  return catalogue.default;
}

/** A refusal in English, for the command line and until screens have languages (decision 26). */
export function sentence({ key, values }: Sentence): string {
  const known = key as keyof Catalogue["errors"];
  // A made-up post can break a rule that no page lets people break: it gets the general sentence.
  return errorTranslator(errorTranslator.has(known) ? known : "checkFields", values);
}

const errorTranslator = createTranslator({ locale: "en", messages: en, namespace: "errors" });

/** "2 November 2026": a date of an agreement, the same in every zone. */
export function dayInWords(date: Date, language: string): string {
  return inUtc(date, language, { dateStyle: "long" });
}

/** "Friday, 1 January 2027 at 12:04 UTC" (decision 24). */
export function momentInWords(date: Date, language: string): string {
  return `${inUtc(date, language, { dateStyle: "full", timeStyle: "short" })} UTC`;
}

function inUtc(date: Date, language: string, options: Intl.DateTimeFormatOptions): string {
  const locale = mailLanguage(language) === "en" ? "en-GB" : language;
  return dateFormat(locale, { ...options, timeZone: "UTC" }).format(date);
}
