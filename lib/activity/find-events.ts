import { Prisma } from "../../prisma/generated/client";
import { db } from "../db/client";
import { ACTIVITY_KINDS } from "./activity-kinds";
import { actorPathOf, along, pathOf, type Path, type Span } from "./activity-path";
import type { Search } from "./activity-query";
import { activityScope, type Reader, withinPath } from "./activity-scope";
import { spanOf } from "./find-day";

/** A filter looks at so many events at a time; then the reader decides whether to look further back. */
export const SCAN = 10_000;

interface Step {
  /** Events beyond this one, not with it. */
  readonly beyond: bigint | null;
  readonly backwards: boolean;
  readonly take: number;
}

interface Found {
  /** In the order in which they were walked. */
  readonly ids: readonly bigint[];
  /** The last event that was looked at, where there may be more behind it that wasn't. */
  readonly edge: bigint | null;
}

const { sql, empty, join, raw } = Prisma;

/**
 * The ids of the next events, over an index that is entered where they begin. What no index knows is
 * compared in at most SCAN events.
 */
export async function findEvents(reader: Reader, search: Search, step: Step): Promise<Found> {
  if (search.actors?.length === 0 || search.account === "") return { ids: [], edge: null };
  const conditions = filtersOf(reader, search);
  const scan = conditions.length === 0 ? step.take : SCAN;
  const span = cut(await spanOf(reader, search), step);
  const events = source(reader, search, span, step.backwards, scan);
  const found = await db.$queryRaw<{ id: bigint }[]>`
    SELECT s."id" FROM (${events}) s WHERE ${join([sql`true`, ...conditions], " AND ")}
    ORDER BY s."id" ${orderOf(step.backwards)} LIMIT ${step.take}`;
  const ids = found.map(({ id }) => id);
  if (ids.length === step.take || conditions.length === 0) return { ids, edge: null };
  const [last] = await db.$queryRaw<{ id: bigint }[]>`
    SELECT s."id" FROM (${events}) s
    ORDER BY s."id" ${orderOf(step.backwards)} OFFSET ${scan - 1} LIMIT 1`;
  return { ids, edge: last?.id ?? null };
}

const orderOf = (backwards: boolean) => raw(backwards ? "ASC" : "DESC");

function cut({ low, high }: Span, { beyond, backwards }: Step): Span {
  if (beyond === null) return { low, high };
  return backwards
    ? { low: beyond + 1n > low ? beyond + 1n : low, high }
    : { low, high: beyond < high ? beyond : high };
}

/** Events in order, as far as indexes lead: by object, by each of the actors, or by the reader's scope. */
function source(
  reader: Reader,
  search: Search,
  span: Span,
  backwards: boolean,
  scan: number,
): Prisma.Sql {
  const { object, actors } = search;
  const events = (path: Path, more: Prisma.Sql) => {
    const { where, order } = along(path, span, backwards);
    return sql`
      SELECT e."id", e."at", e."action", e."purchasingAccountId" FROM "AuditEvent" e
      WHERE ${where} AND ${more} ORDER BY ${order} LIMIT ${scan}`;
  };
  const scope = sql`${activityScope(reader)} ${ofAccount(reader, search)}`;
  if (object !== null) {
    const those = sql`${scope} AND e."objectId" = ${object}::uuid ${actedBy(reader, actors)}`;
    return events([], those);
  }
  if (actors === null) return events(pathOf(reader, search), withinPath(reader));
  // Each actor's events are in order in their index, those of several are not. A member's path says the
  // account; said twice, the planner would see a second way.
  const theirs = reader.kind === "member" ? asThemselves(reader) : scope;
  return sql`
    SELECT l.* FROM unnest(${[...actors]}::uuid[]) a("id")
    CROSS JOIN LATERAL (${events(actorPathOf(reader, raw(`a."id"`)), theirs)}) l
    ORDER BY l."id" ${orderOf(backwards)} LIMIT ${scan}`;
}

function ofAccount(reader: Reader, { account }: Search): Prisma.Sql {
  return reader.kind === "operator" && account !== null
    ? sql`AND e."purchasingAccountId" = ${account}::uuid`
    : empty;
}

function actedBy(reader: Reader, actors: readonly string[] | null): Prisma.Sql {
  if (actors === null) return empty;
  return sql`AND e."actorId" = ANY(${[...actors]}::uuid[]) AND ${asThemselves(reader)}`;
}

// A customer doesn't learn that one of its people works for the partner or the vendor, too.
function asThemselves(reader: Reader): Prisma.Sql {
  return reader.kind === "member" ? sql`e."actorKind" IN ('MEMBER', 'PERSON')` : sql`true`;
}

/** What is compared event by event. */
function filtersOf(reader: Reader, { kind, account, from, until }: Search): Prisma.Sql[] {
  return [
    kind && sql`split_part(s."action", '.', 1) = ANY(${[...ACTIVITY_KINDS[kind]]})`,
    from && sql`s."at" >= ${from}`,
    until && sql`s."at" < ${until}`,
    account !== null && reader.kind === "partner"
      ? sql`s."purchasingAccountId" = ${account}::uuid`
      : null,
  ].filter((condition) => condition !== null);
}
