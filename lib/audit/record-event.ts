import type { Tx } from "../db/client";
import type { Actor } from "../policy/actor";
import { type Personal, personalRow } from "./personal";

interface Event {
  /** `object.verb`, such as "invitation.sent". */
  readonly action: string;
  readonly object: { readonly kind: string; readonly id: string };
  readonly purchasingAccountId?: string | undefined;
  /** The partner that it concerns; a partner's own acts carry theirs by themselves. */
  readonly partnerId?: string | undefined;
  /** Ids, roles and states; no names, addresses or secrets. */
  readonly data?: Readonly<Record<string, string | number | boolean | null | readonly string[]>>;
  /** Names and addresses, kept beside the event so that they can be erased (record 014). */
  readonly personal?: Personal | undefined;
}

/** Writes who did what to whom, when and from where, in the transaction of the change itself. */
export async function recordEvent(tx: Tx, actor: Actor, now: Date, event: Event): Promise<void> {
  await recordEvents(tx, actor, now, [event]);
}

/** The same for many things that happened at once. */
export async function recordEvents(
  tx: Tx,
  actor: Actor,
  now: Date,
  events: readonly Event[],
): Promise<void> {
  const rows = await tx.auditEvent.createManyAndReturn({
    data: events.map((event) => ({
      purchasingAccountId: event.purchasingAccountId ?? null,
      partnerId: event.partnerId ?? (actor.kind === "partner" ? actor.partnerId : null),
      at: now,
      actorKind: KINDS[actor.kind],
      actorId: actor.kind === "member" ? actor.membershipId : userOf(actor),
      action: event.action,
      objectKind: event.object.kind,
      objectId: event.object.id,
      data: { ...event.data },
      requestId: actor.origin?.requestId ?? null,
      addressBlock: actor.origin?.addressBlock ?? null,
    })),
    select: { id: true },
  });
  // Rows come back in the order in which they were given.
  const personal = rows.flatMap(({ id }, index) => {
    const values = events[index]?.personal;
    return values ? [{ eventId: id, ...personalRow(values) }] : [];
  });
  if (personal.length > 0) await tx.auditPersonal.createMany({ data: personal });
}

const KINDS = {
  member: "MEMBER",
  partner: "PARTNER",
  operator: "OPERATOR",
  person: "PERSON",
  system: "SYSTEM",
} as const;

function userOf(actor: Actor): string | null {
  return "userId" in actor ? actor.userId : null;
}
