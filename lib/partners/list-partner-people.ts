import { z } from "zod";
import { fullName } from "../accounts/full-name";
import type { MembershipStatus, Prisma } from "../../prisma/generated/client";
import { db } from "../db/client";
import { DELIVERY_LINKS, deliveryOf, type Delivery } from "../mail/delivery";
import type { Actor } from "../policy/actor";
import { findPartner } from "./find-partner";

const PAGE_SIZE = 50;

export interface PartnerPeopleQuery {
  /** Whose people, for the vendor. */
  readonly partnerNumber?: string | undefined;
  /** Partner user ids: the page after, or the page before, that person. */
  readonly after?: string | undefined;
  readonly before?: string | undefined;
}

export interface PartnerPerson {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly status: MembershipStatus;
  readonly isAdministrator: boolean;
  readonly language: string;
  readonly lastVisit: Date | null;
  readonly isSelf: boolean;
  /** What became of the latest invitation; null once the person is in. */
  readonly invitation: null | {
    readonly id: string;
    readonly state: "open" | "expired" | "declined" | "revoked";
    readonly expiresAt: Date;
    readonly delivery: Delivery | null;
    readonly declineReason: string | null;
    readonly mayResend: boolean;
    readonly mayRevoke: boolean;
  };
}

export interface PartnerPeople {
  readonly partner: { readonly number: string; readonly key: string; readonly name: string };
  readonly rows: readonly PartnerPerson[];
  readonly previous: string | null;
  readonly next: string | null;
  /** Whether anybody there can look after the partner's people. */
  readonly hasAdministrator: boolean;
}

/**
 * A partner's people, those who came first first: for the partner's own administrators and the vendor.
 * Keyset paging both ways. Throws `forbidden` and `notFound` as findPartner does.
 */
export async function listPartnerPeople(
  actor: Actor,
  query: PartnerPeopleQuery,
  now = new Date(),
): Promise<PartnerPeople> {
  const {
    id: partnerId,
    numberKey,
    ...partner
  } = await findPartner(db, actor, query.partnerNumber);
  const bound = z.uuid().safeParse(query.after ?? query.before).data ?? null;
  const backwards = bound !== null && query.after === undefined;
  const found = await db.partnerUser.findMany({
    where: {
      partnerId,
      NOT: { status: "REMOVED" },
      ...(bound === null ? {} : { id: backwards ? { lt: bound } : { gt: bound } }),
    },
    orderBy: { id: backwards ? "desc" : "asc" },
    take: PAGE_SIZE + 1,
    include: shape,
  });
  const administrator = await db.partnerUser.findFirst({
    where: { partnerId, status: "ACTIVE", isAdministrator: true },
    select: { id: true },
  });
  const more = found.length > PAGE_SIZE;
  const page = found.slice(0, PAGE_SIZE);
  if (backwards) page.reverse();
  const self = actor.kind === "partner" ? actor.partnerUserId : null;
  return {
    partner: { number: partner.number, key: numberKey, name: partner.name },
    rows: page.map((person) => rowOf(person, self, now)),
    previous: (backwards ? more : bound !== null) ? (page.at(0)?.id ?? null) : null,
    next: backwards || more ? (page.at(-1)?.id ?? null) : null,
    hasAdministrator: administrator !== null,
  };
}

const shape = {
  invitations: { orderBy: { createdAt: "desc" }, take: 1, include: { links: DELIVERY_LINKS } },
} as const satisfies Prisma.PartnerUserInclude;

type Person = Prisma.PartnerUserGetPayload<{ include: typeof shape }>;

function rowOf(person: Person, self: string | null, now: Date): PartnerPerson {
  return {
    id: person.id,
    name: fullName(person),
    email: person.email,
    status: person.status,
    isAdministrator: person.isAdministrator,
    language: person.language,
    lastVisit: person.lastSeenAt,
    isSelf: person.id === self,
    invitation: invitationOf(person, now),
  };
}

function invitationOf({ status, invitations }: Person, now: Date): PartnerPerson["invitation"] {
  const [invitation] = invitations;
  if (!invitation || status !== "INVITED" || invitation.status === "ACCEPTED") return null;
  const open = invitation.status === "PENDING";
  return {
    id: invitation.id,
    state: stateOf(invitation, now),
    expiresAt: invitation.expiresAt,
    delivery: deliveryOf(invitation.links),
    declineReason: invitation.declineReason,
    // A decline is undone by sending it again.
    mayResend: open || invitation.status === "DECLINED",
    mayRevoke: open,
  };
}

function stateOf({ status, expiresAt }: Person["invitations"][number], now: Date) {
  if (status === "REVOKED") return "revoked";
  if (status === "DECLINED") return "declined";
  return status === "EXPIRED" || expiresAt <= now ? "expired" : "open";
}
