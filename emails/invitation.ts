import { momentInWords } from "../lib/messages";
import type { Role } from "../lib/policy/roles";
import type { Fact, Letter } from "./letter";
import {
  accountFacts,
  letterFrame,
  rolesInWords,
  type AccountNames,
  type LetterContext,
} from "./letter-frame";

interface Offer {
  /** A person who has an organizational account signs in and confirms (R6, edge 18). */
  readonly hasAccount: boolean;
  readonly name: string;
  readonly expiresAt: Date;
  readonly href: string;
  /** For those whose mail system breaks links: what to type, and on which page. */
  readonly code?: { readonly value: string; readonly address: string };
}

interface MembershipOffer extends Offer, AccountNames {
  readonly kind: "ADMINISTRATOR" | "COLLEAGUE";
  readonly inviter: string;
  readonly roles: readonly Role[];
}

interface PartnerOffer extends Offer {
  readonly kind: "PARTNER";
  readonly partner: string;
}

export type InvitationLetter = MembershipOffer | PartnerOffer;

/** The mail that lets somebody in (R1 to R7, R57, R61): a designated administrator, a colleague, a partner's person. */
export function invitationLetter(context: LetterContext, data: InvitationLetter) {
  const { t, language } = context;
  const template = templateOf(data);
  const values = valuesOf(context, data);
  return {
    ...letterFrame(context, data.name),
    subject: t(`${template}.subject`, values),
    heading: t(`${template}.heading`),
    paragraphs: [t(`${template}.body`, values), t(`${template}.next`)],
    facts: factsOf(context, data),
    button: { label: t(`${template}.button`), href: data.href },
    until: [
      t("common.until", { date: momentInWords(data.expiresAt, language) }),
      t(`${template}.expired`, values),
    ],
    ...(data.code && { code: codeOf(context, data.code) }),
    why: t(`${template}.why`, values),
    notYou: t(`${template}.notYou`),
  } satisfies Letter;
}

interface Stop {
  /** The page with a button, and what a mail program may post to by itself (RFC 8058). */
  readonly stopHref: string;
  readonly unsubscribe: string;
}

/** The invitation once more, with a link of its own; the earlier one works on (decision 8). */
export function reminderLetter(
  context: LetterContext,
  { stopHref, unsubscribe, ...data }: InvitationLetter & Stop,
): Letter {
  const { t, language } = context;
  const letter = invitationLetter(context, data);
  const [, expired] = letter.until;
  const date = momentInWords(data.expiresAt, language);
  return {
    ...letter,
    subject: t("reminder.subject", {
      organization: data.kind === "PARTNER" ? data.partner : data.organization,
    }),
    heading: t("reminder.heading"),
    paragraphs: [t("reminder.body"), ...letter.paragraphs],
    until: [t("reminder.until", { date }), ...(expired === undefined ? [] : [expired])],
    stop: { label: t("reminder.stop"), href: stopHref },
    unsubscribe,
  };
}

function templateOf({ kind, hasAccount }: InvitationLetter) {
  switch (kind) {
    case "ADMINISTRATOR":
      return hasAccount ? "administratorAgreement" : "administratorInvitation";
    case "COLLEAGUE":
      return hasAccount ? "colleagueAccess" : "colleagueInvitation";
    case "PARTNER":
      return hasAccount ? "partnerAccess" : "partnerInvitation";
  }
}

function valuesOf({ vendor }: LetterContext, data: InvitationLetter): Record<string, string> {
  if (data.kind === "PARTNER") return { vendor, partner: data.partner };
  return { vendor, organization: data.organization, inviter: data.inviter };
}

function factsOf(context: LetterContext, data: InvitationLetter): Fact[] {
  const { t } = context;
  if (data.kind === "PARTNER") return [[t("common.partner"), data.partner]];
  if (data.kind === "ADMINISTRATOR") return accountFacts(context, data);
  return [...accountFacts(context, data), [t("common.role"), rolesInWords(context, data.roles)]];
}

function codeOf({ t }: LetterContext, { value, address }: { value: string; address: string }) {
  return { label: t("common.code"), value, hint: t("common.codeHint", { address }) };
}
