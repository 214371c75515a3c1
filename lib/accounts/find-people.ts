import { Prisma } from "../../prisma/generated/client";
import { db } from "../db/client";
import type { MemberActor } from "../policy/actor";
import { can } from "../policy/authorize";
import { indexed, matches, stretch } from "./people-filters";
import { beyond, orderBy, type Place, type Walk } from "./people-order";
import type { PeopleFilters } from "./people-query";

/** A filter looks at so many people for one page, then says how far it came. */
export const SCAN = 10_000;

/** What many have stands among so many neighbours; only what few have is worth an index of its own. */
const NEAR = 1000;

export interface Found {
  readonly places: readonly Place[];
  /** Where the search gave up before it had found as many as asked for. */
  readonly end: Place | null;
}

interface Wanted {
  readonly actor: MemberActor;
  readonly filters: PeopleFilters;
  readonly walk: Walk;
  readonly atMost: number;
}

/**
 * The next people of a walk through the list. Looks first among the neighbours, then for everybody whom
 * an index finds, unless those are too many; then it walks on until it has looked at SCAN people.
 */
export async function findPeople(wanted: Wanted): Promise<Found> {
  if (!can(wanted.actor, "users.manage")) return findInvited(wanted);
  const places = await along(wanted, NEAR);
  const near = foundOf(
    wanted,
    places,
    places.length < wanted.atMost ? await endOf(wanted, NEAR) : [],
  );
  if (!near.end) return near;
  const few = indexed(wanted.filters);
  return few ? findAmong(wanted, few) : findFar(wanted);
}

/**
 * Walks up to SCAN people in the index's order. Left to itself PostgreSQL would rather read and sort an
 * account of some ten thousands.
 */
async function findFar(wanted: Wanted): Promise<Found> {
  const [, places, end] = await db.$transaction([
    db.$executeRaw`SET LOCAL enable_sort = off`,
    along(wanted, SCAN),
    endOf(wanted, SCAN),
  ]);
  return foundOf(wanted, places, end);
}

function foundOf({ atMost }: Wanted, places: Place[], [end, more]: readonly Place[]): Found {
  return { places, end: places.length < atMost && end && more ? end : null };
}

/** Those of the next people who match. */
function along(wanted: Wanted, size: number) {
  const { walk, atMost } = wanted;
  return db.$queryRaw<Place[]>`SELECT p."id", p."lastSeenAt"
    FROM (${windowOf(wanted, size)}) p WHERE ${matches(wanted.actor, wanted.filters)}
    ORDER BY ${orderBy(walk, "p")} LIMIT ${atMost}`;
}

/** The last of the next people, and whoever comes after them. */
function endOf(wanted: Wanted, size: number) {
  return db.$queryRaw<Place[]>`SELECT p."id", p."lastSeenAt" FROM (${windowOf(wanted, size + 1)}) p
    ORDER BY ${orderBy(wanted.walk, "p")} OFFSET ${size - 1} LIMIT 2`;
}

/** The next people of the account, in order and at most so many: a subquery, so that the order is known. */
export function windowOf(
  { actor, filters, walk }: Omit<Wanted, "atMost">,
  size: number,
): Prisma.Sql {
  const pieces = beyond(walk, "m").map(
    (piece) => Prisma.sql`(SELECT ${COLUMNS} FROM "Membership" m
      WHERE ${inAccount(actor)} AND ${stretch(filters, walk.sort)} AND ${piece}
      ORDER BY ${orderBy(walk, "m")} LIMIT ${size})`,
  );
  return Prisma.sql`SELECT * FROM (${Prisma.join(pieces, " UNION ALL ")}) w
    ORDER BY ${orderBy(walk, "w")} LIMIT ${size}`;
}

const COLUMNS = Prisma.raw(
  `m."id", m."email", m."firstName", m."lastName", m."sortName", m."searchText", m."createdAt",
   m."lastSeenAt", m."status", m."roles", m."language", m."country"`,
);

const inAccount = (actor: MemberActor) =>
  Prisma.sql`m."purchasingAccountId" = ${actor.purchasingAccountId}::uuid`;

/** Everybody whom an index finds, put in order, unless those are more than a filter looks at. */
async function findAmong(wanted: Wanted, few: Prisma.Sql): Promise<Found> {
  const { actor, filters, walk, atMost } = wanted;
  const rows = await db.$queryRaw<(Place & { total: number })[]>`SELECT * FROM (
    WITH few AS MATERIALIZED (
      SELECT ${COLUMNS} FROM "Membership" m WHERE ${inAccount(actor)} AND ${few} LIMIT ${SCAN}
    )
    SELECT t.total, p."id", p."lastSeenAt", p."sortName", p."createdAt"
    FROM (SELECT count(*)::int AS total FROM few) t LEFT JOIN (
      SELECT * FROM few p WHERE ${matches(actor, filters)} AND ${anyOf(beyond(walk, "p"))}
      ORDER BY ${orderBy(walk, "p")} LIMIT ${atMost}
    ) p ON true) p ORDER BY ${orderBy(walk, "p")}`;
  if ((rows[0]?.total ?? 0) >= SCAN) return findFar(wanted);
  // Without anybody the count stands alone.
  return { places: rows.filter(({ id }: { id: string | null }) => id !== null), end: null };
}

/** Those whom an Agreement Administrator invited (decision 4): it starts from their invitations. */
async function findInvited({ actor, filters, walk, atMost }: Wanted): Promise<Found> {
  const places = await db.$queryRaw<Place[]>`SELECT p."id", p."lastSeenAt" FROM "Membership" p
    WHERE p."purchasingAccountId" = ${actor.purchasingAccountId}::uuid
      AND p."id" IN (SELECT "membershipId" FROM "Invitation" WHERE "invitedById" = ${actor.membershipId}::uuid)
      AND ${matches(actor, filters)} AND ${anyOf(beyond(walk, "p"))}
    ORDER BY ${orderBy(walk, "p")} LIMIT ${atMost}`;
  return { places, end: null };
}

const anyOf = (pieces: readonly Prisma.Sql[]) => Prisma.sql`(${Prisma.join(pieces, " OR ")})`;
