import { Prisma } from "../../prisma/generated/client";
import { numberKey } from "../canonical";

const LONGEST = 100;

/**
 * The accounts that a search means, as a condition on `a`: numbers by their beginning, names and
 * addresses by any part. Each part is answered by an index of its own. Null searches for nothing.
 */
export function searchCondition(search: string | undefined): Prisma.Sql | null {
  const typed = (search ?? "").normalize("NFKC").trim().slice(0, LONGEST);
  if (typed === "") return null;
  const literal = typed.toLowerCase().replace(/[\\%_]/g, "\\$&");
  // Trigrams need three signs; shorter input is the beginning of a name.
  const part = literal.length < 3 ? `${literal}%` : `%${literal}%`;
  const key = numberKey(typed);
  const accounts = [...(key === "" ? [] : byNumber(`${key}%`)), ...byName(part)];
  return Prisma.sql`a."id" IN (${Prisma.join(accounts, " UNION ")})`;
}

function byNumber(beginning: string): Prisma.Sql[] {
  return [
    Prisma.sql`SELECT "id" FROM "PurchasingAccount" WHERE "numberKey" LIKE ${beginning}`,
    Prisma.sql`SELECT p."id" FROM "Agreement" g JOIN "PurchasingAccount" p ON p."agreementId" = g."id"
      WHERE g."numberKey" LIKE ${beginning}`,
  ];
}

function byName(part: string): Prisma.Sql[] {
  return [
    Prisma.sql`SELECT p."id" FROM "Organization" o JOIN "Agreement" g ON g."organizationId" = o."id"
      JOIN "PurchasingAccount" p ON p."agreementId" = g."id" WHERE lower(o."name") LIKE ${part}`,
    Prisma.sql`SELECT p."id" FROM "Partner" r JOIN "PurchasingAccount" p ON p."partnerId" = r."id"
      WHERE lower(r."name") LIKE ${part}`,
    Prisma.sql`SELECT "purchasingAccountId" FROM "Designation" WHERE "until" IS NULL
      AND lower("firstName" || ' ' || "lastName" || ' ' || "emailKey") LIKE ${part}`,
  ];
}
