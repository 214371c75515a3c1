import type { Tx } from "../db/client";
import type { MemberActor } from "../policy/actor";
import type { CheckedRow } from "./insert-rows";

/** Addresses in one query. */
const AT_ONCE = 5000;

/** Marks the rows whose person is in the account already, or has an open invitation: nothing will change. */
export async function markKnownPeople(
  tx: Tx,
  actor: MemberActor,
  rows: readonly CheckedRow[],
  now: Date,
): Promise<void> {
  const good = rows.filter(({ errors }) => errors.length === 0);
  for (let from = 0; from < good.length; from += AT_ONCE) {
    const part = good.slice(from, from + AT_ONCE);
    const found = await findKnown(tx, actor, part, now);
    const known = new Map(found.map((person) => [person.emailKey, person]));
    for (const row of part) {
      const person = known.get(row.emailKey ?? "");
      if (!person) continue;
      const key = person.isMember ? "alreadyMember" : "alreadyInvited";
      row.known = { column: "email", key, values: { email: person.email } };
    }
  }
}

interface Known {
  readonly emailKey: string;
  readonly email: string;
  readonly isMember: boolean;
}

/** An invitation that has ended doesn't count: it is renewed (edge 17). */
async function findKnown(tx: Tx, actor: MemberActor, rows: readonly CheckedRow[], now: Date) {
  const keys = rows.map(({ emailKey }) => emailKey ?? "");
  return tx.$queryRaw<Known[]>`
    SELECT m."emailKey", m."email", m."status" <> 'INVITED' AS "isMember" FROM "Membership" m
    WHERE m."purchasingAccountId" = ${actor.purchasingAccountId}::uuid AND m."status" <> 'REMOVED'
      AND m."emailKey" = ANY(${keys})
      AND (m."status" <> 'INVITED' OR EXISTS (
        SELECT 1 FROM "Invitation" i
        WHERE i."membershipId" = m."id" AND i."status" = 'PENDING' AND i."expiresAt" > ${now}))
    UNION ALL
    SELECT "emailKey", "email", true FROM "User"
    WHERE "id" = ${actor.userId}::uuid AND "emailKey" = ANY(${keys})`;
}
