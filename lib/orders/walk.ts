import { z } from "zod";
import { Prisma } from "../../prisma/generated/client";
import { db } from "../db/client";

/** A filter looks at so many rows for one page, then says how far it came. */
export const SCAN = 10_000;

/** What many rows have stands among so many neighbours; only what few have is worth an index of its own. */
const NEAR = 1000;

/** Where a row stands in a list that begins with the newest order. An order as a whole is its line 0. */
export interface Place {
  readonly orderedOn: Date;
  readonly orderId: string;
  readonly lineNo: number;
}

export interface Bound extends Place {
  /** The place itself belongs to the page: it ended one that was empty. */
  readonly inclusive: boolean;
}

export interface Walk {
  readonly bound: Bound | null;
  readonly backwards: boolean;
}

/** Where a list is searched; its rows carry the columns of a place. */
export interface Source {
  /** The next rows of a walk in order, at most so many: a query. */
  readonly window: (walk: Walk, size: number) => Prisma.Sql;
  /** Whether a row is a line: rows of one order then stand in the order of their lines. */
  readonly ofLines: boolean;
  /** The filters as a condition on rows `w` of that query. */
  readonly matches: Prisma.Sql;
  /** At most SCAN rows that an index finds by itself, in any order; left out where only the order can be walked. */
  readonly few?: Prisma.Sql | undefined;
}

export interface Found {
  readonly places: readonly Place[];
  /** Where the search gave up before it had found as many as asked for. */
  readonly end: Place | null;
}

/**
 * The next places of a walk. Looks first among the neighbours, then at what an index finds by itself,
 * unless that is too much; then it walks on until it has looked at SCAN rows.
 */
export async function findPlaces(source: Source, walk: Walk, atMost: number): Promise<Found> {
  const places = await along(source, walk, NEAR, atMost);
  const near = foundOf(
    places,
    places.length < atMost ? await endOf(source, walk, NEAR) : [],
    atMost,
  );
  if (!near.end) return near;
  const among = await findAmong(source, walk, atMost);
  return among ?? (await findFar(source, walk, atMost));
}

/**
 * Walks up to SCAN rows in the index's order. Left to itself PostgreSQL would rather read and sort an
 * account of some ten thousands.
 */
async function findFar(source: Source, walk: Walk, atMost: number): Promise<Found> {
  const [, places, end] = await db.$transaction([
    db.$executeRaw`SET LOCAL enable_sort = off`,
    along(source, walk, SCAN, atMost),
    endOf(source, walk, SCAN),
  ]);
  return foundOf(places, end, atMost);
}

function foundOf(places: Place[], [end, more]: readonly Place[], atMost: number): Found {
  return { places, end: places.length < atMost && end && more ? end : null };
}

/** Those of the next rows that match. */
function along({ window, matches, ofLines }: Source, walk: Walk, size: number, atMost: number) {
  return db.$queryRaw<Place[]>`SELECT ${PLACE} FROM (${window(walk, size)}) w WHERE ${matches}
    ORDER BY ${orderBy(walk, "w", ofLines)} LIMIT ${atMost}`;
}

/** The last of the next rows, and whatever comes after it. */
function endOf({ window, ofLines }: Source, walk: Walk, size: number) {
  return db.$queryRaw<Place[]>`SELECT ${PLACE} FROM (${window(walk, size + 1)}) w
    ORDER BY ${orderBy(walk, "w", ofLines)} OFFSET ${size - 1} LIMIT 2`;
}

/** Null where no index finds anything by itself, or more than a filter looks at. */
async function findAmong({ few, matches, ofLines }: Source, walk: Walk, atMost: number) {
  if (few === undefined) return null;
  const rows = await db.$queryRaw<(Place & { total: number })[]>`
    WITH few AS MATERIALIZED (${few})
    SELECT t.total, w.* FROM (SELECT count(*)::int AS total FROM few) t LEFT JOIN (
      SELECT ${PLACE} FROM few w WHERE ${matches} AND (${Prisma.join(beyond(walk, "w"), " OR ")})
      ORDER BY ${orderBy(walk, "w", ofLines)} LIMIT ${atMost}
    ) w ON true ORDER BY ${orderBy(walk, "w", ofLines)}`;
  if ((rows[0]?.total ?? 0) >= SCAN) return null;
  // Without any row the count stands alone.
  const places = rows.filter(({ orderId }: { orderId: string | null }) => orderId !== null);
  return { places, end: null };
}

const PLACE = Prisma.raw(`w."orderedOn", w."orderId", w."lineNo"`);

/**
 * By day and order, newest first; the lines of one order as they stand in it. Only what an index holds:
 * a column more, be it a constant, and PostgreSQL sorts what it could have read in order.
 */
export function orderBy({ backwards }: Walk, table: string, ofLines = true): Prisma.Sql {
  const [newest, lines] = backwards ? ["ASC", "DESC"] : ["DESC", "ASC"];
  const columns = [`"orderedOn" ${newest}`, `"orderId" ${newest}`, `"lineNo" ${lines}`];
  return Prisma.raw(
    columns
      .slice(0, ofLines ? 3 : 2)
      .map((column) => `${table}.${column}`)
      .join(", "),
  );
}

/**
 * What lies beyond the bound, in pieces that an index is entered at: the rest of the bound's own order,
 * and the orders after it.
 */
export function beyond({ bound, backwards }: Walk, table: string): Prisma.Sql[] {
  if (!bound) return [Prisma.sql`true`];
  const [day, order, line] = ["orderedOn", "orderId", "lineNo"].map((name) =>
    Prisma.raw(`${table}."${name}"`),
  );
  const at = Prisma.sql`(${dayText(bound.orderedOn)}::date, ${bound.orderId}::uuid)`;
  const than = Prisma.raw(`${backwards ? "<" : ">"}${bound.inclusive ? "=" : ""}`);
  return [
    Prisma.sql`((${day}, ${order}) = ${at} AND ${line} ${than} ${bound.lineNo})`,
    Prisma.sql`(${day}, ${order}) ${Prisma.raw(backwards ? ">" : "<")} ${at}`,
  ];
}

const CURSOR = /^(=?)(\d{4}-\d{2}-\d{2})\.([\da-f-]{36})(?:\.(\d{1,9}))?$/i;

/** A place as a page's address names it: it stays where it is when orders come and go. */
export function cursorOf({ orderedOn, orderId, lineNo }: Place): string {
  return [dayText(orderedOn), orderId, ...(lineNo === 0 ? [] : [lineNo])].join(".");
}

/** Null for what is made up. */
export function boundOf(cursor: string | undefined): Bound | null {
  const [, inclusive, day = "", orderId, lineNo = "0"] = CURSOR.exec(cursor ?? "") ?? [];
  if (!z.iso.date().safeParse(day).success || !z.uuid().safeParse(orderId).success) return null;
  return {
    orderedOn: new Date(day),
    orderId: orderId ?? "",
    lineNo: Number(lineNo),
    inclusive: inclusive === "=",
  };
}

/** A day as the database writes it. */
export const dayText = (day: Date) => day.toISOString().slice(0, 10);
