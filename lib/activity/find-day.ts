import { Prisma } from "../../prisma/generated/client";
import { db } from "../db/client";
import { along, NO_END, pathOf, type Span } from "./activity-path";
import type { Search } from "./activity-query";
import type { Reader } from "./activity-scope";

/** By how much an event's number may be late against its time: a long job, a clock that was set. */
const SLACK = 24 * 60 * 60 * 1000;

const MIDDLE = Prisma.sql`(n."low" + n."high") / 2`;

/** Which ids can lie in the days asked for; what lies well outside of them is left out. */
export async function spanOf(reader: Reader, search: Search): Promise<Span> {
  const { from, until } = search;
  return {
    low: from ? await firstIdAt(reader, search, new Date(from.getTime() - SLACK)) : 1n,
    high: until ? await firstIdAt(reader, search, new Date(until.getTime() + SLACK)) : NO_END,
  };
}

/**
 * Where a moment lies among ids, which grow with time: found by halving, each time with one look into the
 * index of the scope. Times have no index of their own.
 */
async function firstIdAt(reader: Reader, search: Search, moment: Date): Promise<bigint> {
  const { where, order } = along(pathOf(reader, search), { low: MIDDLE, high: NO_END }, true);
  const [found] = await db.$queryRaw<{ id: bigint }[]>`
    WITH RECURSIVE narrowed ("low", "high") AS (
      SELECT 1::bigint, (SELECT coalesce(max("id"), 0) + 1 FROM "AuditEvent")
      UNION ALL
      SELECT CASE WHEN m."late" THEN n."low" ELSE ${MIDDLE} + 1 END,
             CASE WHEN m."late" THEN ${MIDDLE} ELSE n."high" END
      FROM narrowed n CROSS JOIN LATERAL (
        SELECT coalesce((
          SELECT e."at" >= ${moment} FROM "AuditEvent" e
          WHERE ${where} ORDER BY ${order} LIMIT 1), true) AS "late") m
      WHERE n."low" < n."high")
    SELECT "low" AS "id" FROM narrowed WHERE "low" >= "high" LIMIT 1`;
  return found?.id ?? 1n;
}
