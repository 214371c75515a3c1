import { momentInWords } from "../lib/messages";
import type { Letter } from "./letter";
import { accountFacts, letterFrame, type AccountNames, type LetterContext } from "./letter-frame";
import { quoted } from "./quoted";

interface Code {
  /** The address: nothing that a stranger typed stands in this mail. */
  readonly name: string;
  readonly code: string;
  readonly href: string;
  readonly expiresAt: Date;
}

/** To whatever address was typed by somebody who asks to be let in; says nothing about that address. */
export function joinCodeLetter(
  context: LetterContext,
  { name, code, href, expiresAt }: Code,
): Letter {
  const { t, language } = context;
  return {
    ...letterFrame(context, name),
    subject: t("joinCode.subject"),
    heading: t("joinCode.heading"),
    paragraphs: [t("joinCode.body"), t("joinCode.next")],
    facts: [],
    button: { label: t("joinCode.button"), href },
    until: [
      t("joinCode.until", { date: momentInWords(expiresAt, language) }),
      t("joinCode.expired"),
    ],
    code: { label: t("common.code"), value: code, hint: t("common.codeHint", { address: href }) },
    why: t("joinCode.why"),
    notYou: t("joinCode.notYou"),
  };
}

interface Request {
  readonly name: string;
  readonly account: AccountNames;
  readonly person: { readonly name: string; readonly email: string };
  readonly reason: string;
  readonly expiresAt: Date;
  /** No further request of the day is mailed. */
  readonly isLast: boolean;
  readonly href: string;
}

/** To those who may invite: somebody at their domain asks to be let in. */
export function joinRequestedLetter(
  context: LetterContext,
  { name, account, person, reason, expiresAt, isLast, href }: Request,
): Letter {
  const { t, language } = context;
  const values = { name: person.name, organization: account.organization };
  return {
    ...letterFrame(context, name),
    subject: t("joinRequested.subject", values),
    heading: t("joinRequested.heading"),
    paragraphs: [
      t("joinRequested.body", values),
      t("joinRequested.next"),
      ...(isLast ? [t("joinRequested.last")] : []),
    ],
    facts: [
      [t("common.colleague"), person.name],
      [t("common.email"), person.email],
      ...accountFacts(context, account),
      [t("joinRequested.reason"), quoted(reason)],
    ],
    button: { label: t("joinRequested.button"), href },
    until: [t("joinRequested.until", { date: momentInWords(expiresAt, language) })],
    why: t("joinRequested.why"),
    notYou: t("joinRequested.notYou"),
  };
}

interface Declined {
  readonly name: string;
  readonly organization: string;
  readonly reason: string;
}

/** To the person who asked: no, and why; nobody is named. */
export function joinDeclinedLetter(
  context: LetterContext,
  { name, organization, reason }: Declined,
): Letter {
  const { t } = context;
  return {
    ...letterFrame(context, name),
    subject: t("joinDeclined.subject"),
    heading: t("joinDeclined.heading"),
    paragraphs: [t("joinDeclined.body", { organization }), t("joinDeclined.next")],
    facts: [
      [t("common.organization"), organization],
      [t("joinDeclined.reason"), quoted(reason)],
    ],
    why: t("joinDeclined.why"),
    notYou: t("joinDeclined.notYou"),
  };
}
