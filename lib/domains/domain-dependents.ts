import { db } from "../db/client";
import { DAY } from "./domain-times";

interface Dependents {
  /** Active members of the purchasing account with an address of the domain; they stay members. */
  readonly members: number;
  /** Seats in the account's online services that are held by such addresses; they stay taken. */
  readonly seats: number;
  /** Online services of the account that run today. */
  readonly services: number;
}

/** Who and what in a purchasing account depends on a domain (edge 47). */
export async function domainDependents(
  purchasingAccountId: string,
  nameKey: string,
  now: Date,
): Promise<Dependents> {
  // As the database's dates are read, by UTC.
  const today = new Date(Math.floor(now.getTime() / DAY) * DAY);
  const emailKey = { endsWith: `@${nameKey}` };
  const [members, seats, services] = await Promise.all([
    db.membership.count({ where: { purchasingAccountId, status: "ACTIVE", emailKey } }),
    db.seat.count({ where: { purchasingAccountId, releasedAt: null, emailKey } }),
    db.subscription.count({
      where: { purchasingAccountId, from: { lte: today }, until: { gte: today } },
    }),
  ]);
  return { members, seats, services };
}
