import type { Role } from "../lib/policy/roles";
import type { Letter } from "./letter";
import {
  accountFacts,
  letterFrame,
  rolesInWords,
  type AccountNames,
  type LetterContext,
} from "./letter-frame";

interface Access {
  readonly name: string;
  readonly account: AccountNames;
}

/** To a member whose roles somebody has changed: what they have now. */
export function rolesChangedLetter(
  context: LetterContext,
  { name, account, roles, href }: Access & { roles: readonly Role[]; href: string },
): Letter {
  const { t } = context;
  const { organization } = account;
  return {
    ...letterFrame(context, name),
    subject: t("rolesChanged.subject", { organization }),
    heading: t("rolesChanged.heading"),
    paragraphs: [t("rolesChanged.body", { organization }), t("rolesChanged.next")],
    facts: [
      ...accountFacts(context, account),
      [t("common.rolesNow"), rolesInWords(context, roles)],
    ],
    button: { label: t("common.openAccount"), href },
    why: t("rolesChanged.why"),
    notYou: t("rolesChanged.notYou"),
  };
}

/** To somebody who was removed or disabled: names nobody, and leads nowhere that has closed. */
export function accessEndedLetter(
  context: LetterContext,
  template: "memberRemoved" | "memberDisabled",
  { name, account }: Access,
): Letter {
  const { t } = context;
  const values = { organization: account.organization, account: account.accountNumber };
  return {
    ...letterFrame(context, name),
    subject: t(`${template}.subject`, values),
    heading: t(`${template}.heading`),
    paragraphs: [t(`${template}.body`, values), t("accessEnded.rest")],
    facts: accountFacts(context, account),
    why: t("accessEnded.why"),
    notYou: t("accessEnded.notYou"),
  };
}
