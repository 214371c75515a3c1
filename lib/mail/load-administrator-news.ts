import {
  administratorAddedLetter,
  keyRoleGrantedLetter,
  keysRevealedLetter,
  soleAdministratorLetter,
  visibilityEndsLetter,
} from "../../emails/administrator-news";
import { fullName } from "../accounts/full-name";
import type { Letter } from "../../emails/letter";
import type { LetterContext } from "../../emails/letter-frame";
import type { EmailMessage, Membership } from "../../prisma/generated/client";
import { db } from "../db/client";
import { allows } from "../policy/permissions";
import { sortRoles } from "../policy/roles";
import { inviteUsersHref, keyActivityHref, manageUsersHref, partnerVisibilityHref } from "./links";
import { idIn, numberIn } from "./message-props";
import { readAsAdministrator } from "./read-as-administrator";

const ADMINISTRATOR = "ACCOUNT_ADMINISTRATOR";
const DAY = 24 * 60 * 60 * 1000;

/** An end that is further away than this was moved after the reminder was queued. */
const SOON = 14 * DAY;

/** Null when the person no longer has the role. */
export async function loadAdministratorAdded(
  context: LetterContext,
  message: EmailMessage,
): Promise<Letter | null> {
  const added = await findLiving(message, "membershipId");
  if (!added?.roles.includes(ADMINISTRATOR)) return null;
  const reader = await readAsAdministrator(added.purchasingAccountId, message);
  if (!reader) return null;
  const { numberKey, ...news } = reader;
  return administratorAddedLetter(context, {
    ...news,
    person: personOf(added),
    href: manageUsersHref(numberKey),
  });
}

/** Null when the person has no role with access to keys any more. */
export async function loadKeyRoleGranted(
  context: LetterContext,
  message: EmailMessage,
): Promise<Letter | null> {
  const member = await findLiving(message, "membershipId");
  const giver = await findMembership(message, "byId");
  if (!member || giver?.purchasingAccountId !== member.purchasingAccountId) return null;
  if (!allows(member.roles, "keys.view")) return null;
  const reader = await readAsAdministrator(member.purchasingAccountId, message);
  if (!reader) return null;
  const { numberKey, ...news } = reader;
  return keyRoleGrantedLetter(context, {
    ...news,
    person: personOf(member),
    giver: personOf(giver).name,
    roles: sortRoles(member.roles),
    href: manageUsersHref(numberKey),
  });
}

/** Whoever had keys shown or exported may be gone by now: the news stays news. */
export async function loadKeysRevealed(
  context: LetterContext,
  message: EmailMessage,
): Promise<Letter | null> {
  const by = await findMembership(message, "byId");
  if (!by) return null;
  const reader = await readAsAdministrator(by.purchasingAccountId, message);
  if (!reader) return null;
  const { numberKey, ...news } = reader;
  return keysRevealedLetter(context, {
    ...news,
    person: personOf(by),
    at: message.createdAt,
    exported: numberIn(message, "exported"),
    href: keyActivityHref(numberKey),
  });
}

/** Null when there are two by now, or the reader isn't the one any more. */
export async function loadSoleAdministrator(
  context: LetterContext,
  message: EmailMessage,
): Promise<Letter | null> {
  const { purchasingAccountId } = message;
  if (purchasingAccountId === null) return null;
  const reader = await readAsAdministrator(purchasingAccountId, message);
  const administrators = await db.membership.findMany({
    where: { purchasingAccountId, status: "ACTIVE", roles: { has: ADMINISTRATOR } },
    take: 2,
    select: { id: true },
  });
  if (!reader || administrators.length !== 1) return null;
  const { numberKey, ...news } = reader;
  return soleAdministratorLetter(context, { ...news, href: inviteUsersHref(numberKey) });
}

/** Null when it has ended by now, or lasts longer. */
export async function loadVisibilityEnds(
  context: LetterContext,
  message: EmailMessage,
  now: Date,
): Promise<Letter | null> {
  const id = idIn(message, "visibilityId");
  const visibility =
    id && (await db.partnerVisibility.findUnique({ where: { id }, include: { partner: true } }));
  if (!visibility || visibility.endedAt) return null;
  const { until, partner, purchasingAccountId } = visibility;
  const left = until.getTime() - now.getTime();
  // It lasts through the whole of its last day.
  if (left <= -DAY || left > SOON) return null;
  const reader = await readAsAdministrator(purchasingAccountId, message);
  if (!reader) return null;
  const { numberKey, ...news } = reader;
  return visibilityEndsLetter(context, {
    ...news,
    partner: partner.name,
    lastDay: until,
    href: partnerVisibilityHref(numberKey),
  });
}

async function findMembership(message: EmailMessage, prop: string): Promise<Membership | null> {
  const id = idIn(message, prop);
  return id === null ? null : db.membership.findUnique({ where: { id } });
}

async function findLiving(message: EmailMessage, prop: string): Promise<Membership | null> {
  const found = await findMembership(message, prop);
  return found?.status === "REMOVED" ? null : found;
}

const personOf = (person: Membership) => ({ name: fullName(person), email: person.email });
