import { db } from "../db/client";
import type { MemberActor } from "../policy/actor";
import { can } from "../policy/authorize";

/** Beyond so many it is said as "99+". */
export const COUNTED_UP_TO = 100;

/** What came since the reader's last visit; a part is 0 too for roles that don't open its screen. */
export interface News {
  /** When the visit before this one ended; null on a first visit, of which everything is new. */
  readonly since: Date | null;
  /** Counted up to 100 each. */
  readonly orders: number;
  readonly keys: number;
  readonly people: number;
}

/** Orders, keys and people that the portal heard of since the reader's last visit, until `now`. */
export async function readNews(actor: MemberActor, now: Date): Promise<News> {
  const { purchasingAccountId } = actor;
  const membership = await db.membership.findUnique({
    where: { id: actor.membershipId },
    select: { previousSeenAt: true },
  });
  const since = membership?.previousSeenAt ?? null;
  if (since === null) return { since, orders: 0, keys: 0, people: 0 };
  const span = { gt: since, lte: now };
  const [orders, keys, people] = await Promise.all([
    can(actor, "orders.view")
      ? db.order.count({ where: { purchasingAccountId, recordedAt: span }, take: COUNTED_UP_TO })
      : 0,
    can(actor, "keys.view")
      ? db.licenseKey.count({
          where: { purchasingAccountId, recordedAt: span },
          take: COUNTED_UP_TO,
        })
      : 0,
    can(actor, "users.manage")
      ? db.membership.count({
          where: {
            purchasingAccountId,
            createdAt: span,
            NOT: [{ id: actor.membershipId }, { status: "REMOVED" }],
          },
          take: COUNTED_UP_TO,
        })
      : 0,
  ]);
  return { since, orders, keys, people };
}
