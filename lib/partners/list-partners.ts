import { numberKey } from "../canonical";
import { db } from "../db/client";
import { literalOf } from "../fold-text";
import type { Actor } from "../policy/actor";
import { requireVendor } from "../policy/scope";

const PAGE_SIZE = 50;

export interface PartnerRow {
  readonly key: string;
  readonly number: string;
  readonly name: string;
  /** Counted up to 51, which the page shows as "50+". */
  readonly accounts: number;
  readonly people: number;
  readonly hasAdministrator: boolean;
}

/**
 * The vendor's partners by number; a search is the beginning of a number or a part of the name. Keyset
 * paging: `after` is the number of the last row.
 */
export async function listPartners(
  actor: Actor,
  { search = "", after }: { search?: string | undefined; after?: string | undefined },
): Promise<{ rows: readonly PartnerRow[]; next: string | null }> {
  requireVendor(actor);
  const { number, names } = patternsOf(search);
  const found = await db.$queryRaw<PartnerRow[]>`
    SELECT p."numberKey" AS key, p."number", p."name",
      (SELECT count(*)::int FROM (
        SELECT 1 FROM "PurchasingAccount" a WHERE a."partnerId" = p."id" LIMIT ${PAGE_SIZE + 1}) c) AS accounts,
      (SELECT count(*)::int FROM (
        SELECT 1 FROM "PartnerUser" u WHERE u."partnerId" = p."id" AND u."status" = 'ACTIVE'
        LIMIT ${PAGE_SIZE + 1}) c) AS people,
      EXISTS (SELECT 1 FROM "PartnerUser" u WHERE u."partnerId" = p."id"
        AND u."status" = 'ACTIVE' AND u."isAdministrator") AS "hasAdministrator"
    FROM (
      SELECT * FROM "Partner"
      WHERE "numberKey" > ${numberKey(after ?? "")}
        AND (${number}::text IS NULL AND ${names}::text[] IS NULL
          OR "numberKey" LIKE ${number} OR fold_text("name") LIKE ALL (${names}))
      ORDER BY "numberKey" LIMIT ${PAGE_SIZE + 1}
    ) p ORDER BY p."numberKey"`;
  const rows = found.slice(0, PAGE_SIZE);
  return { rows, next: found.length > PAGE_SIZE ? (rows.at(-1)?.key ?? null) : null };
}

/** Nothing to look for is null: a pattern that is null is never like anything. */
function patternsOf(search: string): { number: string | null; names: string[] | null } {
  const words = literalOf(search);
  const key = numberKey(search.slice(0, 100));
  return {
    number: key === "" ? null : `${key}%`,
    names: words === "" ? null : words.split(" ").map((word) => `%${word}%`),
  };
}
