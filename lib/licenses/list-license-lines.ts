import { Prisma } from "../../prisma/generated/client";
import { db } from "../db/client";
import { type Bought, boughtScope, inBought, type OfAccount, openBought } from "../orders/bought";
import { LINE_SHAPE, lineRow, type OrderLineRow } from "../orders/order-line";
import { type Cursors, pageOf, type PageOf } from "../orders/page-of";
import { beyond, dayText, orderBy, type Place, type Source, type Walk } from "../orders/walk";
import type { Actor } from "../policy/actor";
import type { ProductPool } from "./license-figures";
import type { LicenseFigure } from "./licenses-query";

export interface LicenseLineRow extends OrderLineRow {
  readonly orderId: string;
  readonly orderNumber: string;
  readonly orderedOn: Date;
  readonly partner: string;
  /** What the line adds to the number that it stands behind: negative where it takes licenses away. */
  readonly counts: number;
}

interface LinesQuery extends ProductPool, Cursors, OfAccount {
  readonly figure: LicenseFigure;
}

const { sql, join, raw } = Prisma;

/**
 * The order lines behind a number of license details, newest first: what they count adds up to it.
 * Throws `forbidden` or `notFound`.
 */
export async function listLicenseLines(
  actor: Actor,
  query: LinesQuery,
  now = new Date(),
): Promise<PageOf<LicenseLineRow>> {
  const bought = await openBought(actor, "licenses.view", query, now);
  const page = await pageOf(sourceOf(bought, query, now), query);
  return { ...page, rows: await readLines(bought, page.rows, query.productId) };
}

function sourceOf(bought: Bought, query: LinesQuery, now: Date): Source {
  const columns = columnsOf(query.figure).map((column) => raw(`l."${column}"`));
  return {
    window: (walk, size) => windowOf(bought, { columns, productId: query.productId }, walk, size),
    ofLines: true,
    matches: matches(query, now),
  };
}

/** Lines of the product itself, lines that step up from it, or both. */
function columnsOf(figure: LicenseFigure): readonly ("productId" | "stepUpFromId")[] {
  if (figure === "licensed") return ["productId", "stepUpFromId"];
  return figure === "steppedOut" ? ["stepUpFromId"] : ["productId"];
}

interface Lines {
  readonly columns: readonly Prisma.Sql[];
  readonly productId: string;
}

/** Each piece is one that an index holds in the walk's order. */
function windowOf(bought: Bought, { columns, productId }: Lines, walk: Walk, size: number) {
  const pieces = columns.flatMap((column) =>
    beyond(walk, "l").map(
      (
        piece,
      ) => sql`(SELECT l."orderedOn", l."orderId", l."lineNo", l."partId", l."termFrom", l."termUntil"
        FROM "OrderLine" l WHERE ${inBought(bought, "l")} AND ${column} = ${productId}::uuid AND ${piece}
        ORDER BY ${orderBy(walk, "l")} LIMIT ${size})`,
    ),
  );
  return sql`SELECT * FROM (${join(pieces, " UNION ALL ")}) w
    ORDER BY ${orderBy(walk, "w")} LIMIT ${size}`;
}

/** As the figures are made: cancelled orders count for nothing, and maintenance adds no licenses. */
function matches({ pool, figure }: LinesQuery, now: Date): Prisma.Sql {
  const day = sql`${dayText(now)}::date`;
  const counted = {
    licensed: sql`p."kind" <> 'MAINTENANCE'`,
    bought: sql`p."kind" = 'LICENSE'`,
    steppedIn: sql`p."kind" = 'STEP_UP'`,
    steppedOut: sql`p."kind" = 'STEP_UP'`,
    inMaintenance: sql`${day} BETWEEN w."termFrom" AND w."termUntil"`,
  }[figure];
  return sql`EXISTS (SELECT 1 FROM "Part" p WHERE p."id" = w."partId" AND p."pool" = ${pool} AND ${counted})
    AND EXISTS (SELECT 1 FROM "Order" o WHERE o."id" = w."orderId" AND o."status" <> 'CANCELLED')`;
}

/** In the order in which they were found. */
async function readLines(bought: Bought, places: readonly Place[], productId: string) {
  if (places.length === 0) return [];
  const lines = await db.orderLine.findMany({
    where: {
      ...boughtScope(bought),
      OR: places.map(({ orderId, lineNo }) => ({ orderId, lineNo })),
    },
    include: {
      ...LINE_SHAPE,
      order: { select: { number: true, partner: { select: { name: true } } } },
    },
  });
  const byPlace = new Map(lines.map((line) => [`${line.orderId}.${line.lineNo}`, line]));
  return places.flatMap(({ orderId, lineNo }): LicenseLineRow[] => {
    const line = byPlace.get(`${orderId}.${lineNo}`);
    if (!line) return [];
    const { order, orderedOn, quantity } = line;
    return [
      {
        ...lineRow(line),
        orderId,
        orderNumber: order.number,
        orderedOn,
        partner: order.partner.name,
        counts: line.stepUpFromId === productId ? -quantity : quantity,
      },
    ];
  });
}
