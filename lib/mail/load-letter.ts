import {
  operatorGrantedLetter,
  passwordChangedLetter,
  passwordResetLetter,
} from "../../emails/account";
import { invitationLetter } from "../../emails/invitation";
import type { Letter } from "../../emails/letter";
import type { LetterContext } from "../../emails/letter-frame";
import { db } from "../db/client";
import { env } from "../env";
import { mailLanguage } from "../languages";
import { mailTranslator } from "../messages";
import { sortRoles } from "../policy/roles";
import { tokenOf } from "../secrets";
import type { EmailMessage } from "../../prisma/generated/client";
import { invitationHref, operatorDeskHref, resetHref, signInHref } from "./links";
import type { Template } from "./templates";

/** The letter of a queued message as things stand now; null when its link is dead by now. */
export async function loadLetter(message: EmailMessage, now: Date): Promise<Letter | null> {
  const language = mailLanguage(message.language);
  const context = { t: await mailTranslator(language), language, vendor: env.VENDOR_NAME };
  switch (message.template as Template) {
    case "invitation":
      return loadInvitation(context, message, now);
    case "passwordReset":
      return loadReset(context, message, now);
    case "passwordChanged":
      return passwordChangedLetter(context, {
        name: message.toName,
        href: signInHref(),
        changedAt: message.createdAt,
      });
    case "operatorGranted":
      return operatorGrantedLetter(context, { name: message.toName, href: operatorDeskHref() });
  }
}

async function loadInvitation(context: LetterContext, message: EmailMessage, now: Date) {
  const link = await db.invitationLink.findUnique({
    where: { id: message.linkId ?? "" },
    include: {
      invitation: {
        include: {
          invitedBy: { select: { firstName: true, lastName: true } },
          membership: {
            include: {
              purchasingAccount: { include: { agreement: { include: { organization: true } } } },
            },
          },
        },
      },
    },
  });
  if (!link || link.supersededAt) return null;
  const { invitation } = link;
  const { membership, invitedBy } = invitation;
  if (invitation.status !== "PENDING" || invitation.expiresAt <= now) return null;
  const token = tokenOf("invitation", link.id, link.tokenHash);
  if (token === undefined) return null;
  const account = membership.purchasingAccount;
  const user = await db.user.findUnique({
    where: { emailKey: membership.emailKey },
    select: { id: true },
  });
  return invitationLetter(context, {
    kind: invitation.kind,
    hasAccount: user !== null,
    name: message.toName,
    organization: account.agreement.organization.name,
    agreementNumber: account.agreement.number,
    accountNumber: account.number,
    inviter: invitedBy ? `${invitedBy.firstName} ${invitedBy.lastName}` : context.vendor,
    roles: sortRoles(membership.roles),
    expiresAt: invitation.expiresAt,
    href: invitationHref(token),
  });
}

async function loadReset(context: LetterContext, message: EmailMessage, now: Date) {
  const link = await db.oneTimeLink.findUnique({ where: { id: message.oneTimeLinkId ?? "" } });
  if (!link || link.usedAt || link.expiresAt <= now) return null;
  const token = tokenOf("one-time", link.id, link.tokenHash);
  if (token === undefined) return null;
  return passwordResetLetter(context, {
    name: message.toName,
    href: resetHref(token),
    expiresAt: link.expiresAt,
  });
}
