import { emailChangedLetter, emailChangeLetter } from "../../emails/email-change";
import type { Letter } from "../../emails/letter";
import type { LetterContext } from "../../emails/letter-frame";
import { secondFactorChangedLetter, type SecondFactorNews } from "../../emails/second-factor";
import type { EmailMessage } from "../../prisma/generated/client";
import { maskAddress } from "../canonical";
import { db } from "../db/client";
import { confirmEmailHref, profileHref, signInHref } from "./links";
import { liveLink } from "./live-link";
import { idIn } from "./message-props";

/** Asks one of the two mailboxes; null when the change has ended, or this mailbox has confirmed it. */
export async function loadEmailChange(
  template: "emailChangeOld" | "emailChangeNew",
  context: LetterContext,
  message: EmailMessage,
  now: Date,
): Promise<Letter | null> {
  const atNew = template === "emailChangeNew";
  const link = await liveLink(message, atNew ? "EMAIL_NEW" : "EMAIL_OLD", now);
  const change =
    link?.emailChangeId &&
    (await db.emailChange.findUnique({
      where: { id: link.emailChangeId },
      include: { user: { select: { email: true, emailKey: true, disabledAt: true } } },
    }));
  if (!change || change.endedAt || change.endsAt <= now || change.user.disabledAt) return null;
  const { user, newEmail, newKey } = change;
  if (atNew ? change.newConfirmedAt : change.oldConfirmedAt) return null;
  if (message.toKey !== (atNew ? newKey : user.emailKey)) return null;
  return emailChangeLetter(context, template, {
    name: message.toName,
    from: atNew ? maskAddress(user.email) : user.email,
    to: newEmail,
    href: confirmEmailHref(link.token),
    expiresAt: link.expiresAt,
  });
}

/** Tells both mailboxes of a change that has happened: nothing overtakes it. */
export async function loadEmailChanged(
  context: LetterContext,
  message: EmailMessage,
): Promise<Letter> {
  // Either mailbox was asked before, and by that the change is found for its reader.
  const change = await db.emailChange.findFirst({
    where: {
      createdAt: { lte: message.createdAt },
      oldConfirmedAt: { not: null },
      newConfirmedAt: { not: null },
      oneTimeLinks: { some: { messages: { some: { toKey: message.toKey } } } },
    },
    orderBy: { createdAt: "desc" },
    select: { newEmail: true },
  });
  return emailChangedLetter(context, {
    name: message.toName,
    to: change && maskAddress(change.newEmail),
    changedAt: momentIn(message, "changedAt") ?? message.createdAt,
    href: signInHref(),
  });
}

/** Tells of a change of the second factor; of an announced reset only while it is still to come. */
export async function loadSecondFactorChanged(
  context: LetterContext,
  message: EmailMessage,
  now: Date,
): Promise<Letter | null> {
  const what = idIn(message, "what");
  const at = momentIn(message, "at");
  if (!isNews(what) || !at) return null;
  if (what === "resetAnnounced") {
    const coming = { resetAt: at, user: { emailKey: message.toKey } };
    if (at <= now || (await db.totp.count({ where: coming })) === 0) return null;
  }
  const label = PLACES[what];
  const href = label === "signIn" ? signInHref() : profileHref();
  return secondFactorChangedLetter(context, {
    name: message.toName,
    what,
    at,
    place: { label, href },
  });
}

/** Where the reader looks into it: after a reset there is nothing to do but to sign in. */
const PLACES = {
  on: "myProfile",
  off: "myProfile",
  recovery: "myProfile",
  resetAnnounced: "myProfile",
  reset: "signIn",
} as const satisfies Record<SecondFactorNews, string>;

const isNews = (what: string | null): what is SecondFactorNews =>
  what !== null && Object.hasOwn(PLACES, what);

function momentIn(message: EmailMessage, prop: string): Date | null {
  const moment = new Date(idIn(message, prop) ?? "");
  return Number.isNaN(moment.getTime()) ? null : moment;
}
