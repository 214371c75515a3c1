import { Prisma } from "../../prisma/generated/client";
import type { Search } from "./activity-query";
import type { Reader } from "./activity-scope";

const { sql, join, raw } = Prisma;

/** Ids from `low` on and below `high`. */
export interface Span {
  readonly low: bigint;
  readonly high: bigint;
}

/** Beyond every id. */
export const NO_END = 2n ** 63n - 1n;

type Column = readonly [name: "purchasingAccountId" | "partnerId" | "actorId", value: Prisma.Sql];
export type Path = readonly Column[];

/** The columns of the index that lead to a reader's events, before the id by which they are ordered. */
export function pathOf(reader: Reader, search: Pick<Search, "account">): Path {
  switch (reader.kind) {
    case "member":
      return [["purchasingAccountId", uuid(reader.purchasingAccountId)]];
    case "partner":
      return [["partnerId", uuid(reader.partnerId)]];
    case "operator":
      return search.account === null ? [] : [["purchasingAccountId", uuid(search.account)]];
  }
}

/** The same for what one actor did; a member's index has both columns. */
export function actorPathOf(reader: Reader, actor: Prisma.Sql): Path {
  const account = reader.kind === "member" ? pathOf(reader, { account: null }) : [];
  return [...account, ["actorId", actor]];
}

/**
 * The condition and the order along a path. As a comparison of rows it fits one index alone: written as
 * equalities the planner might walk all events by their id and drop those of others.
 */
export function along(
  path: Path,
  { low, high }: { low: bigint | Prisma.Sql; high: bigint },
  backwards: boolean,
) {
  const columns = [...path.map(([name]) => raw(`e."${name}"`)), raw(`e."id"`)];
  const values = path.map(([, value]) => value);
  const from = [...values, typeof low === "bigint" ? sql`${low}::bigint` : low];
  const until = [...values, sql`${high}::bigint`];
  const direction = raw(backwards ? "ASC" : "DESC");
  return {
    where: sql`(${join(columns)}) >= (${join(from)}) AND (${join(columns)}) < (${join(until)})`,
    order: join(columns.map((column) => sql`${column} ${direction}`)),
  };
}

const uuid = (id: string) => sql`${id}::uuid`;
