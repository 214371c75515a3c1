import { z } from "zod";
import { db } from "../db/client";
import { notFound } from "../errors";
import type { Actor } from "../policy/actor";
import { boughtScope, type OfAccount, openBought } from "./bought";
import { type OrderRow, orderRow } from "./list-orders";
import { LINE_SHAPE, lineRow, type OrderLineRow } from "./order-line";

/** A page shows so many lines; the file has all of them. */
export const LINES_SHOWN = 500;

/** So many lines are in memory at once. */
const BATCH = 2000;

interface OneOrder extends OfAccount {
  readonly orderId: string;
}

export interface OrderPage {
  readonly order: OrderRow;
  /** The first ones. */
  readonly lines: readonly OrderLineRow[];
}

/** One order with its lines. Throws `forbidden`, and `notFound` for another account's. */
export async function readOrder(
  actor: Actor,
  wanted: OneOrder,
  now = new Date(),
): Promise<OrderPage> {
  const order = await findOrder(actor, wanted, now);
  return { order, lines: await readLines(order.id, 0, LINES_SHOWN) };
}

/** The number of an order with all of its lines, for a file. Throws as readOrder does. */
export async function exportOrderLines(
  actor: Actor,
  wanted: OneOrder,
  now = new Date(),
): Promise<{ number: string; lines: AsyncGenerator<OrderLineRow> }> {
  const { id, number } = await findOrder(actor, wanted, now);
  return { number, lines: allLines(id) };
}

async function findOrder(actor: Actor, wanted: OneOrder, now: Date): Promise<OrderRow> {
  const bought = await openBought(actor, "orders.view", wanted, now);
  const id = z.uuid().safeParse(wanted.orderId);
  const order =
    id.success &&
    (await db.order.findFirst({
      where: { ...boughtScope(bought), id: id.data },
      include: { partner: { select: { name: true } } },
    }));
  if (!order) throw notFound();
  return orderRow(order);
}

async function readLines(orderId: string, after: number, take: number): Promise<OrderLineRow[]> {
  const lines = await db.orderLine.findMany({
    where: { orderId, lineNo: { gt: after } },
    orderBy: { lineNo: "asc" },
    take,
    include: LINE_SHAPE,
  });
  return lines.map(lineRow);
}

async function* allLines(orderId: string): AsyncGenerator<OrderLineRow> {
  let lines = await readLines(orderId, 0, BATCH);
  while (lines.length > 0) {
    yield* lines;
    lines = await readLines(orderId, lines.at(-1)?.lineNo ?? 0, BATCH);
  }
}
