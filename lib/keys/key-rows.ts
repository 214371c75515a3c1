import { Prisma } from "../../prisma/generated/client";
import { db } from "../db/client";
import type { MemberActor } from "../policy/actor";
import { isNamed } from "../products/is-named";
import { licensedProducts } from "../products/licensed-products";
import type { KeyFilters, KeyStatus } from "./key-query";

const { sql, raw, join } = Prisma;

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

/**
 * The products `p` of the list: those that the account has keys of, and those it is licensed for. LIMIT
 * makes of the first a look into the index for each product; EXISTS would be hashed from all the keys.
 */
function productsOf({ purchasingAccountId }: MemberActor): Prisma.Sql {
  const account = sql`${purchasingAccountId}::uuid`;
  return sql`(
    SELECT known.*, (
        SELECT true FROM "LicenseKey" k
        WHERE k."purchasingAccountId" = ${account} AND k."productId" = known."id" LIMIT 1) IS NOT NULL AS "hasKeys",
      known."id" IN (${licensedProducts(purchasingAccountId)}) AS "licensed"
    FROM "Product" known
  ) p`;
}

export type KeyBound = Pick<KeyRecord, "id" | "productId" | "product">;

interface KeyWalk {
  /** The row beyond which the walk begins; without one it begins at the first or the last. */
  readonly bound?: KeyBound | null;
  readonly backwards?: boolean;
  /** Leaves out the products that have no key. */
  readonly keysOnly?: boolean;
  readonly limit: number;
}

/**
 * Rows of the actor's list in its order, by product: its keys, and a row for each licensed product that
 * has none. Nothing of a key itself but what stands in `last5`. Each product's keys are read by their
 * index as far as `limit` goes, so an account may have a million of them.
 */
export function keyRows(
  actor: MemberActor,
  filters: KeyFilters,
  { bound = null, backwards = false, keysOnly = false, limit }: KeyWalk,
): Prisma.Sql {
  const [than, direction, end] = (backwards ? ["<", "DESC", LAST] : [">", "ASC", FIRST]).map(raw);
  const from = bound
    ? sql`(p."name", p."id") ${than}= (${bound.product}, ${bound.productId}::uuid)
        AND (p."hasKeys" OR p."id" <> ${bound.id}::uuid)`
    : sql`true`;
  const beyond = bound
    ? sql`k."id" ${than} CASE p."id" WHEN ${bound.productId}::uuid THEN ${bound.id}::uuid ELSE ${end} END`
    : sql`true`;
  const bare =
    keysOnly || filters.status !== undefined ? sql`false` : sql`NOT p."hasKeys" AND p."licensed"`;
  return sql`
    SELECT coalesce(k."id", p."id") AS "id", p."id" AS "productId", p."name" AS "product", p."code",
      p."family", p."needsKey", k."kind", k."last5", k."activationsAllowed", k."activationsUsed",
      k."status"::text AS "status"
    FROM ${productsOf(actor)} LEFT JOIN LATERAL (
      SELECT k.* FROM "LicenseKey" k
      WHERE k."purchasingAccountId" = ${actor.purchasingAccountId}::uuid AND k."productId" = p."id"
        AND ${hasStatus(filters)} AND ${beyond}
      ORDER BY k."id" ${direction} LIMIT ${limit}
    ) k ON p."hasKeys"
    WHERE ${ofProduct(filters)} AND ${from}
      AND (k."id" IS NOT NULL OR ${bare})
    ORDER BY p."name" ${direction}, p."id" ${direction}, k."id" ${direction} LIMIT ${limit}`;
}

const FIRST = `'00000000-0000-0000-0000-000000000000'::uuid`;
const LAST = `'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid`;

const hasStatus = ({ status }: KeyFilters) =>
  status === undefined ? sql`true` : sql`k."status" = ${status}::"KeyStatus"`;

/** Search and family as a condition on products `p`. */
function ofProduct({ search, family }: KeyFilters): Prisma.Sql {
  const conditions = [
    ...(search === undefined ? [] : [isNamed(search, raw(`p."codeKey"`))]),
    ...(family === undefined ? [] : [sql`p."family" = ${family}`]),
  ];
  return conditions.length === 0 ? sql`true` : join(conditions, " AND ");
}

/** The row of the actor's list that has this id; null for what is made up or out of their sight. */
export async function findKeyBound(actor: MemberActor, id: string): Promise<KeyBound | null> {
  const [found] = await db.$queryRaw<KeyBound[]>`
    SELECT ${id}::uuid AS "id", p."id" AS "productId", p."name" AS "product" FROM "Product" p
    WHERE p."id" = coalesce(
      (SELECT k."productId" FROM "LicenseKey" k WHERE k."id" = ${id}::uuid
        AND k."purchasingAccountId" = ${actor.purchasingAccountId}::uuid), ${id}::uuid)`;
  return found ?? null;
}

/** The families of the actor's rows, to choose from. */
export async function familiesOf(actor: MemberActor): Promise<string[]> {
  const rows = await db.$queryRaw<{ family: string }[]>`
    SELECT DISTINCT p."family" FROM ${productsOf(actor)}
    WHERE p."hasKeys" OR p."licensed" ORDER BY 1`;
  return rows.map(({ family }) => family);
}
