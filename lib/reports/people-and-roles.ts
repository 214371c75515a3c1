import { listPeople, type PeoplePage } from "../accounts/list-people";
import { db } from "../db/client";
import type { Cursors } from "../orders/page-of";
import type { Actor } from "../policy/actor";
import { authorize, can } from "../policy/authorize";
import { ROLES, type Role } from "../policy/roles";

export const COUNTED_STATUSES = ["ACTIVE", "INVITED", "DISABLED"] as const;

type Counts = Readonly<Record<(typeof COUNTED_STATUSES)[number], number>>;

export interface PeopleAndRoles {
  /** Every role; who has several counts in each. */
  readonly rows: readonly (Counts & { readonly role: Role })[];
  /** Everybody once. */
  readonly people: Counts;
}

/** How many people of the account have each role, by status. Throws `forbidden`. */
export async function peopleAndRoles(actor: Actor): Promise<PeopleAndRoles> {
  authorize(actor, "reports.view");
  const groups = await db.$queryRaw<Group[]>`
    SELECT "roles"::text[] AS "roles", "status"::text AS "status", count(*)::int AS "people"
    FROM "Membership"
    WHERE "purchasingAccountId" = ${actor.purchasingAccountId}::uuid
      AND "status" IN ('ACTIVE', 'INVITED', 'DISABLED')
    GROUP BY "status", "roles"`;
  return {
    rows: ROLES.map((role) => ({
      role,
      ...countsOf(groups.filter(({ roles }) => roles.includes(role))),
    })),
    people: countsOf(groups),
  };
}

interface Group {
  readonly roles: readonly Role[];
  readonly status: keyof Counts;
  readonly people: number;
}

function countsOf(groups: readonly Group[]): Counts {
  const count = (status: keyof Counts) =>
    groups.filter((one) => one.status === status).reduce((sum, { people }) => sum + people, 0);
  return { ACTIVE: count("ACTIVE"), INVITED: count("INVITED"), DISABLED: count("DISABLED") };
}

/** Who they are, for those who may see everybody; null for the others. Throws `forbidden`. */
export async function peopleByName(
  actor: Actor,
  cursors: Cursors,
  now = new Date(),
): Promise<PeoplePage | null> {
  authorize(actor, "reports.view");
  return can(actor, "users.manage") ? listPeople(actor, { ...cursors, sort: "name" }, now) : null;
}
