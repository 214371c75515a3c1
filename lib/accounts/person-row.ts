import type { Prisma } from "../../prisma/generated/client";
import { fullName } from "./full-name";
import { DELIVERY_LINKS, deliveryOf, type Delivery } from "../mail/delivery";
import type { MemberActor } from "../policy/actor";
import { mayApproveHeld, mayHandleInvitation } from "../policy/authorize";
import { sortRoles, type Role } from "../policy/roles";
import type { PeopleStatus } from "./people-query";

/** The last week of an invitation is worth a look. */
export const ENDS_SOON = 7 * 24 * 60 * 60 * 1000;

export interface PersonRow {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly status: PeopleStatus;
  readonly language: string;
  readonly country: string;
  readonly addedAt: Date;
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

/** What a row needs besides the membership. */
export const PERSON_SHAPE = {
  invitations: {
    orderBy: { createdAt: "desc" },
    take: 1,
    include: { links: DELIVERY_LINKS },
  },
} as const satisfies Prisma.MembershipInclude;

type Person = Prisma.MembershipGetPayload<{ include: typeof PERSON_SHAPE }>;

/** A person as this reader sees them. */
export function personRow(actor: MemberActor, person: Person, now: Date): PersonRow {
  return {
    id: person.id,
    name: fullName(person),
    email: person.email,
    roles: sortRoles(person.roles),
    status: person.status,
    language: person.language,
    country: person.country,
    addedAt: person.createdAt,
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
  // A decline is undone by sending it again, unless the person was taken out since.
  const renewable = person.status === "INVITED" && (open || invitation.status === "DECLINED");
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
