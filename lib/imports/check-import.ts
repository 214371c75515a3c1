import { createHash } from "node:crypto";
import { db } from "../db/client";
import { fileTransaction } from "../db/transaction";
import { refuse } from "../errors";
import type { Actor, MemberActor } from "../policy/actor";
import { readHeading, type Column } from "./columns";
import { decodeFile } from "../csv/decode-file";
import { authorizeImports } from "./import-actor";
import { insertRows, type CheckedRow } from "./insert-rows";
import { readPerson, type CellError } from "./read-person";
import { readRows } from "../csv/read-rows";
import { type Heading, knownCells, rowData } from "./row-data";
import { markKnownPeople } from "./known-people";
import type { Upload } from "./upload";

/**
 * Reads a file of people and says what importing it would do; nobody is invited yet. It takes the place
 * of a file that the actor checked before and never started. Throws `invalid` for a file that can't
 * be read as a whole; what is wrong with single rows is kept with them.
 */
export async function checkImport(
  actor: Actor,
  { fileName, bytes }: Upload,
  now = new Date(),
): Promise<{ importId: string }> {
  authorizeImports(actor);
  const hash = createHash("sha256");
  const rows = await checkRows(actor, hashing(bytes, hash));
  await markKnownPeople(db, actor, rows, now);
  const { purchasingAccountId, membershipId: byId } = actor;
  return fileTransaction(async (tx) => {
    await tx.importRun.deleteMany({ where: { purchasingAccountId, byId, state: "CHECKED" } });
    const { id } = await tx.importRun.create({
      data: {
        purchasingAccountId,
        byId,
        fileName,
        fileHash: new Uint8Array(hash.digest()),
        state: "CHECKED",
        createdAt: now,
        total: rows.length,
      },
      select: { id: true },
    });
    await insertRows(tx, id, rows);
    return { importId: id };
  });
}

async function* hashing(bytes: AsyncIterable<Uint8Array>, hash: ReturnType<typeof createHash>) {
  for await (const piece of bytes) {
    hash.update(piece);
    yield piece;
  }
}

/** At most as many as readRows lets pass, so that they fit into memory. */
async function checkRows(actor: MemberActor, bytes: AsyncIterable<Uint8Array>) {
  const rows: CheckedRow[] = [];
  const seen = new Map<string, number>();
  let heading: Heading | undefined;
  for await (const { rowNo, cells } of readRows(decodeFile(bytes))) {
    if (!heading) {
      const names = withoutEmptyEnd(cells);
      heading = { names, columns: readHeading(names) };
      continue;
    }
    const data = rowData(heading, cells);
    const person = readPerson(knownCells(heading, cells), actor.roles);
    const { emailKey } = person;
    const errors: CellError[] = "errors" in person ? [...person.errors] : [];
    if (cells.slice(heading.names.length).some((cell) => cell !== "")) errors.push(TOO_MANY_CELLS);
    const first = emailKey === undefined ? undefined : seen.get(emailKey);
    if (first !== undefined) errors.push(duplicateOf(first));
    else if (emailKey !== undefined) seen.set(emailKey, rowNo);
    rows.push({ rowNo, data, errors, emailKey });
  }
  if (rows.length === 0) throw refuse("invalid", "importNoRows");
  return rows;
}

/** Spreadsheets leave empty columns behind the last one. */
function withoutEmptyEnd(cells: readonly string[]): readonly string[] {
  return cells.slice(0, cells.findLastIndex((cell) => cell !== "") + 1);
}

const TOO_MANY_CELLS = { column: null, key: "importTooManyCells" };

function duplicateOf(row: number): CellError {
  const column: Column = "email";
  return { column, key: "importDuplicate", values: { row } };
}
