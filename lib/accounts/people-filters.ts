import { Prisma } from "../../prisma/generated/client";
import { foldText } from "../canonical";
import type { MemberActor } from "../policy/actor";
import { can } from "../policy/authorize";
import type { PeopleFilters, PeopleSort } from "./people-query";

/** The filters as a condition on rows `p`, whatever way they were found. */
export function matches(actor: MemberActor, filters: PeopleFilters): Prisma.Sql {
  const { status, role, language, country } = filters;
  const search = searchOf(filters);
  const conditions = [
    search?.part && Prisma.sql`p."searchText" LIKE ${search.part}`,
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
  const part = searchOf(filters)?.part;
  if (part) return Prisma.sql`m."searchText" LIKE (SELECT ${part}::text)`;
  return filters.role ? Prisma.sql`m."roles" @> (SELECT ARRAY[${filters.role}]::"Role"[])` : null;
}

/** Trigrams need three letters; shorter input is the beginning of a last name. */
function searchOf({ search }: PeopleFilters): { part?: string; beginning?: string } | null {
  const words = foldText(search ?? "").slice(0, 100);
  if (words === "") return null;
  const literal = words.replace(/[\\%_]/g, "\\$&");
  return words.length < 3 ? { beginning: `${literal}%` } : { part: `%${literal}%` };
}

function joined(conditions: readonly (Prisma.Sql | string | false | null | undefined)[]) {
  const given = conditions.filter((condition) => condition instanceof Prisma.Sql);
  return given.length === 0 ? Prisma.sql`true` : Prisma.join(given, " AND ");
}
