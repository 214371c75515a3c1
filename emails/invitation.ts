import { momentInWords } from "../lib/messages";
import type { Role } from "../lib/policy/roles";
import type { Letter } from "./letter";
import { letterFrame, type LetterContext } from "./letter-frame";

export interface InvitationLetter {
  readonly kind: "ADMINISTRATOR" | "COLLEAGUE";
  /** A person who has an organizational account signs in and confirms (R6, edge 18). */
  readonly hasAccount: boolean;
  readonly name: string;
  readonly organization: string;
  readonly agreementNumber: string;
  readonly accountNumber: string;
  readonly inviter: string;
  readonly roles: readonly Role[];
  readonly expiresAt: Date;
  readonly href: string;
}

/** The mail that lets somebody in (R1 to R7, R57, R61): to the designated administrator or a colleague. */
export function invitationLetter(context: LetterContext, data: InvitationLetter): Letter {
  const { t, language, vendor } = context;
  const template = templateOf(data);
  const values = { organization: data.organization, vendor, inviter: data.inviter };
  const facts: [string, string][] = [
    [t("common.organization"), data.organization],
    [t("common.agreement"), data.agreementNumber],
    [t("common.account"), data.accountNumber],
  ];
  if (data.kind === "COLLEAGUE") {
    const names = data.roles.map((role) => t(`roles.${role}`));
    facts.push([
      t("common.role"),
      new Intl.ListFormat(language, { type: "conjunction" }).format(names),
    ]);
  }
  return {
    ...letterFrame(context, data.name),
    subject: t(`${template}.subject`, values),
    heading: t(`${template}.heading`),
    paragraphs: [t(`${template}.body`, values), t(`${template}.next`)],
    facts,
    button: { label: t(`${template}.button`), href: data.href },
    until: [
      t("common.until", { date: momentInWords(data.expiresAt, language) }),
      t(`${template}.expired`, values),
    ],
    why: t(`${template}.why`, values),
    notYou: t(`${template}.notYou`),
  };
}

function templateOf({ kind, hasAccount }: InvitationLetter) {
  if (kind === "ADMINISTRATOR") {
    return hasAccount ? "administratorAgreement" : "administratorInvitation";
  }
  return hasAccount ? "colleagueAccess" : "colleagueInvitation";
}
