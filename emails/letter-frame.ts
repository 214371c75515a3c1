import { listFormat } from "../lib/formatters";
import { directionOf, type MailLanguage } from "../lib/languages";
import type { MailTranslator } from "../lib/messages";
import type { Role } from "../lib/policy/roles";
import type { Fact } from "./letter";

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

/** The purchasing account that a mail speaks of, by the names that its people know. */
export interface AccountNames {
  readonly organization: string;
  readonly agreementNumber: string;
  readonly accountNumber: string;
}

export function accountFacts({ t }: LetterContext, names: AccountNames): Fact[] {
  return [
    [t("common.organization"), names.organization],
    [t("common.agreement"), names.agreementNumber],
    [t("common.account"), names.accountNumber],
  ];
}

/** "Report Viewer and Account Viewer", as the language lists things. */
export function rolesInWords({ t, language }: LetterContext, roles: readonly Role[]): string {
  const names = roles.map((role) => t(`roles.${role}`));
  return listFormat(language, { type: "conjunction" }).format(names);
}
