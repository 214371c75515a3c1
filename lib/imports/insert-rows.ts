import type { Tx } from "../db/client";
import type { CellError } from "./read-person";
import type { RowData } from "./row-data";

/** A row of a file as the dry run left it. */
export interface CheckedRow {
  readonly rowNo: number;
  readonly data: RowData;
  readonly errors: readonly CellError[];
  readonly emailKey: string | undefined;
  /** Why importing it would change nothing. */
  known?: CellError;
}

/** Rows in one statement. */
const AT_ONCE = 1000;

export async function insertRows(
  tx: Tx,
  runId: string,
  rows: readonly CheckedRow[],
): Promise<void> {
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const part = rows.slice(from, from + AT_ONCE).map(({ rowNo, data, errors, known }) => ({
      rowNo,
      data,
      ...(errors.length > 0 ? { errors } : {}),
      ...(known ? { reason: [known] } : {}),
    }));
    await tx.$executeRaw`
      INSERT INTO "ImportRow" ("runId", "rowNo", "data", "errors", "reason")
      SELECT ${runId}::uuid, "rowNo", "data", "errors", "reason"
      FROM jsonb_to_recordset(${JSON.stringify(part)}::jsonb)
        AS r("rowNo" int, "data" jsonb, "errors" jsonb, "reason" jsonb)`;
  }
}
