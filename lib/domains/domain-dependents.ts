import { db } from "../db/client";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { dayOf } from "../utc-day";

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
  actor: Actor,
  nameKey: string,
  now = new Date(),
): Promise<Dependents> {
  authorize(actor, "domains.manage");
  const { purchasingAccountId } = actor;
  const today = dayOf(now);
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
