import { COLUMNS, readHeading, type Column } from "./columns";
import type { CellError } from "./read-person";

/** A row as it is stored: heading and cell, in the order of the file. */
export type RowData = readonly (readonly [heading: string, cell: string])[];

export function rowData(heading: readonly string[], cells: readonly string[]): RowData {
  return heading.map((name, index) => [name, cells[index] ?? ""]);
}

/** The cells that the portal reads. */
export function cellsOf(data: RowData): Record<Column, string> {
  const cells = Object.fromEntries(Object.keys(COLUMNS).map((column) => [column, ""]));
  readHeading(data.map(([name]) => name)).forEach((column, index) => {
    if (column) cells[column] = data[index]?.[1] ?? "";
  });
  return cells as Record<Column, string>;
}

/** What the database holds in `data`, `errors` and `reason` of a row is what was written there. */
export const asRowData = (json: unknown) => json as RowData;
export const asReasons = (json: unknown) => (json ?? []) as readonly CellError[];
