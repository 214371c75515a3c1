import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import { type Bought, type OfAccount, openBought } from "../orders/bought";
import type { Actor } from "../policy/actor";
import { findLicenses, type LicenseBound } from "./find-licenses";
import type { LicenseFilters } from "./licenses-query";
import { type LicenseRow, withFigures } from "./list-licenses";

/** What a spreadsheet still opens; a catalogue is far shorter. */
const EXPORT_AT_MOST = 100_000;

const BATCH = 500;

/**
 * The license details that the filters leave, by product, for a file. Throws `forbidden` or `notFound`.
 * Who exported is recorded.
 */
export async function exportLicenses(
  actor: Actor,
  query: LicenseFilters & OfAccount,
  now = new Date(),
): Promise<AsyncGenerator<LicenseRow>> {
  const bought = await openBought(actor, "licenses.view", query, now);
  const { purchasingAccountId } = bought;
  await transaction((tx) =>
    recordEvent(tx, bought.reader, now, {
      action: "licenses.exported",
      object: { kind: "purchasingAccount", id: purchasingAccountId },
      purchasingAccountId,
      data: { searched: query.search !== undefined, family: query.family ?? null },
    }),
  );
  return readAll(bought, query, now);
}

async function* readAll(
  bought: Bought,
  filters: LicenseFilters,
  now: Date,
): AsyncGenerator<LicenseRow> {
  let bound: LicenseBound | null = null;
  for (let left = EXPORT_AT_MOST; left > 0;) {
    const found = await findLicenses(bought, filters, { bound, take: Math.min(BATCH, left) });
    yield* await withFigures(bought, found, now);
    const last = found.at(-1);
    if (!last || found.length < BATCH) return;
    left -= found.length;
    bound = { productId: last.productId, pool: last.pool, backwards: false };
  }
}
