import type { Address } from "../canonical";
import { db, type Tx } from "../db/client";
import { transaction } from "../db/transaction";
import { DomainError } from "../errors";
import { addJobs } from "../jobs/add-job";
import { SYSTEM } from "../policy/actor";
import { placeOf } from "./assign-seat";
import { giveSeats } from "./give-seats";
import { requireAssignable } from "./require-assignable";
import { freeSeats } from "./subscription-state";

/** Seats of one transaction: few enough that nobody who assigns by hand waits for long. */
const AT_ONCE = 200;

/**
 * Gives seats by domain to active members who never had one of this subscription, those who are here
 * longest first, while seats last; a seat that was reclaimed doesn't come back. Returns how many. Runs
 * when it is turned on, when somebody comes in, and every few minutes: for domains proved, seats bought and
 * people enabled since.
 */
export async function assignByDomain(subscriptionId: string, now = new Date()): Promise<number> {
  for (let all = 0; ;) {
    const given = await transaction((tx) => assignSome(tx, subscriptionId, now));
    all += given;
    if (given < AT_ONCE) return all;
  }
}

/** Every subscription that assigns by domain and has a seat left. */
export async function assignAllByDomain(now = new Date()): Promise<void> {
  const due = await db.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM "Subscription" WHERE "autoAssign" AND "seatsTaken" < "seats"
      AND "until" >= ${now.toISOString()}::date ORDER BY "id"`;
  for (const { id } of due) await assignByDomain(id, now);
}

/** Has the worker look when somebody comes in: an acceptance waits for nobody who counts seats. */
export async function queueSeatsByDomain(tx: Tx, purchasingAccountId: string): Promise<void> {
  const automatic = await tx.subscription.findMany({
    where: { purchasingAccountId, autoAssign: true },
    orderBy: { id: "asc" },
    select: { id: true },
  });
  await addJobs(
    tx,
    automatic.map(({ id }) => ({ task: "assignSeats", payload: { subscriptionId: id } })),
  );
}

async function assignSome(tx: Tx, id: string, now: Date): Promise<number> {
  const subscription = await tx.subscription.findFirst({ where: { id, autoAssign: true } });
  const domains = subscription && (await domainsOf(tx, subscription, now));
  if (!subscription || !domains) return 0;
  const free = Math.min(AT_ONCE, freeSeats(subscription));
  const people = await tx.$queryRaw<Address[]>`
    SELECT m."email", m."emailKey" FROM "Membership" m JOIN "User" u ON u."id" = m."userId"
    WHERE m."purchasingAccountId" = ${subscription.purchasingAccountId}::uuid
      AND m."status" = 'ACTIVE' AND u."disabledAt" IS NULL
      AND substring(m."emailKey" FROM '[^@]*$') = ANY(${domains})
      AND NOT EXISTS (
        SELECT 1 FROM "Seat" s WHERE s."subscriptionId" = ${id}::uuid AND s."emailKey" = m."emailKey")
    ORDER BY m."createdAt", m."id" LIMIT ${free}`;
  if (people.length === 0) return 0;
  const outcomes = await giveSeats(tx, SYSTEM, { ...placeOf(subscription), people }, now);
  return outcomes.filter((outcome) => outcome === "given").length;
}

/** Null where nobody can get a seat now: the automatic waits until somebody can. */
async function domainsOf(
  tx: Tx,
  subscription: Parameters<typeof requireAssignable>[1],
  now: Date,
): Promise<string[] | null> {
  try {
    return await requireAssignable(tx, subscription, now);
  } catch (error) {
    if (error instanceof DomainError) return null;
    throw error;
  }
}
