import { personTexts } from "../accounts/person-texts";
import { personValues } from "../audit/personal";
import { recordEvents } from "../audit/record-event";
import { baseOf, type Address } from "../canonical";
import type { Tx } from "../db/client";
import { newId } from "../db/new-id";
import { DomainError, refuse, type Sentence } from "../errors";
import type { Actor, MemberActor } from "../policy/actor";
import { mayAssignAll } from "../policy/assignable-roles";
import { authorize, authorizeRoles } from "../policy/authorize";
import type { Role } from "../policy/roles";
import { atEmail, designeeOf, readInviteeAddress } from "./invitee-address";
import type { InviteUserInput } from "./invite-user";
import { openInvitations } from "./open-invitations";

export interface Invited {
  readonly membershipId: string;
  readonly email: string;
  readonly warnings: Sentence[];
}

/**
 * Invites people, each with another address, into the actor's purchasing account: in the caller's
 * transaction, and the caller has seen that the agreement is alive. The answers stand in the given order;
 * one who is refused leaves the others alone. The mails leave at `sendAt`, or at once.
 */
export async function inviteAll(
  tx: Tx,
  actor: Actor,
  inputs: readonly InviteUserInput[],
  now: Date,
  sendAt?: Date,
): Promise<(Invited | DomainError)[]> {
  authorize(actor, "users.invite");
  const people = inputs.map((input) => readWanted(actor, input));
  const wanted = people.flatMap((person) => (person instanceof DomainError ? [] : [person]));
  const designee = await designeeOf(tx, actor.purchasingAccountId);
  const free = wanted.filter(({ emailKey }) => emailKey !== designee);
  const places = await insertPeople(tx, actor, free, now);
  const others = wanted.filter(({ emailKey }) => !places.has(emailKey));
  if (others.length > 0) {
    await placeOthers(tx, actor, { wanted: others, designee, places }, now);
    await reuseEndedInvitations(tx, actor, invitedOf(others, places), now);
  }
  await sendInvitations(tx, actor, invitedOf(wanted, places), now, sendAt);
  const warn = await warnings(tx, actor, invitedOf(wanted, places));
  return people.map((person) => {
    if (person instanceof DomainError) return person;
    const place = places.get(person.emailKey) ?? refuse("conflict", "changedMeanwhile");
    if (place instanceof DomainError) return place;
    return { membershipId: place, email: person.email, warnings: warn(person) };
  });
}

type Wanted = Address & { readonly input: InviteUserInput };

/** By address the membership that somebody got, or why they got none. */
type Places = Map<string, string | DomainError>;

