import { db } from "../db/client";
import type { Actor } from "../policy/actor";
import { type Bought, boughtScope, type OfAccount, openBought } from "./bought";
import { ordersSource } from "./order-filters";
import type { OrderFilters, OrderStatus } from "./orders-query";
import { type Cursors, pageOf, type PageOf } from "./page-of";

export interface OrderRow {
  readonly id: string;
  readonly number: string;
  /** A day by UTC, as of all orders. */
  readonly orderedOn: Date;
  readonly partner: string;
  readonly status: OrderStatus;
  readonly lines: number;
  readonly quantity: number;
  readonly customerReference: string | null;
}

/** The orders of a purchasing account, newest first. Throws `forbidden` or `notFound`. */
export async function listOrders(
  actor: Actor,
  query: OrderFilters & Cursors & OfAccount,
  now = new Date(),
): Promise<PageOf<OrderRow>> {
  const bought = await openBought(actor, "orders.view", query, now);
  const page = await pageOf(ordersSource(bought, query), query);
  const ids = page.rows.map(({ orderId }) => orderId);
  return { ...page, rows: await readOrders(bought, ids) };
}

/** In the order in which they are named. */
export async function readOrders(bought: Bought, ids: readonly string[]): Promise<OrderRow[]> {
  const orders = await db.order.findMany({
    where: { ...boughtScope(bought), id: { in: [...ids] } },
    include: { partner: { select: { name: true } } },
  });
  const byId = new Map(orders.map((order) => [order.id, order]));
  return ids.flatMap((id) => {
    const order = byId.get(id);
    return order ? [orderRow(order)] : [];
  });
}

type StoredOrder = Omit<OrderRow, "partner" | "lines" | "quantity"> & {
  readonly partner: { readonly name: string };
  readonly lineCount: number;
  readonly quantity: bigint;
};

export function orderRow({ partner, lineCount, quantity, ...order }: StoredOrder): OrderRow {
  const { id, number, orderedOn, status, customerReference } = order;
  return {
    id,
    number,
    orderedOn,
    status,
    customerReference,
    partner: partner.name,
    lines: lineCount,
    quantity: Number(quantity),
  };
}
