import type { AuditEvent, Prisma } from "../../prisma/generated/client";
import { fullName } from "../accounts/full-name";
import { db } from "../db/client";
import type { Actor } from "../policy/actor";
import type { Role } from "../policy/roles";

/** Who did something, as far as the reader may know. */
export type Doer =
  | { readonly kind: "person"; readonly name: string }
  | { readonly kind: "partner"; readonly name: string }
  /** The organization's own people, nameless to its partner; the vendor's, nameless to customers. */
  | { readonly kind: "organization" | "vendor" | "invitee" }
  /** Somebody outside who asked for the mail again: by three facts, by an old link, for a password, to be let in. */
  | { readonly kind: "facts" | "link" | "password" | "request" };

export interface TimelineEntry {
  readonly at: Date;
  readonly kind: TimelineKind;
  /** Null for the portal itself. */
  readonly by: Doer | null;
  /** Whom it is about; masked for readers who have no right to it. */
  readonly address: string | null;
  /** The other server's words, or a typed reason. */
  readonly detail: string | null;
  /** Roles that were given and taken. */
  readonly roles?: { readonly given: readonly Role[]; readonly taken: readonly Role[] } | undefined;
}

export type TimelineKind =
  | "designated"
  | (typeof INVITATION_EVENTS)[keyof typeof INVITATION_EVENTS]
  | "rolesChanged"
  | "disabled"
  | "enabled"
  | "removed"
  | "left"
  | "delivered"
  | "bounced"
  | "failed"
  | "opened"
  | "changeRequested"
  | "changeObjected"
  | "changeReview"
  | "changeApproved"
  | "changeRefused"
  | "changeCancelled"
  | "changed";

/** The events of the trail that a timeline shows, with its word for each. */
const INVITATION_EVENTS = {
  "invitation.sent": "sent",
  "invitation.resent": "renewed",
  "invitation.edited": "edited",
  "invitation.reminded": "reminded",
  "invitation.expired": "ended",
  "invitation.accepted": "accepted",
  "invitation.declined": "declined",
  "invitation.revoked": "revoked",
  "invitation.held": "held",
  "invitation.approved": "approved",
  "invitation.reminders_stopped": "remindersStopped",
} as const;

const AT_MOST = 200;

type Invitation = Prisma.InvitationGetPayload<{
  include: { links: { include: { messages: true } } };
}>;

/** What happened to invitations: from the trail, their mails and the page behind their links. */
export async function invitationTimeline(
  viewer: Actor,
  ids: readonly string[],
  address: (invitation: Invitation) => string | null,
): Promise<TimelineEntry[]> {
  const invitations = await db.invitation.findMany({
    where: { id: { in: [...ids] } },
    include: { links: { include: { messages: true }, orderBy: { createdAt: "desc" }, take: 30 } },
  });
  const events = await db.auditEvent.findMany({
    where: { objectId: { in: [...ids] }, action: { in: Object.keys(INVITATION_EVENTS) } },
    orderBy: { id: "desc" },
    take: AT_MOST,
  });
  const doer = await doersOf(viewer, events);
  const failures = await db.auditEvent.findMany({
    where: { action: "link.undeliverable", objectId: { in: linkIds(invitations) } },
    select: { objectId: true, at: true },
  });
  const failedAt = new Map(failures.map(({ objectId, at }) => [objectId, at]));
  const byId = new Map(invitations.map((invitation) => [invitation.id, invitation]));
  return [
    ...events.map((event): TimelineEntry => {
      const invitation = byId.get(event.objectId);
      const kind = INVITATION_EVENTS[event.action as keyof typeof INVITATION_EVENTS];
      return {
        at: event.at,
        kind,
        by: doer(event),
        address: invitation ? address(invitation) : null,
        detail: kind === "declined" ? (invitation?.declineReason ?? null) : null,
      };
    }),
    ...invitations.flatMap((invitation) => mailEntries(invitation, address(invitation), failedAt)),
  ];
}

const linkIds = (invitations: readonly Invitation[]) =>
  invitations.flatMap(({ links }) => links.map(({ id }) => id));

/** `failedAt` says of links when their mail was given up: the message itself doesn't. */
function mailEntries(
  invitation: Invitation,
  address: string | null,
  failedAt: ReadonlyMap<string, Date>,
): TimelineEntry[] {
  const plain = { by: null, address, detail: null };
  return invitation.links.flatMap(({ id, startedAt, messages }) => [
    ...(startedAt ? [{ ...plain, at: startedAt, kind: "opened" as const }] : []),
    ...messages.flatMap(({ state, sentAt, bouncedAt, lastAnswer, createdAt }): TimelineEntry[] => [
      ...(sentAt ? [{ ...plain, at: sentAt, kind: "delivered" as const }] : []),
      ...(bouncedAt
        ? [{ ...plain, at: bouncedAt, kind: "bounced" as const, detail: lastAnswer }]
        : []),
      ...(state === "FAILED"
        ? [
            {
              ...plain,
              at: failedAt.get(id) ?? createdAt,
              kind: "failed" as const,
              detail: lastAnswer,
            },
          ]
        : []),
    ]),
  ]);
}

/** Newest first; what happened at the same moment keeps the order in which it is told. */
export function inOrder(entries: readonly TimelineEntry[]): TimelineEntry[] {
  return [...entries].sort((a, b) => b.at.getTime() - a.at.getTime()).slice(0, AT_MOST);
}

/**
 * Who stands behind events, for one reader: one's own house by name, others by what they are. A partner
 * never learns who a customer's people are, a customer not who the vendor's are.
 */
export async function doersOf(viewer: Actor, events: readonly AuditEvent[]) {
  const of = (kind: AuditEvent["actorKind"]) =>
    events.flatMap(({ actorKind, actorId }) => (actorKind === kind && actorId ? [actorId] : []));
  const vendor = viewer.kind === "operator" || viewer.kind === "system";
  const [members, users, partners] = await Promise.all([
    db.membership.findMany({ where: { id: { in: of("MEMBER") } } }),
    db.user.findMany({ where: { id: { in: [...of("PARTNER"), ...of("OPERATOR")] } } }),
    db.partner.findMany({
      where: { id: { in: events.flatMap(({ partnerId }) => partnerId ?? []) } },
    }),
  ]);
  const names = new Map([...members, ...users].map((one) => [one.id, fullName(one)]));
  const named = (id: string | null, otherwise: Doer): Doer => {
    const name = id === null ? undefined : names.get(id);
    return name === undefined ? otherwise : { kind: "person", name };
  };
  return ({ actorKind, actorId, partnerId, data }: AuditEvent): Doer | null => {
    switch (actorKind) {
      case "MEMBER":
        return viewer.kind === "partner"
          ? { kind: "organization" }
          : named(actorId, { kind: "organization" });
      case "PARTNER": {
        const name = partners.find(({ id }) => id === partnerId)?.name ?? "";
        const partner: Doer = { kind: "partner", name };
        const ownHouse = viewer.kind === "partner" && viewer.partnerId === partnerId;
        return vendor || ownHouse ? named(actorId, partner) : partner;
      }
      case "OPERATOR":
        return vendor ? named(actorId, { kind: "vendor" }) : { kind: "vendor" };
      case "PERSON":
        return { kind: "invitee" };
      case "SYSTEM":
        return channelOf(data);
    }
  };
}

function channelOf(data: Prisma.JsonValue): Doer | null {
  const channel = data && typeof data === "object" && "channel" in data ? data.channel : undefined;
  return channel === "facts" ||
    channel === "link" ||
    channel === "password" ||
    channel === "request"
    ? { kind: channel }
    : null;
}
