import { numberKey } from "../canonical";
import { db } from "../db/client";
import { notFound } from "../errors";
import { type OfAccount, openBought } from "../orders/bought";
import type { Actor } from "../policy/actor";
import { findLicenses } from "./find-licenses";
import { type LicenseRow, withFigures } from "./list-licenses";

interface OneProduct extends OfAccount {
  /** Its number, in any spelling. */
  readonly product: string;
}

/**
 * The figures of one product in each of its pools. Throws `forbidden`, and `notFound` for a product that
 * the account has nothing of.
 */
export async function readLicense(
  actor: Actor,
  { product, ...of }: OneProduct,
  now = new Date(),
): Promise<readonly LicenseRow[]> {
  const bought = await openBought(actor, "licenses.view", of, now);
  const found = await db.product.findUnique({
    where: { codeKey: numberKey(product) },
    select: { id: true },
  });
  const pools = found ? await findLicenses(bought, { productId: found.id }, ALL_POOLS) : [];
  if (pools.length === 0) throw notFound();
  return withFigures(bought, pools, now);
}

const ALL_POOLS = { bound: null, take: 100 };
