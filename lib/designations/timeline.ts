import { maskAddress } from "../canonical";
import { db } from "../db/client";
import {
  doersOf,
  inOrder,
  invitationTimeline,
  type TimelineEntry,
  type TimelineKind,
} from "../invitations/timeline";
import type { StaffActor } from "../policy/actor";
import type { ChangeState } from "../../prisma/generated/client";
import { OPEN } from "./change-states";

const CHANGE_EVENTS: Readonly<Record<string, TimelineKind>> = {
  "designation.change_requested": "changeRequested",
  "designation.objected": "changeObjected",
  "designation.change_put_before_operator": "changeReview",
  "designation.change_approved": "changeApproved",
  "designation.change_refused": "changeRefused",
  "designation.change_cancelled": "changeCancelled",
  "designation.changed": "changed",
};

const AT_MOST = 50;

/**
 * What happened around the designated administrator of an account the actor may open: designations,
 * their invitations and changes. Nothing of other members; former addresses are masked for partners.
 */
export async function designationTimeline(
  actor: StaffActor,
  purchasingAccountId: string,
): Promise<TimelineEntry[]> {
  const [designations, invitations, changes] = await Promise.all([
    db.designation.findMany({
      where: { purchasingAccountId },
      orderBy: { since: "desc" },
      take: AT_MOST,
    }),
    db.invitation.findMany({
      where: { purchasingAccountId, kind: "ADMINISTRATOR" },
      orderBy: { createdAt: "desc" },
      take: AT_MOST,
      include: { membership: { select: { email: true, emailKey: true } } },
    }),
    db.designationChange.findMany({
      where: { purchasingAccountId },
      orderBy: { createdAt: "desc" },
      take: AT_MOST,
    }),
  ]);
  const current = designations.find(({ until }) => until === null);
  const shown = ({ email, emailKey }: { email: string; emailKey: string }) =>
    actor.kind !== "partner" || emailKey === current?.emailKey ? email : maskAddress(email);
  const people = new Map(invitations.map(({ id, membership }) => [id, membership]));
  const ofInvitations = await invitationTimeline(actor, [...people.keys()], ({ id }) => {
    const person = people.get(id);
    return person ? shown(person) : null;
  });
  return inOrder([
    ...ofInvitations,
    ...(await changeEntries(actor, changes, shown)),
    // Last: the invitation follows the designation at the same moment.
    ...designations.map((designation): TimelineEntry => ({
      at: designation.since,
      kind: "designated",
      by: null,
      address: shown(designation),
      detail: null,
    })),
  ]);
}

async function changeEntries(
  actor: StaffActor,
  changes: readonly {
    id: string;
    email: string;
    emailKey: string;
    objection: string | null;
    state: ChangeState;
  }[],
  shown: (person: { email: string; emailKey: string }) => string,
): Promise<TimelineEntry[]> {
  const byId = new Map(changes.map((change) => [change.id, change]));
  const events = await db.auditEvent.findMany({
    where: { objectId: { in: [...byId.keys()] }, action: { in: Object.keys(CHANGE_EVENTS) } },
    orderBy: { id: "desc" },
  });
  const doer = await doersOf(actor, events);
  return events.flatMap((event): TimelineEntry[] => {
    const kind = CHANGE_EVENTS[event.action];
    const change = byId.get(event.objectId);
    if (!kind || !change) return [];
    // Who asked for an open change knows the address that they typed.
    const open = OPEN.includes(change.state);
    return [
      {
        at: event.at,
        kind,
        by: kind === "changeObjected" ? { kind: "organization" } : doer(event),
        // An objection isn't the proposed person's.
        address: kind === "changeObjected" ? null : open ? change.email : shown(change),
        // The typed reason is for the vendor alone.
        detail: kind === "changeObjected" && actor.kind !== "partner" ? change.objection : null,
      },
    ];
  });
}
