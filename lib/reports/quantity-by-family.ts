import { db } from "../db/client";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { figuresIn, NOTHING_ORDERED, type Ordered, ORDERED } from "./order-figures";
import type { ReportFilters } from "./report-filters";

export interface OrderedOfFamily extends Ordered {
  readonly family: string;
}

export interface QuantityByFamily {
  /** Most first. */
  readonly rows: readonly OrderedOfFamily[];
  /** All families together: an order of several counts once. */
  readonly total: Ordered;
}

/** How much was ordered of each product family. Throws `forbidden`. */
export async function quantityByFamily(
  actor: Actor,
  filters: ReportFilters,
): Promise<QuantityByFamily> {
  authorize(actor, "reports.view");
  const found = await db.$queryRaw<OrderedOfFamily[]>`
    SELECT f."family", ${ORDERED} FROM ${figuresIn(actor, filters)}
    GROUP BY 1 ORDER BY "quantity" DESC, f."family" COLLATE "C"`;
  return {
    rows: found.filter(({ family }) => family !== ""),
    total: found.find(({ family }) => family === "") ?? NOTHING_ORDERED,
  };
}
