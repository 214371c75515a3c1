import { stringify } from "csv-stringify/sync";
import { db } from "../db/client";
import type { Actor } from "../policy/actor";
import { sentence } from "../messages";
import { COLUMNS } from "./columns";
import { authorizeImports, findImport } from "./import-actor";
import type { CellError } from "./read-person";
import { asReasons, asRowData } from "./row-data";

/** Rows in the memory at a time. */
const AT_ONCE = 500;

/** What a file of people begins with; nothing more, so that no made-up person is invited. */
export const templateFile = () => csv([Object.values(COLUMNS)], true);

/**
 * The file's columns that the portal knows, with what became of each row and why; before the end, what the
 * dry run found. Cells that a spreadsheet would compute are made plain text.
 */
export async function resultFile(
  actor: Actor,
  importId: string,
): Promise<{ fileName: string; text: AsyncGenerator<string> }> {
  authorizeImports(actor);
  const run = await findImport(db, actor, importId);
  const name = run.fileName.replace(/\.[^.]*$/, "");
  return { fileName: `${name}-result.csv`, text: linesOf(run.id) };
}

async function* linesOf(runId: string): AsyncGenerator<string> {
  let last = 0;
  for (;;) {
    const rows = await db.importRow.findMany({
      where: { runId, rowNo: { gt: last } },
      orderBy: { rowNo: "asc" },
      take: AT_ONCE,
    });
    const [first] = rows;
    if (!first) return;
    if (last === 0) yield csv([[...asRowData(first.data).map(([name]) => name), ...ADDED]], true);
    yield csv(
      rows.map(({ data, outcome, errors, reason }) => [
        ...asRowData(data).map(([, cell]) => cell),
        outcome ?? "",
        [...asReasons(errors ?? reason)].map(inWords).join(" "),
      ]),
    );
    last = rows.at(-1)?.rowNo ?? last;
  }
}

const ADDED = ["OUTCOME", "REASON"];

/** "ROLE: …", so that one finds the cell. */
function inWords(reason: CellError): string {
  const words = sentence(reason);
  return reason.column === null ? words : `${COLUMNS[reason.column]}: ${words}`;
}

/** Excel takes a file for UTF-8 by the mark at its beginning. */
function csv(rows: string[][], first = false): string {
  return stringify(rows, { escape_formulas: true, record_delimiter: "\r\n", bom: first });
}