function readWanted(actor: MemberActor, input: InviteUserInput): Wanted | DomainError {
  try {
    authorizeRoles(actor, input.roles);
    return { ...readInviteeAddress(input.email), input };
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

/** Leaves out whose address a living person of this account has already: the unique index decides. */
async function insertPeople(
  tx: Tx,
  actor: MemberActor,
  wanted: readonly Wanted[],
  now: Date,
): Promise<Places> {
  const inserted = await tx.membership.createManyAndReturn({
    data: wanted.map(({ input, ...address }) => ({
      id: newId(),
      purchasingAccountId: actor.purchasingAccountId,
      ...address,
      ...personOf(input, address),
      roles: input.roles,
      status: "INVITED" as const,
      grantedById: actor.membershipId,
      createdAt: now,
    })),
    skipDuplicates: true,
    select: { id: true, emailKey: true },
  });
  return new Map(inserted.map(({ id, emailKey }) => [emailKey, id]));
}

interface Others {
  readonly wanted: readonly Wanted[];
  /** Whom the agreement names: invited by designation alone (decision 3). */
  readonly designee: string | undefined;
  readonly places: Places;
}

/**
 * An invitation that has ended never blocks a new one (edge 17); an open one and a member do. So do roles
 * that the actor couldn't have given: writing others over them would take them away (decision 4).
 */
async function placeOthers(
  tx: Tx,
  actor: MemberActor,
  { wanted, designee, places }: Others,
  now: Date,
): Promise<void> {
  const found = await lockPeople(tx, actor, wanted);
  const open = await openAmong(tx, [...found.values()], now);
  for (const { emailKey, email } of wanted) {
    const person = found.get(emailKey);
    const refused = (key: string) => places.set(emailKey, atEmail("conflict", key, { email }));
    if (person && person.status !== "INVITED") refused("alreadyMember");
    else if (person && open.has(person.id)) refused("alreadyInvited");
    else if (emailKey === designee) refused("designatedAddress");
    else if (!person) places.set(emailKey, refuse("conflict", "changedMeanwhile"));
    else if (!mayAssignAll(actor.roles, person.roles)) refused("formerRolesNotAssignable");
    else places.set(emailKey, person.id);
  }
}

/** New roles and words for people whose invitation has ended. */
async function reuseEndedInvitations(
  tx: Tx,
  actor: MemberActor,
  reused: readonly Placed[],
  now: Date,
): Promise<void> {
  await tx.invitation.updateMany({
    where: {
      membershipId: { in: reused.map(({ membershipId }) => membershipId) },
      status: "PENDING",
    },
    data: { status: "EXPIRED", endedAt: now },
  });
  for (const { membershipId, input, email, emailKey } of reused) {
    await tx.membership.update({
      where: { id: membershipId },
      data: {
        email,
        ...personOf(input, { emailKey }),
        roles: input.roles,
        grantedById: actor.membershipId,
        version: { increment: 1 },
      },
    });
  }
}

interface Found {
  readonly id: string;
  readonly emailKey: string;
  readonly status: string;
  readonly roles: readonly Role[];
}

/** In the order of record 003. */
async function lockPeople(tx: Tx, actor: MemberActor, wanted: readonly Wanted[]) {
  const keys = wanted.map(({ emailKey }) => emailKey);
  const found = await tx.$queryRaw<Found[]>`
    SELECT "id", "emailKey", "status"::text, "roles"::text[] AS "roles" FROM "Membership"
    WHERE "purchasingAccountId" = ${actor.purchasingAccountId}::uuid AND "emailKey" = ANY(${keys})
      AND "status" <> 'REMOVED' ORDER BY "id" FOR UPDATE`;
  return new Map(found.map((person) => [person.emailKey, person]));
}

async function openAmong(tx: Tx, people: readonly Found[], now: Date): Promise<Set<string>> {
  const open = await tx.invitation.findMany({
    where: {
      membershipId: { in: people.map(({ id }) => id) },
      status: "PENDING",
      expiresAt: { gt: now },
    },
    select: { membershipId: true },
  });
  return new Set(open.flatMap(({ membershipId }) => membershipId ?? []));
}

type Placed = Wanted & { readonly membershipId: string };

function invitedOf(wanted: readonly Wanted[], places: Places): Placed[] {
  return wanted.flatMap((person) => {
    const membershipId = places.get(person.emailKey);
    return typeof membershipId === "string" ? [{ ...person, membershipId }] : [];
  });
}

async function sendInvitations(
  tx: Tx,
  actor: MemberActor,
  people: readonly Placed[],
  now: Date,
  sendAt: Date | undefined,
): Promise<void> {
  if (people.length === 0) return;
  const { purchasingAccountId, membershipId: invitedById } = actor;
  const openings = people.map(({ membershipId, input, email, emailKey }) => ({
    invitation: { kind: "COLLEAGUE", membershipId, purchasingAccountId, invitedById } as const,
    invitee: { ...input, email, emailKey, purchasingAccountId },
    sendAt,
  }));
  const ids = await openInvitations(tx, now, openings);
  const events = people.map(({ membershipId, input, email }, index) => ({
    action: "invitation.sent",
    object: { kind: "invitation", id: ids[index] ?? "" },
    purchasingAccountId,
    data: { membershipId, roles: input.roles },
    personal: { after: personValues({ ...input, email }) },
  }));
  await recordEvents(tx, actor, now, events);
}

/** What isn't wrong but is worth a second look: a shared mailbox, a tagged address (edges 14, 19). */
async function warnings(tx: Tx, actor: MemberActor, people: readonly Address[]) {
  const similar = await untagged(tx, actor, people);
  return ({ email, emailKey }: Address): Sentence[] => {
    const warnings: Sentence[] = [];
    if (SHARED_MAILBOX.test(emailKey)) warnings.push({ key: "sharedMailbox", values: { email } });
    const base = similar.get(baseOf(emailKey));
    if (base !== undefined && baseOf(emailKey) !== emailKey) {
      warnings.push({ key: "similarAddress", values: { email, similar: base } });
    }
    return warnings;
  };
}

/** Who is here with the address that a tagged one goes to. */
async function untagged(tx: Tx, actor: MemberActor, people: readonly Address[]) {
  const bases = people
    .filter(({ emailKey }) => baseOf(emailKey) !== emailKey)
    .map(({ emailKey }) => baseOf(emailKey));
  if (bases.length === 0) return new Map<string, string>();
  const { purchasingAccountId } = actor;
  const found = await tx.membership.findMany({
    where: { purchasingAccountId, emailKey: { in: bases }, NOT: { status: "REMOVED" } },
    select: { email: true, emailKey: true },
  });
  return new Map(found.map(({ email, emailKey }) => [emailKey, email]));
}

const SHARED_MAILBOX =
  /^(admin|administrator|billing|contact|hello|helpdesk|info|it|mail|office|purchasing|sales|service|support|team)@/;

export function personOf(input: InviteUserInput, { emailKey }: Pick<Address, "emailKey">) {
  const { firstName, lastName, language, country } = input;
  return { firstName, lastName, language, country, ...personTexts({ ...input, emailKey }) };
}
