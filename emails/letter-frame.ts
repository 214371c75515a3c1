import { directionOf, type MailLanguage } from "../lib/languages";
import type { MailTranslator } from "../lib/messages";

export interface LetterContext {
  readonly t: MailTranslator;
  readonly language: MailLanguage;
  readonly vendor: string;
}

/** What is the same in every mail. */
export function letterFrame({ t, language, vendor }: LetterContext, name: string) {
  return {
    language,
    direction: directionOf(language),
    greeting: t("common.greeting", { name }),
    linkInFull: t("common.linkInFull"),
    line: (label: string, value: string) => t("common.line", { label, value }),
    sender: t("common.sender", { vendor }),
  };
}
