import { Prisma } from "../../prisma/generated/client";
import { numberKey } from "../canonical";
import { db } from "../db/client";
import type { MemberActor } from "../policy/actor";
import type { KeyFilters, KeyStatus } from "./key-query";

const { sql, join } = Prisma;

/** A key with its product; or, without a kind, a licensed product that has no key. */
export interface KeyRecord {
  /** The key's id; where there is none, the product's. */
  readonly id: string;
  readonly productId: string;
  readonly product: string;
  readonly code: string;
  readonly family: string;
  readonly needsKey: boolean;
  readonly kind: string | null;
  readonly last5: string | null;
  readonly activationsAllowed: number | null;
  readonly activationsUsed: number | null;
  readonly status: KeyStatus | null;
}

const PRODUCT = Prisma.raw(
  `p."id" AS "productId", p."name" AS "product", p."code", p."codeKey", p."family", p."needsKey"`,
);

/**
 * Every row `r` that the actor's list can have: the keys of their purchasing account, and the products
 * that it is licensed for and has no key of. Nothing of a key itself but what stands in `last5`.
 */
export function keyRows({ purchasingAccountId }: MemberActor): Prisma.Sql {
  const account = sql`${purchasingAccountId}::uuid`;
  return sql`(
    SELECT k."id", ${PRODUCT}, k."kind", k."last5", k."activationsAllowed", k."activationsUsed",
      k."status"::text AS "status"
    FROM "LicenseKey" k JOIN "Product" p ON p."id" = k."productId"
    WHERE k."purchasingAccountId" = ${account}
    UNION ALL
    SELECT p."id", ${PRODUCT}, NULL, NULL, NULL, NULL, NULL FROM "Product" p
    WHERE p."id" IN (
        SELECT e."productId" FROM "Entitlement" e WHERE e."purchasingAccountId" = ${account}
        GROUP BY e."productId" HAVING sum(e."bought" + e."steppedIn" - e."steppedOut") > 0)
      AND NOT EXISTS (
        SELECT FROM "LicenseKey" k
        WHERE k."purchasingAccountId" = ${account} AND k."productId" = p."id")
  ) r`;
}

/** The filters as a condition on rows `r`. */
export function matches({ search, status, family }: KeyFilters): Prisma.Sql {
  const conditions = [
    ...(search === undefined ? [] : [named(search)]),
    ...(status === undefined ? [] : [sql`r."status" = ${status}`]),
    ...(family === undefined ? [] : [sql`r."family" = ${family}`]),
  ];
  return conditions.length === 0 ? sql`true` : join(conditions, " AND ");
}

/** A part of a product's name, or the beginning of its number in any spelling. */
function named(search: string): Prisma.Sql {
  const literal = search.replace(/[\\%_]/g, "\\$&");
  const name = sql`r."product" ILIKE ${`%${literal}%`}`;
  const code = numberKey(search);
  return code === "" ? name : sql`(${name} OR r."codeKey" LIKE ${`${code}%`})`;
}

/** The families of the actor's rows, to choose from. */
export async function familiesOf(actor: MemberActor): Promise<string[]> {
  const rows = await db.$queryRaw<{ family: string }[]>`
    SELECT DISTINCT r."family" FROM ${keyRows(actor)} ORDER BY 1`;
  return rows.map(({ family }) => family);
}

/** Filters without a family that nothing of the actor's belongs to: somebody typed it. */
export async function knownFilters(actor: MemberActor, filters: KeyFilters): Promise<KeyFilters> {
  const { search, status, family } = filters;
  if (family === undefined) return { search, status };
  return { search, status, family: (await familiesOf(actor)).find((known) => known === family) };
}
