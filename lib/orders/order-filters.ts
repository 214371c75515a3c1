import { Prisma } from "../../prisma/generated/client";
import { numberKey } from "../canonical";
import { type Bought, inBought } from "./bought";
import type { OrderFilters } from "./orders-query";
import { dayText, SCAN, type Source, type Walk } from "./walk";

const { sql, join, raw } = Prisma;

/** The orders that a reader sees and some filters leave, newest first. */
export function ordersSource(bought: Bought, filters: OrderFilters): Source {
  const few = indexed(bought, filters);
  return {
    window: (walk, size) => windowOf(bought, filters, walk, size),
    ofLines: false,
    matches: matches(filters),
    few:
      few &&
      sql`SELECT ${COLUMNS} FROM "Order" o
      WHERE ${stretch(bought, filters)} AND ${few} LIMIT ${SCAN}`,
  };
}

/** An index holds exactly this order: by day, then by id. */
function windowOf(bought: Bought, filters: OrderFilters, walk: Walk, size: number): Prisma.Sql {
  const direction = raw(walk.backwards ? "ASC" : "DESC");
  return sql`SELECT ${COLUMNS} FROM "Order" o
    WHERE ${stretch(bought, filters)} AND ${beyondOrder(walk)}
    ORDER BY o."orderedOn" ${direction}, o."id" ${direction} LIMIT ${size}`;
}

/** Orders have no lines to go on within. */
function beyondOrder({ bound, backwards }: Walk): Prisma.Sql {
  if (!bound) return sql`true`;
  const than = raw(`${backwards ? ">" : "<"}${bound.inclusive ? "=" : ""}`);
  return sql`(o."orderedOn", o."id") ${than} (${dayText(bound.orderedOn)}::date, ${bound.orderId}::uuid)`;
}

const COLUMNS = raw(
  `o."id" AS "orderId", o."orderedOn", 0 AS "lineNo", o."number", o."numberKey",
   o."customerReference", o."status", o."productIds", o."countries"`,
);

/** What is a stretch of an index's order itself: days, and one partner. */
export function stretch(bought: Bought, { from, to, partner }: OrderFilters): Prisma.Sql {
  return all([
    inBought(bought, "o"),
    from && sql`o."orderedOn" >= ${from}::date`,
    to && sql`o."orderedOn" <= ${to}::date`,
    partner && sql`o."partnerId" = (SELECT "id" FROM "Partner" WHERE "numberKey" = ${partner})`,
  ]);
}

/** The other filters, as a condition on rows `w`. */
export function matches({ search, product, status, country }: OrderFilters): Prisma.Sql {
  return all([
    search && searched("w", search, (pattern) => sql`${pattern}`),
    product && sql`(${idOf(product)}) = ANY(w."productIds")`,
    status && sql`w."status" = ${status}::"OrderStatus"`,
    country && sql`w."countries" @> ARRAY[${country}]`,
  ]);
}

/**
 * A filter that an index answers by itself. PostgreSQL is kept from guessing how many orders a search
 * finds (the SELECT): where it guesses many, it would read the whole table.
 */
function indexed(bought: Bought, { search, product }: OrderFilters) {
  // Trigrams need three letters.
  if (search && numberKey(search).length >= 3)
    return searched("o", search, (pattern) => sql`(SELECT ${pattern}::text)`);
  return product
    ? sql`o."id" IN (SELECT l."orderId" FROM "OrderLine" l
        WHERE ${inBought(bought, "l")} AND l."productId" = (${idOf(product)})
        LIMIT ${SCAN})`
    : undefined;
}

const idOf = (product: string) => sql`SELECT "id" FROM "Product" WHERE "codeKey" = ${product}`;

/** As typed, or as a number that is written in another way ("so 8213-0001"). */
function searched(table: string, search: string, value: (pattern: string) => Prisma.Sql) {
  // Spelled like the expression of the index "Order_search_idx".
  const text = raw(
    `lower(${table}."numberKey" || ' ' || ${table}."number" || ' ' || coalesce(${table}."customerReference", ''))`,
  );
  const typed = search.toLowerCase().replace(/[\\%_]/g, "\\$&");
  const key = numberKey(search).toLowerCase();
  const patterns = new Set(key.length < 3 ? [typed] : [typed, key]);
  return sql`(${join(
    [...patterns].map((pattern) => sql`${text} LIKE ${value(`%${pattern}%`)}`),
    " OR ",
  )})`;
}

function all(conditions: readonly (Prisma.Sql | string | undefined)[]): Prisma.Sql {
  const given = conditions.filter((condition) => condition instanceof Prisma.Sql);
  return given.length === 0 ? sql`true` : join(given, " AND ");
}
