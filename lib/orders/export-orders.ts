import { recordEvent } from "../audit/record-event";
import { db } from "../db/client";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import type { Actor } from "../policy/actor";
import { type Bought, type OfAccount, openBought } from "./bought";
import { type OrderRow, readOrders } from "./list-orders";
import { matches, ordersSource, stretch } from "./order-filters";
import type { OrderFilters } from "./orders-query";
import { type Bound, findPlaces } from "./walk";

/** What a spreadsheet still opens; who needs more narrows the search. */
export const EXPORT_AT_MOST = 100_000;

/** So many orders are in memory at once. */
const BATCH = 2000;

/**
 * Every order that the filters leave, newest first, for a file. Throws `forbidden` or `notFound`, and
 * `invalid` when they are too many. Who exported is recorded.
 */
export async function exportOrders(
  actor: Actor,
  query: OrderFilters & OfAccount,
  now = new Date(),
): Promise<AsyncGenerator<OrderRow>> {
  const bought = await openBought(actor, "orders.view", query, now);
  const rows = await countUpTo(EXPORT_AT_MOST + 1, bought, query);
  if (rows > EXPORT_AT_MOST)
    throw refuse("invalid", "exportTooManyOrders", { max: EXPORT_AT_MOST });
  const { purchasingAccountId } = bought;
  await transaction((tx) =>
    recordEvent(tx, bought.reader, now, {
      action: "orders.exported",
      object: { kind: "purchasingAccount", id: purchasingAccountId },
      purchasingAccountId,
      data: { rows, ...notedOf(query) },
    }),
  );
  return readAll(bought, query);
}

/** What was searched for may be a name; that something was is enough. */
function notedOf({ search, from, to, product, partner, status, country }: OrderFilters) {
  const given = Object.entries({ from, to, product, partner, status, country });
  return {
    searched: search !== undefined,
    ...Object.fromEntries(given.map(([name, value]) => [name, value ?? null])),
  };
}

async function countUpTo(most: number, bought: Bought, filters: OrderFilters): Promise<number> {
  const [found] = await db.$queryRaw<{ rows: number }[]>`SELECT count(*)::int AS rows FROM (
    SELECT 1 FROM (SELECT * FROM "Order" o WHERE ${stretch(bought, filters)}) w
    WHERE ${matches(filters)} LIMIT ${most}) w`;
  return found?.rows ?? 0;
}

async function* readAll(bought: Bought, filters: OrderFilters): AsyncGenerator<OrderRow> {
  const source = ordersSource(bought, filters);
  let left = EXPORT_AT_MOST;
  let bound: Bound | null = null;
  while (left > 0) {
    const { places, end } = await findPlaces(source, { bound, backwards: false }, BATCH);
    const ids = places.slice(0, left).map(({ orderId }) => orderId);
    yield* await readOrders(bought, ids);
    left -= ids.length;
    const last = places.length === BATCH ? places.at(-1) : end;
    if (!last) return;
    bound = { ...last, inclusive: false };
  }
}
