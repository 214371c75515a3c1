import { Prisma } from "../../prisma/generated/client";
import { literalOf, searchPatterns } from "../fold-text";
import type { MemberActor } from "../policy/actor";
import { can } from "../policy/authorize";
import type { PeopleFilters, PeopleSort } from "./people-query";

/** The filters as a condition on rows `p`, whatever way they were found. */
export function matches(actor: MemberActor, filters: PeopleFilters): Prisma.Sql {
  const { status, role, language, country } = filters;
  const search = searchOf(filters);
  const conditions = [
    search?.patterns &&
      isLike(search.patterns, (pattern) => Prisma.sql`p."searchText" LIKE ${pattern}`),
    search?.beginning && Prisma.sql`p."sortName" LIKE ${search.beginning}`,
    statusOf(actor, status),
    role && Prisma.sql`p."roles" @> ARRAY[${role}]::"Role"[]`,
    language && Prisma.sql`p."language" = ${language}`,
    country && Prisma.sql`p."country" = ${country}`,
  ];
  return joined(conditions);
}

/**
 * Those who see only their own invitations also see which of them were withdrawn; others ask for who is
 * no longer here.
 */
function statusOf(actor: MemberActor, status: PeopleFilters["status"]) {
  if (status) return Prisma.sql`p."status" = ${status}::"MembershipStatus"`;
  return can(actor, "users.manage") && Prisma.sql`p."status" <> 'REMOVED'`;
}

/** Sorted by name, a name's beginning is a stretch of the order itself. */
export function stretch(filters: PeopleFilters, sort: PeopleSort): Prisma.Sql {
  const beginning = searchOf(filters)?.beginning;
  return sort === "name" && beginning
    ? Prisma.sql`m."sortName" LIKE ${beginning}`
    : Prisma.sql`true`;
}

/**
 * A filter that an index answers by itself; null where only the order can be walked. PostgreSQL is kept
 * from guessing how many it finds (the SELECT): where it guesses many, it would read the whole table.
 */
export function indexed(filters: PeopleFilters): Prisma.Sql | null {
  const patterns = searchOf(filters)?.patterns;
  if (patterns) {
    // Shorter ones have no trigram, and would have the whole index read.
    const long = patterns.map((all) => all.filter((pattern) => pattern.length >= 5));
    return isLike(long, (pattern) => Prisma.sql`m."searchText" LIKE (SELECT ${pattern}::text)`);
  }
  return filters.role ? Prisma.sql`m."roles" @> (SELECT ARRAY[${filters.role}]::"Role"[])` : null;
}

type Patterns = NonNullable<ReturnType<typeof searchPatterns>>;

/** One short word is the beginning of a last name. */
function searchOf({
  search = "",
}: PeopleFilters): { patterns?: Patterns; beginning?: string } | null {
  const patterns = searchPatterns(search);
  if (patterns) return { patterns };
  const literal = literalOf(search);
  return literal === "" ? null : { beginning: `${literal}%` };
}

/** Like all patterns of one of the lists. */
function isLike(lists: Patterns, one: (pattern: string) => Prisma.Sql): Prisma.Sql {
  const all = lists.map((patterns) => Prisma.join(patterns.map(one), " AND "));
  return Prisma.sql`(${Prisma.join(all, " OR ")})`;
}

function joined(conditions: readonly (Prisma.Sql | string | false | null | undefined)[]) {
  const given = conditions.filter((condition) => condition instanceof Prisma.Sql);
  return given.length === 0 ? Prisma.sql`true` : Prisma.join(given, " AND ");
}
