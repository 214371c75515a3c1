import type { Readable } from "node:stream";
import { toCsv } from "../csv/to-csv";
import type { LicenseRow } from "./list-licenses";

const LICENSE_COLUMNS = [
  "code",
  "product",
  "family",
  "pool",
  "licensed",
  "bought",
  "steppedIn",
  "steppedOut",
  "inMaintenance",
  "words",
] as const;

export interface LicenseWords {
  readonly heading: (column: (typeof LICENSE_COLUMNS)[number]) => string;
  /** How the number of licenses adds up. */
  readonly sum: (row: LicenseRow) => string;
}

/** License details as a CSV file. */
export function licensesCsv(rows: AsyncIterable<LicenseRow>, words: LicenseWords): Readable {
  return toCsv(LICENSE_COLUMNS, words.heading, cellsOf(rows, words));
}

async function* cellsOf(rows: AsyncIterable<LicenseRow>, words: LicenseWords) {
  for await (const row of rows) {
    const { code, name, family, pool, licensed, bought, inMaintenance } = row;
    yield {
      code,
      product: name,
      family,
      pool,
      licensed,
      bought,
      steppedIn: total(row.steppedIn),
      steppedOut: total(row.steppedOut),
      inMaintenance,
      words: words.sum(row),
    };
  }
}

const total = (moved: LicenseRow["steppedIn"]) =>
  moved.reduce((sum, { quantity }) => sum + quantity, 0);
