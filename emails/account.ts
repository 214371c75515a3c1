import { momentInWords } from "../lib/messages";
import type { Letter } from "./letter";
import { accountFacts, letterFrame, type AccountNames, type LetterContext } from "./letter-frame";

interface Addressed {
  readonly name: string;
  readonly href: string;
}

/** The link to a new password (R13). */
export function passwordResetLetter(
  context: LetterContext,
  { name, href, expiresAt }: Addressed & { expiresAt: Date },
): Letter {
  const { t, language } = context;
  const until = t("common.until", { date: momentInWords(expiresAt, language) });
  return {
    ...letterFrame(context, name),
    subject: t("passwordReset.subject"),
    heading: t("passwordReset.heading"),
    paragraphs: [t("passwordReset.body"), t("passwordReset.next")],
    facts: [],
    button: { label: t("passwordReset.button"), href },
    until: [until, t("passwordReset.expired")],
    why: t("passwordReset.why"),
    notYou: t("passwordReset.notYou"),
  };
}

interface AlreadyAccess extends Addressed {
  readonly resetHref: string;
  readonly expiresAt: Date;
  readonly account?: AccountNames;
}

/** To a designated administrator who asked for the invitation again but is in already (R27). */
export function alreadyAccessLetter(
  context: LetterContext,
  { name, href, resetHref, expiresAt, account }: AlreadyAccess,
): Letter {
  const { t, language } = context;
  return {
    ...letterFrame(context, name),
    subject: t("alreadyAccess.subject"),
    heading: t("alreadyAccess.heading"),
    paragraphs: [t("alreadyAccess.body"), t("alreadyAccess.next")],
    facts: account ? accountFacts(context, account) : [],
    button: { label: t("alreadyAccess.button"), href },
    otherLink: { label: t("alreadyAccess.reset"), href: resetHref },
    until: [t("alreadyAccess.until", { date: momentInWords(expiresAt, language) })],
    why: t("alreadyAccess.why"),
    notYou: t("alreadyAccess.notYou"),
  };
}

/** A notice after the fact: the owner of the account may not be the one who did it. */
export function passwordChangedLetter(
  context: LetterContext,
  { name, href, changedAt }: Addressed & { changedAt: Date },
): Letter {
  const { t, language } = context;
  return {
    ...letterFrame(context, name),
    subject: t("passwordChanged.subject"),
    heading: t("passwordChanged.heading"),
    paragraphs: [t("passwordChanged.body", { date: momentInWords(changedAt, language) })],
    facts: [],
    button: { label: t("passwordChanged.button"), href },
    why: t("passwordChanged.why"),
    notYou: t("passwordChanged.notYou"),
  };
}

/** A known person was made an operator from the command line. */
export function operatorGrantedLetter(context: LetterContext, { name, href }: Addressed): Letter {
  const { t, vendor } = context;
  return {
    ...letterFrame(context, name),
    subject: t("operatorGranted.subject"),
    heading: t("operatorGranted.heading"),
    paragraphs: [t("operatorGranted.body", { vendor })],
    facts: [],
    button: { label: t("operatorGranted.button"), href },
    why: t("operatorGranted.why"),
    notYou: t("operatorGranted.notYou"),
  };
}

/** Somebody new was made an operator at the desk: the link to a first password. */
export function operatorInvitationLetter(
  context: LetterContext,
  { name, href, expiresAt }: Addressed & { expiresAt: Date },
): Letter {
  const { t, language, vendor } = context;
  const until = t("common.until", { date: momentInWords(expiresAt, language) });
  return {
    ...letterFrame(context, name),
    subject: t("operatorInvitation.subject"),
    heading: t("operatorInvitation.heading"),
    paragraphs: [t("operatorInvitation.body", { vendor }), t("operatorInvitation.next")],
    facts: [],
    button: { label: t("operatorInvitation.button"), href },
    until: [until, t("operatorInvitation.expired")],
    why: t("operatorInvitation.why"),
    notYou: t("operatorInvitation.notYou"),
  };
}
