import { db } from "../db/client";
import { DAY } from "./domain-times";

interface Dependents {
  /** Active members of the purchasing account with an address of the domain; they stay members. */
  readonly members: number;
  /** Online services of the account that run today. */
  readonly services: number;
}

/**
 * Who and what in a purchasing account depends on a domain (edge 47). THE place to count more: people who
 * hold a seat with an address of the domain belong here.
 */
export async function domainDependents(
  purchasingAccountId: string,
  nameKey: string,
  now: Date,
): Promise<Dependents> {
  // As the database's dates are read, by UTC.
  const today = new Date(Math.floor(now.getTime() / DAY) * DAY);
  const [members, services] = await Promise.all([
    db.membership.count({
      where: { purchasingAccountId, status: "ACTIVE", emailKey: { endsWith: `@${nameKey}` } },
    }),
    db.subscription.count({
      where: { purchasingAccountId, from: { lte: today }, until: { gte: today } },
    }),
  ]);
  return { members, services };
}
