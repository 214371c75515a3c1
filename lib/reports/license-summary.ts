import { db } from "../db/client";
import { findLicenses, type LicensedProduct } from "../licenses/find-licenses";
import { licenseCounts } from "../licenses/license-figures";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import type { ReportFilters } from "./report-filters";

export interface SummarizedLicense extends LicensedProduct {
  readonly licensed: number;
  readonly inMaintenance: number;
}

/** Far more than any catalogue has. */
const AT_MOST = 20_000;

/**
 * The licenses of each product and pool, and how many of them are in maintenance today by UTC; with a
 * partner, what that partner sold. Throws `forbidden`.
 */
export async function licenseSummary(
  actor: Actor,
  { family, partner }: ReportFilters,
  now = new Date(),
): Promise<SummarizedLicense[]> {
  authorize(actor, "reports.view");
  const { purchasingAccountId } = actor;
  const partnerId = partner === undefined ? null : await partnerIdOf(partner);
  const bought = { reader: actor, purchasingAccountId, partnerId };
  const products = await findLicenses(bought, { family }, { bound: null, take: AT_MOST });
  const counts = await licenseCounts(bought, products, now);
  const byPlace = new Map(counts.map((one) => [`${one.productId} ${one.pool}`, one]));
  return products.map((product) => {
    const count = byPlace.get(`${product.productId} ${product.pool}`);
    return {
      ...product,
      licensed: Number(count?.licensed ?? 0),
      inMaintenance: Number(count?.inMaintenance ?? 0),
    };
  });
}

/** A number that nobody has is no partner's, and never everybody's. */
async function partnerIdOf(numberKey: string): Promise<string> {
  const found = await db.partner.findUnique({ where: { numberKey }, select: { id: true } });
  return found?.id ?? NOBODY;
}

const NOBODY = "00000000-0000-0000-0000-000000000000";
