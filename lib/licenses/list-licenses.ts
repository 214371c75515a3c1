import { z } from "zod";
import type { Actor } from "../policy/actor";
import { type Bought, type OfAccount, openBought } from "../orders/bought";
import type { Cursors } from "../orders/page-of";
import { familiesOf, findLicenses, type LicenseBound, type LicensedProduct } from "./find-licenses";
import { licenseFigures, type LicenseFigures, type ProductPool } from "./license-figures";
import type { LicenseFilters } from "./licenses-query";

const PAGE_SIZE = 50;

export interface LicenseRow extends LicensedProduct, LicenseFigures {}

export interface LicensesPage {
  readonly rows: readonly LicenseRow[];
  /** Cursors of the neighbouring pages. */
  readonly previous: string | null;
  readonly next: string | null;
}

/**
 * What a purchasing account owns, by product and pool, and how it adds up. Throws `forbidden` or
 * `notFound`.
 */
export async function listLicenses(
  actor: Actor,
  query: LicenseFilters & Cursors & OfAccount,
  now = new Date(),
): Promise<LicensesPage> {
  const bought = await openBought(actor, "licenses.view", query, now);
  const bound = boundOf(query);
  const found = await findLicenses(bought, query, { bound, take: PAGE_SIZE + 1 });
  // Nothing before the bound: that is the beginning.
  if (bound?.backwards && found.length === 0)
    return listLicenses(actor, { ...query, before: undefined }, now);
  const page = found.slice(0, PAGE_SIZE);
  const more = found.length > PAGE_SIZE;
  if (bound?.backwards) page.reverse();
  const [first, last] = [cursorOf(page.at(0)), cursorOf(page.at(-1))];
  return {
    rows: await withFigures(bought, page, now),
    previous: (bound?.backwards ? more : bound) ? first : null,
    next: bound?.backwards || more ? last : null,
  };
}

/** The product families that the list can be narrowed to. */
export async function licenseFamilies(
  actor: Actor,
  of: OfAccount = {},
  now = new Date(),
): Promise<string[]> {
  return familiesOf(await openBought(actor, "licenses.view", of, now));
}

export async function withFigures(
  bought: Bought,
  products: readonly LicensedProduct[],
  now: Date,
): Promise<LicenseRow[]> {
  const figures = await licenseFigures(bought, products, now);
  return products.flatMap((product, index) => {
    const own = figures[index];
    return own ? [{ ...product, ...own }] : [];
  });
}

/** Pools are words of the vendor: they stand last, as they are. */
const cursorOf = (place: ProductPool | undefined) =>
  place ? `${place.productId}.${place.pool}` : null;

function boundOf({ after, before }: Cursors): LicenseBound | null {
  const [, typed, pool = ""] = /^([\da-f-]{36})\.(\P{Cc}*)$/iu.exec(after ?? before ?? "") ?? [];
  const productId = z.uuid().safeParse(typed);
  return productId.success
    ? { productId: productId.data, pool, backwards: after === undefined }
    : null;
}
