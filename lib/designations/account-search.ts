import { Prisma } from "../../prisma/generated/client";
import { numberKey } from "../canonical";
import { db } from "../db/client";
import { literalOf, searchPatterns } from "../fold-text";

const LONGEST = 100;

/** Spelled like the expression of the index "Designation_fold_idx". */
const DESIGNATED = `fold_text(d."firstName" || ' ' || d."lastName" || ' ' || d."firstName" || ' ' || d."emailKey")`;

/**
 * The accounts that a search means, within a scope given as a condition on `p`, at most so many:
 * numbers by their beginning, names and addresses by any part. Each part is answered by an index of
 * its own. Null searches for nothing.
 */
export async function searchAccounts(
  search: string | undefined,
  scope: Prisma.Sql,
  atMost: number,
): Promise<string[] | null> {
  const typed = (search ?? "")
    .normalize("NFKC")
    .replace(/\p{Cc}/gu, " ")
    .trim()
    .slice(0, LONGEST);
  if (typed === "") return null;
  const literal = literalOf(typed);
  // A short word is the beginning of a name; without letters it is none.
  const lists = searchPatterns(typed) ?? (literal === "" ? [] : [[`${literal}%`]]);
  const key = numberKey(typed);
  const parts = [
    ...(key === "" ? [] : byNumber(`${key}%`)),
    ...lists.flatMap((patterns) => byName(patterns, atMost)),
  ].map((found) => Prisma.sql`(${found} AND ${scope} LIMIT ${atMost})`);
  if (parts.length === 0) return [];
  const rows = await db.$queryRaw<{ id: string }[]>`
    SELECT "id" FROM (${Prisma.join(parts, " UNION ")}) found LIMIT ${atMost}`;
  return rows.map(({ id }) => id);
}

function byNumber(beginning: string): Prisma.Sql[] {
  return [
    Prisma.sql`SELECT p."id" FROM "PurchasingAccount" p WHERE p."numberKey" LIKE ${beginning}`,
    Prisma.sql`SELECT p."id" FROM "Agreement" g JOIN "PurchasingAccount" p ON p."agreementId" = g."id"
      WHERE g."numberKey" LIKE ${beginning}`,
  ];
}

function byName(patterns: readonly string[], atMost: number): Prisma.Sql[] {
  const like = (text: string) =>
    Prisma.join(
      patterns.map((pattern) => Prisma.sql`${Prisma.raw(text)} LIKE ${pattern}`),
      " AND ",
    );
  return [
    Prisma.sql`SELECT p."id" FROM "Organization" o JOIN "Agreement" g ON g."organizationId" = o."id"
      JOIN "PurchasingAccount" p ON p."agreementId" = g."id" WHERE ${like(`fold_text(o."name")`)}`,
    // A partner may have most of all accounts: in the order of its index only the first are read.
    Prisma.sql`SELECT p."id" FROM "Partner" r CROSS JOIN LATERAL (
        SELECT "id", "partnerId" FROM "PurchasingAccount" WHERE "partnerId" = r."id"
        ORDER BY "numberKey" LIMIT ${atMost}
      ) p WHERE ${like(`fold_text(r."name")`)}`,
    Prisma.sql`SELECT p."id" FROM "Designation" d JOIN "PurchasingAccount" p
      ON p."id" = d."purchasingAccountId" WHERE d."until" IS NULL
      AND ${like(DESIGNATED)}`,
  ];
}
