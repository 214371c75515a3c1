import { invitationLetter, reminderLetter, type InvitationLetter } from "../../emails/invitation";
import type { Letter } from "../../emails/letter";
import type { LetterContext } from "../../emails/letter-frame";
import type { EmailMessage, Prisma } from "../../prisma/generated/client";
import { db } from "../db/client";
import { sortRoles } from "../policy/roles";
import { tokenOf } from "../secrets";
import { currentCode } from "./current-code";
import { namesOf, WITH_NAMES } from "./letter-account";
import { getStartedHref, invitationHref, stopRemindersHref, unsubscribeHref } from "./links";
import { liveLink } from "./live-link";

export async function loadInvitation(
  context: LetterContext,
  message: EmailMessage,
  now: Date,
): Promise<Letter | null> {
  const open = await readOpen(context, message, now);
  return open && invitationLetter(context, open.letter);
}

export async function loadReminder(
  context: LetterContext,
  message: EmailMessage,
  now: Date,
): Promise<Letter | null> {
  const open = await readOpen(context, message, now);
  // A held invitation waits for somebody else: its person has nothing to be reminded of.
  if (!open || open.invitation.remindersOff || open.invitation.heldAt) return null;
  const stop = await liveLink(message, "OPT_OUT", now);
  if (stop?.invitationId !== open.invitation.id) return null;
  return reminderLetter(context, {
    ...open.letter,
    stopHref: stopRemindersHref(stop.token),
    unsubscribe: unsubscribeHref(stop.token),
  });
}

const INVITED = {
  invitedBy: { select: { firstName: true, lastName: true } },
  partnerUser: { include: { partner: true } },
  membership: { include: { purchasingAccount: { include: WITH_NAMES } } },
} as const satisfies Prisma.InvitationInclude;

type Invited = Prisma.InvitationGetPayload<{ include: typeof INVITED }>;

/** The invitation behind a message and what its letter says; null when its link is dead by now. */
async function readOpen(context: LetterContext, message: EmailMessage, now: Date) {
  if (message.linkId === null) return null;
  const link = await db.invitationLink.findUnique({
    where: { id: message.linkId },
    include: { invitation: { include: INVITED } },
  });
  if (!link || link.supersededAt) return null;
  const { invitation } = link;
  if (invitation.status !== "PENDING" || invitation.expiresAt <= now) return null;
  const token = tokenOf("invitation", link.id, link.tokenHash);
  const invitee = invitation.membership ?? invitation.partnerUser;
  const place = placeOf(context, invitation);
  if (token === undefined || !invitee || !place) return null;
  const value = await currentCode(invitation.id, invitation.codeHmac);
  const letter: InvitationLetter = {
    ...place,
    hasAccount: await hasAccount(invitee.emailKey),
    name: message.toName,
    expiresAt: invitation.expiresAt,
    href: invitationHref(token),
    ...(value !== undefined && { code: { value, address: getStartedHref() } }),
  };
  return { invitation, letter };
}

/** What a person is invited to, and by whom. */
function placeOf({ vendor }: LetterContext, invitation: Invited) {
  const { kind, membership, partnerUser, invitedBy } = invitation;
  if (partnerUser) return { kind: "PARTNER", partner: partnerUser.partner.name } as const;
  if (!membership || kind === "PARTNER") return null;
  return {
    kind,
    ...namesOf(membership.purchasingAccount),
    inviter: invitedBy ? `${invitedBy.firstName} ${invitedBy.lastName}` : vendor,
    roles: sortRoles(membership.roles),
  } as const;
}

async function hasAccount(emailKey: string): Promise<boolean> {
  const user = await db.user.findUnique({ where: { emailKey }, select: { id: true } });
  return user !== null;
}
