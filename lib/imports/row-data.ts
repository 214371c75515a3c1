import { COLUMNS, readHeading, type Column } from "./columns";
import type { CellError } from "./read-person";

/** The first row of a file, read once. */
export interface Heading {
  readonly names: readonly string[];
  /** Undefined for columns of the file's own. */
  readonly columns: readonly (Column | undefined)[];
}

/** A row as it is stored: heading and cell of the columns that are known, in the order of the file. */
export type RowData = readonly (readonly [heading: string, cell: string])[];

/** What a row keeps: nothing of the file's own columns, which could be long and many. */
export function rowData({ names, columns }: Heading, cells: readonly string[]): RowData {
  return names.flatMap((name, index) => (columns[index] ? [[name, cells[index] ?? ""]] : []));
}

/** The cells that the portal reads. */
export function knownCells({ columns }: Heading, cells: readonly string[]): Record<Column, string> {
  const known = Object.fromEntries(Object.keys(COLUMNS).map((column) => [column, ""]));
  columns.forEach((column, index) => {
    if (column) known[column] = cells[index] ?? "";
  });
  return known as Record<Column, string>;
}

/** The same of a row that was stored. */
export function cellsOf(data: RowData): Record<Column, string> {
  const names = data.map(([name]) => name);
  return knownCells(
    { names, columns: readHeading(names) },
    data.map(([, cell]) => cell),
  );
}

/** What the database holds in `data`, `errors` and `reason` of a row is what was written there. */
export const asRowData = (json: unknown) => json as RowData;
export const asReasons = (json: unknown) => (json ?? []) as readonly CellError[];
