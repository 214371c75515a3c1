import { momentInWords } from "../lib/messages";
import type { Letter } from "./letter";
import { letterFrame, type LetterContext } from "./letter-frame";

interface Proposal {
  readonly name: string;
  /** Masked in the mail to the new mailbox, which may be a stranger's. */
  readonly from: string;
  readonly to: string;
  readonly href: string;
  readonly expiresAt: Date;
}

/** Asks the mailbox of the present, or of the new, sign-in address to confirm the change. */
export function emailChangeLetter(
  context: LetterContext,
  template: "emailChangeOld" | "emailChangeNew",
  { name, from, to, href, expiresAt }: Proposal,
): Letter {
  const { t, language } = context;
  const until = t("common.until", { date: momentInWords(expiresAt, language) });
  return {
    ...letterFrame(context, name),
    subject: t(`${template}.subject`),
    heading: t("emailChange.heading"),
    paragraphs: [t("emailChange.body"), t("emailChange.next")],
    facts: [
      [t("emailChange.from"), from],
      [t("emailChange.to"), to],
    ],
    button: { label: t("emailChange.button"), href },
    until: [until, t("emailChange.expired")],
    why: t(`${template}.why`),
    notYou: t(`${template}.notYou`),
  };
}

interface Changed {
  readonly name: string;
  /** The new address, masked; left out where it isn't known any more. */
  readonly to: string | null;
  readonly changedAt: Date;
  readonly href: string;
}

/** A notice to both mailboxes after the fact: its reader may not be the one who did it. */
export function emailChangedLetter(
  context: LetterContext,
  { name, to, changedAt, href }: Changed,
): Letter {
  const { t, language, vendor } = context;
  return {
    ...letterFrame(context, name),
    subject: t("emailChanged.subject"),
    heading: t("emailChanged.heading"),
    paragraphs: [
      t("emailChanged.body", { date: momentInWords(changedAt, language) }),
      t("emailChanged.next"),
    ],
    facts: to === null ? [] : [[t("emailChange.to"), to]],
    button: { label: t("common.signIn"), href },
    why: t("emailChanged.why"),
    notYou: t("emailChanged.notYou", { vendor }),
  };
}
