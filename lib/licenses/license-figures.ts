import { Prisma } from "../../prisma/generated/client";
import { db } from "../db/client";
import { type Bought, inBought } from "../orders/bought";
import { dayText } from "../orders/walk";

/** A product in one of its pools: licenses count apart in each. */
export interface ProductPool {
  readonly productId: string;
  readonly pool: string;
}

/** Licensed is what was bought, and what came by step-ups without what went. */
export interface LicenseFigures {
  readonly licensed: number;
  readonly bought: number;
  readonly steppedIn: readonly StepUp[];
  readonly steppedOut: readonly StepUp[];
  /** Licenses whose term of maintenance covers today, by UTC. */
  readonly inMaintenance: number;
}

/** Licenses that moved, with the product at the other end. */
export interface StepUp {
  readonly product: string;
  readonly quantity: number;
}

interface Counted extends ProductPool {
  readonly bought: bigint;
  readonly licensed: bigint;
  readonly inMaintenance: bigint;
}

interface Moved {
  readonly pool: string;
  readonly fromId: string;
  readonly fromName: string;
  readonly toId: string;
  readonly toName: string;
  readonly quantity: bigint;
}

/** The figures of some products and pools, as far as the reader sees what was bought. */
export async function licenseFigures(
  bought: Bought,
  wanted: readonly ProductPool[],
  now: Date,
): Promise<LicenseFigures[]> {
  const [counted, moved] = await Promise.all([
    licenseCounts(bought, wanted, now),
    stepUpsOf(bought, wanted),
  ]);
  return wanted.map(({ productId, pool }) => {
    const count = counted.find((one) => one.productId === productId && one.pool === pool);
    const here = moved.filter((one) => one.pool === pool);
    return {
      licensed: Number(count?.licensed ?? 0),
      bought: Number(count?.bought ?? 0),
      inMaintenance: Number(count?.inMaintenance ?? 0),
      steppedIn: here
        .filter(({ toId }) => toId === productId)
        .map(({ fromName, quantity }) => ({ product: fromName, quantity: Number(quantity) })),
      steppedOut: here
        .filter(({ fromId }) => fromId === productId)
        .map(({ toName, quantity }) => ({ product: toName, quantity: Number(quantity) })),
    };
  });
}

/** How many licenses of some products and pools there are, and how many are in maintenance today. */
export function licenseCounts(bought: Bought, wanted: readonly ProductPool[], now: Date) {
  const day = Prisma.sql`${dayText(now)}::date`;
  return db.$queryRaw<
    Counted[]
  >`SELECT w."productId", w."pool", e."bought", e."licensed", t."inMaintenance"
    FROM ${rowsOf(wanted)} CROSS JOIN LATERAL (
      SELECT coalesce(sum(e."bought"), 0)::bigint AS "bought",
        coalesce(sum(e."bought" + e."steppedIn" - e."steppedOut"), 0)::bigint AS "licensed"
      FROM "Entitlement" e WHERE ${inBought(bought, "e")}
        AND e."productId" = w."productId" AND e."pool" = w."pool"
    ) e CROSS JOIN LATERAL (
      SELECT coalesce(sum(t."quantity"), 0)::bigint AS "inMaintenance" FROM "MaintenancePeriod" t
      WHERE ${inBought(bought, "t")} AND t."productId" = w."productId" AND t."pool" = w."pool"
        AND ${day} BETWEEN t."from" AND t."until"
    ) t`;
}

/** Every step-up from or to one of the products, added up. */
function stepUpsOf(bought: Bought, wanted: readonly ProductPool[]) {
  const ids = [...new Set(wanted.map(({ productId }) => productId))];
  return db.$queryRaw<Moved[]>`
    SELECT p."pool", m."fromId", f."name" AS "fromName", m."toId", t."name" AS "toName",
      sum(m."quantity")::bigint AS "quantity"
    FROM (
      SELECT l."stepUpFromId" AS "fromId", l."productId" AS "toId", l."partId", l."orderId", l."quantity"
      FROM "OrderLine" l WHERE ${inBought(bought, "l")} AND l."stepUpFromId" = ANY(${ids}::uuid[])
      UNION ALL
      SELECT l."stepUpFromId", l."productId", l."partId", l."orderId", l."quantity"
      FROM "OrderLine" l WHERE ${inBought(bought, "l")} AND l."stepUpFromId" IS NOT NULL
        AND l."stepUpFromId" <> ALL(${ids}::uuid[])
        AND l."productId" = ANY(${ids}::uuid[])
    ) m JOIN "Part" p ON p."id" = m."partId" JOIN "Order" o ON o."id" = m."orderId"
      JOIN "Product" f ON f."id" = m."fromId" JOIN "Product" t ON t."id" = m."toId"
    WHERE o."status" <> 'CANCELLED' GROUP BY 1, 2, 3, 4, 5 ORDER BY "quantity" DESC, 3, 5`;
}

function rowsOf(wanted: readonly ProductPool[]): Prisma.Sql {
  const products = wanted.map(({ productId }) => productId);
  const pools = wanted.map(({ pool }) => pool);
  return Prisma.sql`unnest(${products}::uuid[], ${pools}::text[]) AS w("productId", "pool")`;
}
