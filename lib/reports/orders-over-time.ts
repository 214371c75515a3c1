import { db } from "../db/client";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { figuresIn, NOTHING_ORDERED, type Ordered, ORDERED } from "./order-figures";
import { monthsBetween, yearsBetween } from "./report-months";
import type { ReportFilters } from "./report-filters";

export interface OrderedInPeriod extends Ordered {
  /** A month such as "2026-11", or a year. */
  readonly period: string;
}

/**
 * What was ordered month by month or year by year, from the first one with orders to the last. Throws
 * `forbidden`.
 */
export async function ordersOverTime(
  actor: Actor,
  filters: ReportFilters,
): Promise<OrderedInPeriod[]> {
  authorize(actor, "reports.view");
  const pattern = filters.by === "year" ? "YYYY" : "YYYY-MM";
  const found = await db.$queryRaw<OrderedInPeriod[]>`
    SELECT to_char(f."month", ${pattern}) AS "period", ${ORDERED}
    FROM ${figuresIn(actor, filters)} AND f."family" = ${filters.family ?? ""}
    GROUP BY 1 ORDER BY 1`;
  const [first, last] = [found.at(0), found.at(-1)];
  if (!first || !last) return [];
  const between = filters.by === "year" ? yearsBetween : monthsBetween;
  const known = new Map(found.map((row) => [row.period, row]));
  const periods = between(first.period, last.period);
  return periods.map((period) => known.get(period) ?? { ...NOTHING_ORDERED, period });
}
