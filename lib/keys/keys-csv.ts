import { stringify } from "csv-stringify/sync";
import type { ExportedKey } from "./export-keys";
import type { KeyStatus } from "./key-query";

const COLUMNS = [
  "product",
  "code",
  "family",
  "kind",
  "key",
  "activationsAllowed",
  "activationsUsed",
  "status",
] as const;

export interface KeyFileWords {
  readonly heading: (column: (typeof COLUMNS)[number]) => string;
  readonly status: (status: KeyStatus) => string;
  /** Stands instead of a key that can't be read any more. */
  readonly unreadable: (last5: string) => string;
}

/** Keys as a CSV file: UTF-8 that spreadsheets recognize, and no cell that they would compute. */
export function keysCsv(keys: readonly ExportedKey[], words: KeyFileWords): string {
  const rows = keys.map(({ secret, status, ...key }) => ({
    ...key,
    key: secret ?? words.unreadable(key.last5 ?? ""),
    status: words.status(status),
  }));
  return stringify(rows, {
    bom: true,
    header: true,
    columns: COLUMNS.map((key) => ({ key, header: words.heading(key) })),
    escape_formulas: true,
    record_delimiter: "windows",
  });
}
