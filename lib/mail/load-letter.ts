import {
  alreadyAccessLetter,
  operatorGrantedLetter,
  operatorInvitationLetter,
  passwordChangedLetter,
  passwordResetLetter,
} from "../../emails/account";
import type { Letter } from "../../emails/letter";
import type { LetterContext } from "../../emails/letter-frame";
import type { EmailMessage } from "../../prisma/generated/client";
import { db } from "../db/client";
import { env } from "../env";
import { mailLanguage } from "../languages";
import { mailTranslator } from "../messages";
import { namesOf, WITH_NAMES } from "./letter-account";
import { operatorDeskHref, operatorHref, resetHref, signInHref } from "./links";
import { liveLink } from "./live-link";
import { loadFileUnavailable } from "./load-file-unavailable";
import {
  loadAdministratorAdded,
  loadKeyRoleGranted,
  loadKeysRevealed,
  loadSoleAdministrator,
  loadVisibilityEnds,
} from "./load-administrator-news";
import { loadChangeDecided, loadChangeHeld, loadChangeToDecide } from "./load-change-news";
import { loadChanged, loadObjection } from "./load-designation-letter";
import { loadClaimToDecide, loadDomainNews } from "./load-domain-news";
import { loadInvitation, loadReminder } from "./load-invitation-letter";
import { loadInvitationNews } from "./load-invitation-news";
import { loadJoinCode, loadJoinDeclined, loadJoinRequested } from "./load-join-letter";
import { loadMembershipLetter } from "./load-membership-letter";
import { loadSeatAssigned } from "./load-seat-letter";
import { loadEmailChange, loadEmailChanged, loadSecondFactorChanged } from "./load-security-letter";
import type { Template } from "./templates";

/** The letter of a queued message as things stand now; null when they have overtaken it. */
export async function loadLetter(message: EmailMessage, now: Date): Promise<Letter | null> {
  const language = mailLanguage(message.language);
  const context = { t: await mailTranslator(language), language, vendor: env.VENDOR_NAME };
  const letter = await load(message.template as Template, context, message, now);
  // A name from a file or a form must not begin another line of the mail's header (edge 12).
  return (
    letter && { ...letter, subject: letter.subject.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ").trim() }
  );
}

async function load(
  template: Template,
  context: LetterContext,
  message: EmailMessage,
  now: Date,
): Promise<Letter | null> {
  const name = message.toName;
  switch (template) {
    case "invitation":
      return loadInvitation(context, message, now);
    case "reminder":
      return loadReminder(context, message, now);
    case "alreadyAccess":
      return loadAlreadyAccess(context, message, now);
    case "invitationBounced":
    case "invitationDeclined":
    case "invitationExpired":
      return loadInvitationNews(template, context, message, now);
    case "joinCode":
      return loadJoinCode(context, message, now);
    case "joinRequested":
      return loadJoinRequested(context, message, now);
    case "joinDeclined":
      return loadJoinDeclined(context, message);
    case "designationObjection":
      return loadObjection(context, message, now);
    case "changeToDecide":
      return loadChangeToDecide(context, message);
    case "changeHeld":
      return loadChangeHeld(context, message);
    case "changeDecided":
      return loadChangeDecided(context, message);
    case "claimToDecide":
      return loadClaimToDecide(context, message);
    case "administratorReplaced":
    case "administratorNamed":
    case "administratorChanged":
      return loadChanged(template, context, message);
    case "rolesChanged":
    case "memberRemoved":
    case "memberDisabled":
      return loadMembershipLetter(template, context, message);
    case "administratorAdded":
      return loadAdministratorAdded(context, message);
    case "keyRoleGranted":
      return loadKeyRoleGranted(context, message);
    case "keysRevealed":
      return loadKeysRevealed(context, message);
    case "soleAdministrator":
      return loadSoleAdministrator(context, message);
    case "visibilityEnds":
      return loadVisibilityEnds(context, message, now);
    case "seatAssigned":
      return loadSeatAssigned(context, message, now);
    case "domainVerified":
    case "domainLost":
    case "domainGateClosed":
    case "domainClaimed":
    case "domainClaimDecided":
      return loadDomainNews(template, context, message);
    case "emailChangeOld":
    case "emailChangeNew":
      return loadEmailChange(template, context, message, now);
    case "emailChanged":
      return loadEmailChanged(context, message);
    case "secondFactorChanged":
      return loadSecondFactorChanged(context, message, now);
    case "passwordReset": {
      const link = await liveLink(message, "RESET", now);
      if (!link) return null;
      const { expiresAt, token } = link;
      return passwordResetLetter(context, { name, href: resetHref(token), expiresAt });
    }
    case "passwordChanged":
      return passwordChangedLetter(context, {
        name,
        href: signInHref(),
        changedAt: message.createdAt,
      });
    case "operatorGranted":
      return operatorGrantedLetter(context, { name, href: operatorDeskHref() });
    case "operatorInvitation": {
      const link = await liveLink(message, "OPERATOR", now);
      if (!link) return null;
      const { expiresAt, token } = link;
      return operatorInvitationLetter(context, { name, href: operatorHref(token), expiresAt });
    }
    case "fileUnavailable":
      return loadFileUnavailable(context, message);
  }
}

async function loadAlreadyAccess(context: LetterContext, message: EmailMessage, now: Date) {
  const link = await liveLink(message, "RESET", now);
  if (!link) return null;
  const account =
    message.purchasingAccountId === null
      ? null
      : await db.purchasingAccount.findUnique({
          where: { id: message.purchasingAccountId },
          include: WITH_NAMES,
        });
  return alreadyAccessLetter(context, {
    name: message.toName,
    href: signInHref(),
    resetHref: resetHref(link.token),
    expiresAt: link.expiresAt,
    ...(account && { account: namesOf(account) }),
  });
}
