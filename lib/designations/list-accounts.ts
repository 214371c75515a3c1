import { Prisma } from "../../prisma/generated/client";
import { numberKey } from "../canonical";
import { db } from "../db/client";
import type { Actor, StaffActor } from "../policy/actor";
import { accountScope, requireStaff } from "../policy/scope";
import { FLAG_JOINS, flagColumns, FLAGS, isLive, type Flag } from "./account-flags";
import { searchAccounts } from "./account-search";
import { administratorStates, type Administrator } from "./administrator-state";

const PAGE_SIZE = 50;

/** A filter looks at so many accounts for one page, then says how far it came. */
export const SCAN = 10_000;

/** `attention` is any of the flags: the work queue. */
export const SHOWS = ["all", "attention", ...FLAGS] as const;

export type Show = (typeof SHOWS)[number];

export interface AccountRow extends Administrator {
  /** False once the agreement has ended: there is nothing to send any more. */
  readonly live: boolean;
  readonly flags: readonly Flag[];
}

export interface AccountsQuery {
  readonly show: Show;
  readonly search?: string | undefined;
  /** Canonical numbers: the page after, or the page before, that account. */
  readonly after?: string | undefined;
  readonly before?: string | undefined;
}

export interface AccountsPage {
  readonly rows: readonly AccountRow[];
  readonly previous: string | null;
  readonly next: string | null;
  /** The filter stopped at its limit before the page was full: the search is to be narrowed. */
  readonly stopped: boolean;
}

/**
 * The purchasing accounts that the actor serves, by number, with the state of each administrator: the
 * partner's work queue and the operator's desk (R87). Keyset paging both ways.
 */
export async function listAccounts(
  actor: Actor,
  query: AccountsQuery,
  now = new Date(),
): Promise<AccountsPage> {
  requireStaff(actor);
  const backwards = query.after === undefined && query.before !== undefined;
  const bound = query.after ?? query.before;
  const scope = scopeOf(actor);
  const wanted = await searchAccounts(query.search, scope("p"), SCAN);
  const window = windowOf(scope("a"), wanted, bound, backwards);
  const found = await findFlagged(window, query.show, backwards, now);
  // Nothing before the bound: that is the beginning.
  if (backwards && found.length === 0)
    return listAccounts(actor, { ...query, before: undefined }, now);
  const full = found.length > PAGE_SIZE;
  const page = found.slice(0, PAGE_SIZE);
  // Where the filter gave up, the next page goes on from there.
  const end = full || query.show === "all" ? undefined : await endOfWindow(window);
  const last = full ? page.at(-1)?.numberKey : end;
  const first = bound === undefined ? undefined : (page.at(0)?.numberKey ?? bound);
  if (backwards) page.reverse();
  const states = await administratorStates(
    db,
    page.map((row) => row.numberKey),
    now,
  );
  const rows = page.flatMap(({ numberKey: key, live, flags }): AccountRow[] => {
    const administrator = states.get(key);
    return administrator ? [{ ...administrator, live, flags }] : [];
  });
  return {
    rows,
    previous: (backwards ? last : first) ?? null,
    next: (backwards ? first : last) ?? null,
    stopped: end !== undefined || (wanted?.length ?? 0) >= SCAN,
  };
}

/** The actor's scope as a condition on a table of accounts. */
function scopeOf(actor: StaffActor) {
  const { partnerId } = accountScope(actor);
  return (table: "a" | "p") =>
    partnerId === undefined
      ? Prisma.sql`true`
      : Prisma.sql`${Prisma.raw(`${table}."partnerId"`)} = ${partnerId}::uuid`;
}

/** The next SCAN accounts of the actor's scope, in order: a subquery, so that the order is known. */
function windowOf(
  scope: Prisma.Sql,
  wanted: readonly string[] | null,
  bound: string | undefined,
  backwards: boolean,
): Prisma.Sql {
  const key = numberKey(bound ?? "");
  const conditions = [
    scope,
    key === ""
      ? null
      : backwards
        ? Prisma.sql`a."numberKey" < ${key}`
        : Prisma.sql`a."numberKey" > ${key}`,
    wanted && Prisma.sql`a."id" = ANY(${wanted}::uuid[])`,
  ].filter((condition) => condition !== null);
  return Prisma.sql`
    SELECT a."id", a."numberKey", a."agreementId" FROM "PurchasingAccount" a
    WHERE ${Prisma.join(conditions, " AND ")} ORDER BY a."numberKey" ${direction(backwards)} LIMIT ${SCAN}`;
}

async function findFlagged(window: Prisma.Sql, show: Show, backwards: boolean, now: Date) {
  const columns = flagColumns(now);
  const condition =
    show === "all"
      ? Prisma.sql`true`
      : show === "attention"
        ? Prisma.join(Object.values(columns), " OR ")
        : columns[show];
  const selected = Prisma.join(
    FLAGS.map((flag) => Prisma.sql`${columns[flag]} AS ${Prisma.raw(`"${flag}"`)}`),
  );
  const rows = await db.$queryRaw<({ numberKey: string; live: boolean } & Record<Flag, boolean>)[]>`
    SELECT a."numberKey", ${isLive(now)} AS live, ${selected} FROM (${window}) a ${FLAG_JOINS}
    WHERE ${condition} ORDER BY a."numberKey" ${direction(backwards)} LIMIT ${PAGE_SIZE + 1}`;
  return rows.map((row) => ({
    numberKey: row.numberKey,
    live: row.live,
    flags: FLAGS.filter((flag) => row[flag]),
  }));
}

async function endOfWindow(window: Prisma.Sql): Promise<string | undefined> {
  const [row] = await db.$queryRaw<{ numberKey: string }[]>`
    SELECT w."numberKey" FROM (${window}) w OFFSET ${SCAN - 1} LIMIT 1`;
  return row?.numberKey;
}

const direction = (backwards: boolean) => Prisma.raw(backwards ? "DESC" : "ASC");
