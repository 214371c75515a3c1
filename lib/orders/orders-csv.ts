import type { Readable } from "node:stream";
import type { PartKind } from "../../prisma/generated/enums";
import { toCsv } from "../csv/to-csv";
import type { OrderRow } from "./list-orders";
import type { OrderLineRow } from "./order-line";
import type { OrderStatus } from "./orders-query";
import { dayText } from "./walk";

const ORDER_COLUMNS = [
  "number",
  "date",
  "partner",
  "status",
  "lines",
  "quantity",
  "reference",
] as const;

const LINE_COLUMNS = [
  "line",
  "partNumber",
  "product",
  "pool",
  "kind",
  "stepUpFrom",
  "quantity",
  "country",
  "termFrom",
  "termUntil",
] as const;

interface Words<Column> {
  readonly heading: (column: Column) => string;
}

export interface OrderWords extends Words<(typeof ORDER_COLUMNS)[number]> {
  readonly status: (status: OrderStatus) => string;
}

export interface LineWords extends Words<(typeof LINE_COLUMNS)[number]> {
  readonly kind: (kind: PartKind) => string;
}

/** Orders as a CSV file; days by UTC, which sort as text. */
export function ordersCsv(orders: AsyncIterable<OrderRow>, words: OrderWords): Readable {
  return toCsv(ORDER_COLUMNS, words.heading, orderCells(orders, words));
}

async function* orderCells(orders: AsyncIterable<OrderRow>, words: OrderWords) {
  for await (const { number, orderedOn, partner, status, lines, ...order } of orders) {
    yield {
      number,
      date: dayText(orderedOn),
      partner,
      status: words.status(status),
      lines,
      quantity: order.quantity,
      reference: order.customerReference ?? "",
    };
  }
}

/** The lines of one order as a CSV file. */
export function orderLinesCsv(lines: AsyncIterable<OrderLineRow>, words: LineWords): Readable {
  return toCsv(LINE_COLUMNS, words.heading, lineCells(lines, words));
}

async function* lineCells(lines: AsyncIterable<OrderLineRow>, words: LineWords) {
  for await (const { lineNo, partNumber, product, pool, kind, ...line } of lines) {
    yield {
      line: lineNo,
      partNumber,
      product: product.name,
      pool,
      kind: words.kind(kind),
      stepUpFrom: line.stepUpFrom?.name ?? "",
      quantity: line.quantity,
      country: line.usageCountry,
      termFrom: line.term ? dayText(line.term.from) : "",
      termUntil: line.term ? dayText(line.term.until) : "",
    };
  }
}
