import { Prisma } from "../../prisma/generated/client";
import { db } from "../db/client";
import type { MemberActor } from "../policy/actor";
import { can } from "../policy/authorize";
import { freeSeats } from "../seats/subscription-state";
import { dayOf } from "../utc-day";
import { COUNTED_UP_TO, readNews, type News } from "./read-news";

const DAY = 24 * 60 * 60_000;

/** An agreement that ends within so many days is said on the dashboard. */
export const ENDING_DAYS = 90;

const AT_MOST = 5;

export interface KeyNearLimit {
  readonly id: string;
  readonly product: string;
  readonly last5: string;
  readonly used: number;
  readonly allowed: number;
}

export interface SeatsFree {
  readonly id: string;
  readonly name: string;
  readonly free: number;
  readonly seats: number;
}

/** Each part is null for roles that don't open its screen. */
export interface Overview {
  /** The account's agreement, if it ends within ENDING_DAYS; the day is by UTC. */
  readonly ending: { readonly number: string; readonly endsOn: Date } | null;
  /** Orders of this month by UTC: its first and its last day. */
  readonly ordersThisMonth: {
    /** Up to COUNTED_UP_TO. */
    readonly count: number;
    readonly from: Date;
    readonly to: Date;
  } | null;
  /** Active keys of which nine tenths or more are used, the fullest first. */
  readonly nearLimit: readonly KeyNearLimit[] | null;
  /** Subscriptions that run today. */
  readonly seats: readonly SeatsFree[] | null;
  readonly news: News;
}

/** What the dashboard says of an account by role: what ends, what came, what runs out (R45). */
export async function readOverview(actor: MemberActor, now = new Date()): Promise<Overview> {
  const [ending, ordersThisMonth, nearLimit, seats, news] = await Promise.all([
    can(actor, "agreements.view") ? endingAgreement(actor, now) : null,
    can(actor, "orders.view") ? ordersOfMonth(actor, now) : null,
    can(actor, "keys.view") ? keysNearLimit(actor) : null,
    can(actor, "licenses.view") ? seatsFree(actor, now) : null,
    readNews(actor, now),
  ]);
  return { ending, ordersThisMonth, nearLimit, seats, news };
}

async function endingAgreement({ purchasingAccountId }: MemberActor, now: Date) {
  const today = dayOf(now);
  const account = await db.purchasingAccount.findFirst({
    where: {
      id: purchasingAccountId,
      agreement: {
        status: "ACTIVE",
        endsOn: { gte: today, lte: new Date(today.getTime() + ENDING_DAYS * DAY) },
      },
    },
    select: { agreement: { select: { number: true, endsOn: true } } },
  });
  const { number, endsOn } = account?.agreement ?? {};
  return number !== undefined && endsOn ? { number, endsOn } : null;
}

async function ordersOfMonth({ purchasingAccountId }: MemberActor, now: Date) {
  const from = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth()));
  const to = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + 1, 0));
  const count = await db.order.count({
    where: { purchasingAccountId, orderedOn: { gte: from, lte: to } },
    take: COUNTED_UP_TO,
  });
  return { count, from, to };
}

function keysNearLimit({ purchasingAccountId }: MemberActor): Promise<KeyNearLimit[]> {
  return db.$queryRaw<KeyNearLimit[]>`
    SELECT k."id", p."name" AS product, k."last5", k."activationsUsed" AS used,
      k."activationsAllowed" AS allowed
    FROM "LicenseKey" k JOIN "Product" p ON p."id" = k."productId"
    WHERE k."purchasingAccountId" = ${purchasingAccountId}::uuid AND ${NEAR_LIMIT}
    ORDER BY k."activationsUsed"::float8 / k."activationsAllowed" DESC, p."name", k."id"
    LIMIT ${AT_MOST}`;
}

const NEAR_LIMIT = Prisma.raw(
  `k."status" = 'ACTIVE' AND k."activationsAllowed" > 0
    AND k."activationsUsed" >= k."activationsAllowed" * 0.9`,
);

async function seatsFree({ purchasingAccountId }: MemberActor, now: Date): Promise<SeatsFree[]> {
  const today = dayOf(now);
  const running = await db.subscription.findMany({
    where: { purchasingAccountId, from: { lte: today }, until: { gte: today } },
    orderBy: [{ name: "asc" }, { id: "asc" }],
    take: AT_MOST,
    select: { id: true, name: true, seats: true, seatsTaken: true },
  });
  return running.map(({ id, name, ...counted }) => ({
    ...{ id, name, seats: counted.seats },
    free: freeSeats(counted),
  }));
}
