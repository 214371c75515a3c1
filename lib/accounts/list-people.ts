import { z } from "zod";
import type { Prisma } from "../../prisma/generated/client";
import { foldText } from "../canonical";
import { db } from "../db/client";
import { DELIVERY_LINKS, deliveryOf, type Delivery } from "../mail/delivery";
import type { Actor, MemberActor } from "../policy/actor";
import { authorize, can, mayApproveHeld, mayHandleInvitation } from "../policy/authorize";
import { sortRoles, type Role } from "../policy/roles";
import { peopleScope } from "../policy/scope";

const PAGE_SIZE = 50;

/** The last week of an invitation is worth a look. */
export const ENDS_SOON = 7 * 24 * 60 * 60 * 1000;

export interface PeopleQuery {
  readonly search?: string | undefined;
  /** Membership ids: the page after, or the page before, that person. */
  readonly after?: string | undefined;
  readonly before?: string | undefined;
}

export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly status: "INVITED" | "ACTIVE" | "DISABLED" | "REMOVED";
  readonly language: string;
  readonly lastVisit: Date | null;
  readonly isSelf: boolean;
  /** What became of the latest invitation; null once the person is in. */
  readonly invitation: PersonInvitation | null;
}

export interface PersonInvitation {
  readonly id: string;
  readonly state: "open" | "held" | "expired" | "revoked" | "declined";
  readonly expiresAt: Date;
  readonly endsSoon: boolean;
  readonly delivery: Delivery | null;
  /** What was typed when declining. */
  readonly declineReason: string | null;
  /** May send it again. */
  readonly mayHandle: boolean;
  readonly mayRevoke: boolean;
  readonly mayApprove: boolean;
}

export interface PeoplePage {
  readonly rows: readonly PersonRow[];
  readonly previous: string | null;
  readonly next: string | null;
}

/**
 * Manage Users (R72, R74): members and invited people in one list, by last name, as far as the
 * actor's roles reach (decision 4). Keyset paging both ways.
 */
export async function listPeople(
  actor: Actor,
  query: PeopleQuery,
  now = new Date(),
): Promise<PeoplePage> {
  authorize(actor, "users.view");
  const bound = await findBound(actor, query.after ?? query.before);
  const backwards = bound !== null && query.after === undefined;
  const direction = backwards ? "desc" : "asc";
  const found = await db.membership.findMany({
    where: {
      AND: [
        peopleScope(actor),
        // Those who see only their own invitations also see which of them were withdrawn.
        ...(can(actor, "users.manage") ? [{ NOT: { status: "REMOVED" as const } }] : []),
        searchFilter(query.search),
        ...(bound ? [beyond(bound, backwards)] : []),
      ],
    },
    orderBy: [{ sortName: direction }, { id: direction }],
    take: PAGE_SIZE + 1,
    include: shape,
  });
  const more = found.length > PAGE_SIZE;
  const page = found.slice(0, PAGE_SIZE);
  if (backwards) page.reverse();
  return {
    rows: page.map((person) => rowOf(actor, person, now)),
    previous: (backwards ? more : bound !== null) ? (page.at(0)?.id ?? null) : null,
    next: backwards || more ? (page.at(-1)?.id ?? null) : null,
  };
}

const shape = {
  invitations: {
    orderBy: { createdAt: "desc" },
    take: 1,
    include: { links: DELIVERY_LINKS },
  },
} as const satisfies Prisma.MembershipInclude;

type Person = Prisma.MembershipGetPayload<{ include: typeof shape }>;

/** Where the asked page begins; a person of another account is no bound at all. */
async function findBound(actor: MemberActor, id: string | undefined) {
  const known = z.uuid().safeParse(id);
  if (!known.success) return null;
  return db.membership.findFirst({
    where: { AND: [peopleScope(actor), { id: known.data }] },
    select: { id: true, sortName: true },
  });
}

/** Written so that the index on (account, sortName, id) is entered at the bound, not filtered up to it. */
function beyond({ sortName, id }: { sortName: string; id: string }, backwards: boolean) {
  return backwards
    ? { sortName: { lte: sortName }, OR: [{ sortName: { lt: sortName } }, { id: { lt: id } }] }
    : { sortName: { gte: sortName }, OR: [{ sortName: { gt: sortName } }, { id: { gt: id } }] };
}

/** Trigrams need three letters; shorter input is the beginning of a last name. */
function searchFilter(search: string | undefined): Prisma.MembershipWhereInput {
  const words = foldText(search ?? "").slice(0, 100);
  if (words === "") return {};
  const literal = words.replace(/[\\%_]/g, "\\$&");
  return words.length < 3
    ? { sortName: { startsWith: literal } }
    : { searchText: { contains: literal } };
}

function rowOf(actor: MemberActor, person: Person, now: Date): PersonRow {
  return {
    id: person.id,
    name: `${person.firstName} ${person.lastName}`,
    email: person.email,
    roles: sortRoles(person.roles),
    status: person.status,
    language: person.language,
    lastVisit: person.lastSeenAt,
    isSelf: person.id === actor.membershipId,
    invitation: invitationOf(actor, person, now),
  };
}

function invitationOf(actor: MemberActor, person: Person, now: Date): PersonInvitation | null {
  const [invitation] = person.invitations;
  if (!invitation || person.status === "ACTIVE" || person.status === "DISABLED") return null;
  if (invitation.status === "ACCEPTED") return null;
  const open = invitation.status === "PENDING";
  // A decline is undone by sending it again.
  const renewable = open || invitation.status === "DECLINED";
  const { roles } = person;
  const mayHandle =
    renewable && mayHandleInvitation(actor, { roles, invitedById: invitation.invitedById });
  return {
    id: invitation.id,
    state: stateOf(invitation, now),
    expiresAt: invitation.expiresAt,
    endsSoon: invitation.expiresAt.getTime() - now.getTime() < ENDS_SOON,
    delivery: deliveryOf(invitation.links),
    declineReason: invitation.declineReason,
    mayHandle,
    mayRevoke: open && mayHandle,
    mayApprove: open && invitation.heldAt !== null && mayApproveHeld(actor),
  };
}

function stateOf(
  { status, heldAt, expiresAt }: Person["invitations"][number],
  now: Date,
): PersonInvitation["state"] {
  if (status === "REVOKED") return "revoked";
  if (status === "DECLINED") return "declined";
  if (status === "EXPIRED" || expiresAt <= now) return "expired";
  return heldAt ? "held" : "open";
}
