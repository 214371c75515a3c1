import type { AuditEvent } from "../../prisma/generated/client";
import { db } from "../db/client";
import { notFound } from "../errors";
import type { Actor } from "../policy/actor";
import { authorize, can } from "../policy/authorize";
import { isRole, sortRoles } from "../policy/roles";
import { peopleScope } from "../policy/scope";
import { doersOf, inOrder, invitationTimeline, type TimelineEntry } from "./timeline";

const MEMBERSHIP_EVENTS = {
  "membership.roles_changed": "rolesChanged",
  "membership.disabled": "disabled",
  "membership.enabled": "enabled",
  "membership.removed": "removed",
  "membership.left": "left",
} as const;

const AT_MOST = 200;

/**
 * What happened to one person here, newest first: their invitations, and for those who manage users also
 * their roles and their access. Throws `notFound` for a person out of sight.
 */
export async function readPersonHistory(
  actor: Actor,
  membershipId: string,
): Promise<TimelineEntry[]> {
  authorize(actor, "users.view");
  const person = await db.membership.findFirst({
    where: { AND: [peopleScope(actor), { id: membershipId }] },
    select: { invitations: { select: { id: true } } },
  });
  if (!person) throw notFound();
  const ids = person.invitations.map(({ id }) => id);
  // Whom it is about stands above; an earlier address of theirs isn't told apart by the mails.
  const invited = await invitationTimeline(actor, ids, () => null);
  const managed = can(actor, "users.manage") ? await membershipTimeline(actor, membershipId) : [];
  return inOrder([...invited, ...managed]);
}

async function membershipTimeline(actor: Actor, membershipId: string): Promise<TimelineEntry[]> {
  const events = await db.auditEvent.findMany({
    where: { objectId: membershipId, action: { in: Object.keys(MEMBERSHIP_EVENTS) } },
    orderBy: { id: "desc" },
    take: AT_MOST,
  });
  const doer = await doersOf(actor, events);
  return events.map((event) => {
    const kind = MEMBERSHIP_EVENTS[event.action as keyof typeof MEMBERSHIP_EVENTS];
    return {
      at: event.at,
      kind,
      by: kind === "left" ? null : doer(event),
      address: null,
      detail: null,
      ...(kind === "rolesChanged" ? { roles: rolesOf(event) } : {}),
    };
  });
}

function rolesOf({ data }: AuditEvent): NonNullable<TimelineEntry["roles"]> {
  const [before, after] = [listIn(data, "before"), listIn(data, "after")];
  return {
    given: after.filter((role) => !before.includes(role)),
    taken: before.filter((role) => !after.includes(role)),
  };
}

function listIn(data: AuditEvent["data"], name: "before" | "after") {
  const value = data && typeof data === "object" && !Array.isArray(data) ? data[name] : null;
  const words = Array.isArray(value) ? value.filter((one) => typeof one === "string") : [];
  return sortRoles(words.filter(isRole));
}
