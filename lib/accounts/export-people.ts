import { recordEvent } from "../audit/record-event";
import { db } from "../db/client";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import type { Actor, MemberActor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { sortRoles, type Role } from "../policy/roles";
import { windowOf } from "./find-people";
import { matches } from "./people-filters";
import { orderBy, type Walk } from "./people-order";
import type { PeopleFilters, PeopleStatus } from "./people-query";

/** What a spreadsheet still opens; who needs more narrows the search. */
export const EXPORT_AT_MOST = 100_000;

/** So many people are in memory at once. */
const BATCH = 2000;

export interface ExportedPerson {
  readonly id: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly roles: readonly Role[];
  readonly status: PeopleStatus;
  readonly language: string;
  readonly country: string;
  readonly createdAt: Date;
  readonly lastSeenAt: Date | null;
  readonly sortName: string;
}

/**
 * Everybody whom the filters of Manage Users leave, by last name, for a file. Throws `forbidden` for
 * those who don't manage users, `invalid` when they are too many. Who exported is recorded.
 */
export async function exportPeople(
  actor: Actor,
  filters: PeopleFilters,
  now = new Date(),
): Promise<AsyncGenerator<ExportedPerson>> {
  authorize(actor, "users.manage");
  const rows = await countUpTo(EXPORT_AT_MOST + 1, actor, filters);
  if (rows > EXPORT_AT_MOST) throw refuse("invalid", "exportTooLarge", { max: EXPORT_AT_MOST });
  const { search, status, role, language, country } = filters;
  await transaction((tx) =>
    recordEvent(tx, actor, now, {
      action: "people.exported",
      object: { kind: "purchasingAccount", id: actor.purchasingAccountId },
      purchasingAccountId: actor.purchasingAccountId,
      data: {
        rows,
        // What was typed may be a name.
        searched: search !== undefined,
        ...(status && { status }),
        ...(role && { role }),
        ...(language && { language }),
        ...(country && { country }),
      },
    }),
  );
  return readAll(actor, filters);
}

async function countUpTo(most: number, actor: MemberActor, filters: PeopleFilters) {
  const [found] = await db.$queryRaw<{ rows: number }[]>`SELECT count(*)::int AS rows FROM (
    SELECT 1 FROM "Membership" p WHERE p."purchasingAccountId" = ${actor.purchasingAccountId}::uuid
      AND ${matches(actor, filters)} LIMIT ${most}) p`;
  return found?.rows ?? 0;
}

/** By name whatever the screen's order: a visit meanwhile must not move anybody over the reader's place. */
async function* readAll(
  actor: MemberActor,
  filters: PeopleFilters,
): AsyncGenerator<ExportedPerson> {
  let left = EXPORT_AT_MOST;
  let walk: Walk = { sort: "name", bound: null, backwards: false };
  while (left > 0) {
    const batch = await readBatch(actor, filters, walk);
    const last = batch.at(-1);
    if (!last) return;
    for (const { matching, ...person } of batch) {
      if (!matching || left === 0) continue;
      left -= 1;
      yield { ...person, roles: sortRoles(person.roles) };
    }
    walk = { ...walk, bound: { id: last.id, value: last.sortName, inclusive: false } };
  }
}

type BatchRow = ExportedPerson & { readonly matching: boolean };

/** Those of the next BATCH people who match, and in any case the last of them: there it goes on. */
function readBatch(actor: MemberActor, filters: PeopleFilters, walk: Walk): Promise<BatchRow[]> {
  const order = orderBy(walk, "p");
  return db.$queryRaw<
    BatchRow[]
  >`SELECT "id", "email", "firstName", "lastName", "roles"::text[] AS roles,
      "status"::text AS status, "language", "country", "createdAt", "lastSeenAt", "sortName", matching
    FROM (
      SELECT p.*, ${matches(actor, filters)} AS matching, lead(p."id") OVER (ORDER BY ${order}) AS following
      FROM (${windowOf({ actor, filters, walk }, BATCH)}) p
    ) p WHERE matching OR following IS NULL ORDER BY ${order}`;
}
