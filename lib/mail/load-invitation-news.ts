import {
  invitationBouncedLetter,
  invitationDeclinedLetter,
  invitationExpiredLetter,
  type Place,
} from "../../emails/invitation-news";
import { fullName } from "../accounts/full-name";
import type { Letter } from "../../emails/letter";
import type { LetterContext } from "../../emails/letter-frame";
import type { EmailMessage, Prisma } from "../../prisma/generated/client";
import { db } from "../db/client";
import { isMember, namesOf, WITH_NAMES } from "./letter-account";
import { manageUsersHref, partnerAccountHref, partnerPeopleHref } from "./links";
import { idIn } from "./message-props";

type NewsTemplate = "invitationBounced" | "invitationDeclined" | "invitationExpired";

/** What became of an invitation; null when something else has become of it by now. */
export async function loadInvitationNews(
  template: NewsTemplate,
  context: LetterContext,
  message: EmailMessage,
  now: Date,
): Promise<Letter | null> {
  const invitation = await readInvited(message);
  const invitee = invitation?.membership ?? invitation?.partnerUser;
  const place = invitation && (await placeFor(invitation, message.toKey));
  if (!invitee || !place) return null;
  const { status, expiresAt, declineReason } = invitation;
  const news = {
    name: message.toName,
    invitee: { name: fullName(invitee), email: invitee.email },
    expiresAt,
    to:
      "partner" in invitee ? { partner: invitee.partner.name } : namesOf(invitee.purchasingAccount),
    place,
  };
  switch (template) {
    case "invitationBounced":
      if (status !== "PENDING") return null;
      return invitationBouncedLetter(context, { ...news, answer: await answerTo(invitation.id) });
    case "invitationDeclined":
      if (status !== "DECLINED" || declineReason === null) return null;
      return invitationDeclinedLetter(context, { ...news, reason: declineReason });
    case "invitationExpired":
      if (status !== "PENDING" || expiresAt > now) return null;
      return invitationExpiredLetter(context, news);
  }
}

const INVITED = {
  partnerUser: { include: { partner: true } },
  membership: { include: { purchasingAccount: { include: WITH_NAMES } } },
} as const satisfies Prisma.InvitationInclude;

type Invited = Prisma.InvitationGetPayload<{ include: typeof INVITED }>;

async function readInvited(message: EmailMessage): Promise<Invited | null> {
  const id = idIn(message, "invitationId");
  return id === null ? null : db.invitation.findUnique({ where: { id }, include: INVITED });
}

/** Where this reader handles the invitation; null when it isn't theirs any more (edge 30). */
async function placeFor(invitation: Invited, toKey: string): Promise<Place | null> {
  const { membership, partnerUser } = invitation;
  if (partnerUser) {
    if (!(await isPartnerPerson(partnerUser.partnerId, toKey))) return null;
    return { label: "managePeople", href: partnerPeopleHref() };
  }
  const account = membership?.purchasingAccount;
  if (!account) return null;
  if (await isMember(account.id, toKey)) {
    return { label: "manageUsers", href: manageUsersHref(account.numberKey) };
  }
  if (account.partnerId === null || !(await isPartnerPerson(account.partnerId, toKey))) return null;
  return { label: "openAccount", href: partnerAccountHref(account.numberKey) };
}

async function isPartnerPerson(partnerId: string, toKey: string): Promise<boolean> {
  const found = await db.partnerUser.findFirst({
    where: { partnerId, emailKey: toKey, status: "ACTIVE" },
    select: { id: true },
  });
  return found !== null;
}

/** The other server's words about the newest mail of an invitation that didn't get there. */
async function answerTo(invitationId: string): Promise<string | null> {
  const returned = await db.emailMessage.findFirst({
    where: {
      link: { invitationId },
      // A suppressed one repeats what their server said about the address before.
      state: { in: ["BOUNCED", "FAILED", "SUPPRESSED"] },
      lastAnswer: { not: null },
    },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    select: { lastAnswer: true },
  });
  return returned?.lastAnswer ?? null;
}
