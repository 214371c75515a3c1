import { Prisma } from "../../prisma/generated/client";

/** The ids of the products that an account has licenses of, all its pools and partners together. */
export function licensedProducts(purchasingAccountId: string): Prisma.Sql {
  return Prisma.sql`
    SELECT e."productId" FROM "Entitlement" e
    WHERE e."purchasingAccountId" = ${purchasingAccountId}::uuid
    GROUP BY e."productId" HAVING sum(e."bought" + e."steppedIn" - e."steppedOut") > 0`;
}
