import { Prisma } from "../../prisma/generated/client";
import { numberKey } from "../canonical";
import { db } from "../db/client";

const LONGEST = 100;

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
  const literal = typed.toLowerCase().replace(/[\\%_]/g, "\\$&");
  // Trigrams need three signs; shorter input is the beginning of a name.
  const part = literal.length < 3 ? `${literal}%` : `%${literal}%`;
  const key = numberKey(typed);
  const parts = [...(key === "" ? [] : byNumber(`${key}%`)), ...byName(part, atMost)].map(
    (found) => Prisma.sql`(${found} AND ${scope} LIMIT ${atMost})`,
  );
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

function byName(part: string, atMost: number): Prisma.Sql[] {
  return [
    Prisma.sql`SELECT p."id" FROM "Organization" o JOIN "Agreement" g ON g."organizationId" = o."id"
      JOIN "PurchasingAccount" p ON p."agreementId" = g."id" WHERE lower(o."name") LIKE ${part}`,
    // A partner may have most of all accounts: in the order of its index only the first are read.
    Prisma.sql`SELECT p."id" FROM "Partner" r CROSS JOIN LATERAL (
        SELECT "id", "partnerId" FROM "PurchasingAccount" WHERE "partnerId" = r."id"
        ORDER BY "numberKey" LIMIT ${atMost}
      ) p WHERE lower(r."name") LIKE ${part}`,
    Prisma.sql`SELECT p."id" FROM "Designation" d JOIN "PurchasingAccount" p
      ON p."id" = d."purchasingAccountId" WHERE d."until" IS NULL
      AND lower(d."firstName" || ' ' || d."lastName" || ' ' || d."emailKey") LIKE ${part}`,
  ];
}
