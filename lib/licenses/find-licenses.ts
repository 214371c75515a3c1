import { Prisma } from "../../prisma/generated/client";
import { numberKey } from "../canonical";
import { literalOf } from "../fold-text";
import { db } from "../db/client";
import { type Bought, inBought } from "../orders/bought";
import type { ProductPool } from "./license-figures";
import type { LicenseFilters } from "./licenses-query";

/** A product and pool with its names. */
export interface LicensedProduct extends ProductPool {
  /** The product's number as it stands in addresses. */
  readonly key: string;
  readonly code: string;
  readonly name: string;
  readonly family: string;
}

/** What is looked for: one product, or what a list is narrowed to. */
interface Wanted extends LicenseFilters {
  readonly productId?: string;
}

/** Where a page of the list begins. */
export interface LicenseBound extends ProductPool {
  readonly backwards: boolean;
}

const { sql, raw, join } = Prisma;

/**
 * What the reader's account has of the catalogue, by name. It walks the catalogue, which is short, and
 * looks at each product into the account's figures; so it costs the same however much was bought.
 */
export function findLicenses(
  bought: Bought,
  wanted: Wanted,
  { bound, take }: { bound: LicenseBound | null; take: number },
): Promise<LicensedProduct[]> {
  const direction = raw(bound?.backwards ? "DESC" : "ASC");
  const than = raw(bound?.backwards ? "<" : ">");
  return db.$queryRaw<LicensedProduct[]>`
    SELECT p."id" AS "productId", c."pool", p."codeKey" AS "key", p."code", p."name", p."family"
    FROM (SELECT DISTINCT "productId", "pool" FROM "Part") c JOIN "Product" p ON p."id" = c."productId"
    WHERE ${conditions(wanted)} AND ${hasFigures(bought)}
      AND ${bound ? sql`${place} ${than} (${placeOf(bound)})` : sql`true`}
    ORDER BY p."name" COLLATE "C" ${direction}, p."id" ${direction}, c."pool" COLLATE "C" ${direction}
    LIMIT ${take}`;
}

const place = raw(`(p."name" COLLATE "C", p."id", c."pool" COLLATE "C")`);

const placeOf = ({ productId, pool }: ProductPool) =>
  sql`SELECT b."name" COLLATE "C", b."id", ${pool}::text COLLATE "C" FROM "Product" b
      WHERE b."id" = ${productId}::uuid`;

/** The families that the account has something of. */
export async function familiesOf(bought: Bought): Promise<string[]> {
  const rows = await db.$queryRaw<{ family: string }[]>`
    SELECT DISTINCT p."family" COLLATE "C" AS family
    FROM (SELECT DISTINCT "productId", "pool" FROM "Part") c JOIN "Product" p ON p."id" = c."productId"
    WHERE ${hasFigures(bought)} ORDER BY 1`;
  return rows.map(({ family }) => family);
}

/** Maintenance may have been bought for licenses that another account bought. */
function hasFigures(bought: Bought): Prisma.Sql {
  const has = (table: string) => sql`EXISTS (SELECT 1 FROM ${raw(`"${table}"`)} f
    WHERE ${inBought(bought, "f")} AND f."productId" = p."id" AND f."pool" = c."pool")`;
  return sql`(${has("Entitlement")} OR ${has("MaintenancePeriod")})`;
}

function conditions({ search, family, productId }: Wanted): Prisma.Sql {
  const words = literalOf(search ?? "")
    .split(" ")
    .map((word) => `%${word}%`);
  const key = numberKey(search ?? "");
  const given = [
    productId === undefined ? null : sql`p."id" = ${productId}::uuid`,
    family === undefined ? null : sql`p."family" = ${family}`,
    search === undefined
      ? null
      : sql`(fold_text(p."name") LIKE ALL (${words}) OR (${key} <> '' AND p."codeKey" LIKE ${`%${key}%`}))`,
  ].filter((condition) => condition !== null);
  return given.length === 0 ? sql`true` : join(given, " AND ");
}
