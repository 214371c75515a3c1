import { z } from "zod";
import { Prisma } from "../../prisma/generated/client";
import { db } from "../db/client";
import type { MemberActor } from "../policy/actor";
import { peopleScope } from "../policy/scope";
import type { PeopleSort } from "./people-query";

/** A row of the list, as far as its order is concerned. */
export interface Place {
  readonly id: string;
  readonly lastSeenAt: Date | null;
}

/** Where a page begins. */
export interface Bound {
  readonly id: string;
  readonly value: string | Date | null;
  /** The place itself belongs to the page: it ended one that was empty. */
  readonly inclusive: boolean;
}

export interface Walk {
  readonly sort: PeopleSort;
  readonly bound: Bound | null;
  readonly backwards: boolean;
}

const CURSOR = /^(=)?(?:(never|\d{1,13})\.)?([\da-f-]{36})$/i;

/** A place as a page's address names it. A visit may move while one turns pages, so it stands there too. */
export function cursorOf(place: Place, sort: PeopleSort): string {
  return sort === "visit" ? `${place.lastSeenAt?.getTime() ?? "never"}.${place.id}` : place.id;
}

export const including = (cursor: string) => (cursor.startsWith("=") ? cursor : `=${cursor}`);

/** Null for what is made up, and for a person out of the actor's sight. */
export async function findBound(
  actor: MemberActor,
  sort: PeopleSort,
  cursor: string | undefined,
): Promise<Bound | null> {
  const [, inclusive, visit, typed] = CURSOR.exec(cursor ?? "") ?? [];
  const id = z.uuid().safeParse(typed);
  if (!id.success) return null;
  const at = { id: id.data, inclusive: inclusive !== undefined };
  if (sort === "visit" && visit !== undefined) {
    return { ...at, value: visit === "never" ? null : new Date(Number(visit)) };
  }
  const found = await db.membership.findFirst({
    where: { AND: [peopleScope(actor), { id: id.data }] },
    select: { sortName: true, lastSeenAt: true, createdAt: true },
  });
  return found && { ...at, value: found[COLUMNS[sort]] };
}

const COLUMNS = { name: "sortName", visit: "lastSeenAt", added: "createdAt" } as const;

/** Each order is one that an index holds, forwards and backwards. */
export function orderBy({ sort, backwards }: Walk, table: string): Prisma.Sql {
  const ascending = (sort === "name") !== backwards;
  const direction = ascending ? "ASC" : "DESC";
  const nulls = sort !== "visit" ? "" : backwards ? "NULLS FIRST" : "NULLS LAST";
  return Prisma.raw(
    `${table}."${COLUMNS[sort]}" ${direction} ${nulls}, ${table}."id" ${direction}`,
  );
}

/**
 * What lies beyond the bound, in pieces that an index is entered at and that follow each other in the
 * walk's order: rows of pairs, and before or after those the people who never were here.
 */
export function beyond({ sort, bound, backwards }: Walk, table: string): Prisma.Sql[] {
  if (!bound) return [Prisma.sql`true`];
  const column = Prisma.raw(`${table}."${COLUMNS[sort]}"`);
  const id = Prisma.raw(`${table}."id"`);
  const sign = (sort === "name") !== backwards ? ">" : "<";
  const than = Prisma.raw(bound.inclusive ? `${sign}=` : sign);
  if (bound.value === null) {
    const never = Prisma.sql`(${column} IS NULL AND ${id} ${than} ${bound.id}::uuid)`;
    return backwards ? [never, Prisma.sql`${column} IS NOT NULL`] : [never];
  }
  const value =
    typeof bound.value === "string"
      ? Prisma.sql`${bound.value}::text`
      : Prisma.sql`${bound.value.toISOString()}::timestamptz`;
  const pairs = Prisma.sql`(${column}, ${id}) ${than} (${value}, ${bound.id}::uuid)`;
  return sort === "visit" && !backwards ? [pairs, Prisma.sql`${column} IS NULL`] : [pairs];
}
