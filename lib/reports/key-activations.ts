import { db } from "../db/client";
import type { Actor, MemberActor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import type { ReportFilters } from "./report-filters";

/** Activations of a product's keys. Numbers only: nothing here comes from a key itself. */
export interface ProductActivations {
  /** The product's. */
  readonly id: string;
  readonly code: string;
  readonly name: string;
  readonly family: string;
  /** Keys whose use is limited and counted. */
  readonly counted: number;
  /** Keys whose use isn't. */
  readonly unlimited: number;
  readonly allowed: number;
  readonly used: number;
}

/**
 * How far the active keys of each product are used up, the nearest to its limit first. It names no key, so
 * those who see no keys may read it (R69, edge 41). Throws `forbidden`.
 */
export async function keyActivations(
  actor: Actor,
  { family }: ReportFilters,
): Promise<ProductActivations[]> {
  authorize(actor, "reports.view");
  const { purchasingAccountId } = actor;
  return db.$queryRaw<ProductActivations[]>`
    SELECT * FROM (SELECT p."id", p."code", p."name", p."family", count(k."activationsAllowed")::int AS "counted",
      (count(*) - count(k."activationsAllowed"))::int AS "unlimited",
      coalesce(sum(k."activationsAllowed"), 0)::float8 AS "allowed",
      coalesce(sum(k."activationsUsed") FILTER (WHERE k."activationsAllowed" IS NOT NULL), 0)::float8 AS "used"
    FROM "LicenseKey" k JOIN "Product" p ON p."id" = k."productId"
    WHERE k."purchasingAccountId" = ${purchasingAccountId}::uuid AND k."status" = 'ACTIVE'
      AND (${family ?? null}::text IS NULL OR p."family" = ${family ?? null})
    GROUP BY p."id") a ORDER BY "used" / nullif("allowed", 0) DESC NULLS LAST, "name" COLLATE "C", "id"`;
}

/** The families that the account has active keys of. */
export async function keyFamilies({ purchasingAccountId }: MemberActor): Promise<string[]> {
  const rows = await db.$queryRaw<{ family: string }[]>`
    SELECT DISTINCT p."family" COLLATE "C" AS "family"
    FROM "LicenseKey" k JOIN "Product" p ON p."id" = k."productId"
    WHERE k."purchasingAccountId" = ${purchasingAccountId}::uuid AND k."status" = 'ACTIVE' ORDER BY 1`;
  return rows.map(({ family }) => family);
}

/** The used part of what is allowed, from 0 to 1; null where nothing is counted. */
export const shareOf = ({ allowed, used }: Pick<ProductActivations, "allowed" | "used">) =>
  allowed === 0 ? null : used / allowed;
