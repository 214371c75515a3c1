import { pipeline, Readable } from "node:stream";
import { stringify } from "csv-stringify";

/**
 * Rows as a CSV file, written while they are read. Spreadsheets take it for UTF-8 by its first bytes,
 * and no cell for a formula.
 */
export function toCsv<Column extends string>(
  columns: readonly Column[],
  heading: (column: Column) => string,
  rows:
    | Iterable<Readonly<Record<Column, string | number>>>
    | AsyncIterable<Readonly<Record<Column, string | number>>>,
): Readable {
  const csv = stringify({
    bom: true,
    header: true,
    columns: columns.map((key) => ({ key, header: heading(key) })),
    escape_formulas: true,
    record_delimiter: "windows",
    quote_record_delimiter: true,
  });
  // Ends what reads the rows when nobody reads the file any more; an error is the file's own.
  pipeline(Readable.from(rows), csv, () => {});
  return csv;
}
