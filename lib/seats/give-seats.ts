import { recordEvents } from "../audit/record-event";
import type { Tx } from "../db/client";
import { newId } from "../db/new-id";
import type { Address } from "../canonical";
import { refuse } from "../errors";
import type { MemberActor, SystemActor } from "../policy/actor";
import { freeSeats } from "./subscription-state";

export type SeatOutcome = "given" | "held" | "full";

interface Gift {
  readonly purchasingAccountId: string;
  readonly subscriptionId: string;
  /** Different addresses, already found eligible; the first come first. */
  readonly people: readonly Address[];
}

/**
 * Gives seats while there are any: the one place where a seat comes into being. The subscription's row is
 * locked first, so that of many at once the last seat goes to one; the guarded update says so again.
 */
export async function giveSeats(
  tx: Tx,
  actor: MemberActor | SystemActor,
  { purchasingAccountId, subscriptionId, people }: Gift,
  now: Date,
): Promise<SeatOutcome[]> {
  const free = freeSeats(await lockSubscription(tx, subscriptionId));
  const held = await heldAmong(tx, subscriptionId, people);
  const fresh = people.filter(({ emailKey }) => !held.has(emailKey)).slice(0, free);
  const given = fresh.map(({ email, emailKey }) => ({ id: newId(), email, emailKey }));
  if (given.length > 0) {
    await take(tx, subscriptionId, given.length);
    const assignedById = actor.kind === "member" ? actor.membershipId : null;
    const common = { purchasingAccountId, subscriptionId, assignedById, assignedAt: now };
    await tx.seat.createMany({ data: given.map((seat) => ({ ...seat, ...common })) });
    const events = given.map(({ id, email }) => ({
      action: "seat.assigned",
      object: { kind: "seat", id },
      purchasingAccountId,
      data: { subscriptionId },
      personal: { after: { email } },
    }));
    await recordEvents(tx, actor, now, events);
  }
  const lucky = new Set(fresh.map(({ emailKey }) => emailKey));
  return people.map(({ emailKey }) => {
    if (lucky.has(emailKey)) return "given";
    return held.has(emailKey) ? "held" : "full";
  });
}

/** Locks the subscription's row and reads it as it is under the lock: before any of its seats. */
export async function lockSubscription(tx: Tx, id: string) {
  await tx.$queryRaw`SELECT 1 FROM "Subscription" WHERE "id" = ${id}::uuid FOR UPDATE`;
  return tx.subscription.findUniqueOrThrow({ where: { id } });
}

async function heldAmong(tx: Tx, subscriptionId: string, people: readonly Address[]) {
  const emailKeys = people.map(({ emailKey }) => emailKey);
  const rows = await tx.seat.findMany({
    where: { subscriptionId, releasedAt: null, emailKey: { in: emailKeys } },
    select: { emailKey: true },
  });
  return new Set(rows.map(({ emailKey }) => emailKey));
}

async function take(tx: Tx, id: string, many: number): Promise<void> {
  const count = await tx.$executeRaw`
    UPDATE "Subscription" SET "seatsTaken" = "seatsTaken" + ${many}
    WHERE "id" = ${id}::uuid AND "seatsTaken" + ${many} <= "seats"`;
  if (count === 0) throw refuse("conflict", "seatsNone");
}
