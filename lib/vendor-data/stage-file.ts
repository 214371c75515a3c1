import { pipeline } from "node:stream/promises";
import type { PoolClient } from "pg";
import { from } from "pg-copy-streams";
import { numberKey } from "../canonical";
import { DomainError, refuse } from "../errors";
import { decodeFile } from "../csv/decode-file";
import { readRows } from "../csv/read-rows";
import type { Column, Value } from "./columns";
import { type FileName, FILES, type FileShape, TRANSIENT } from "./files";
import type { Problems } from "./problems";

/** The largest file, and the most rows of one. */
const MAX_MEGABYTES = 1000;
const MAX_ROWS = 5_000_000;

/** Characters that are gathered before they are handed to the database. */
const CHUNK = 64 * 1024;

/** How often the progress is told. */
const EVERY = 20_000;

interface Source {
  readonly name: FileName;
  readonly bytes: AsyncIterable<Uint8Array>;
}

type Tell = (rows: number) => Promise<void>;

/**
 * Streams a file into its staging table, which ends with the transaction. Rows with a mistake stay out
 * and are noted; so is a file that can't be read as a whole. Returns how many rows it has.
 */
export async function stageFile(
  client: PoolClient,
  source: Source,
  problems: Problems,
  tell: Tell,
): Promise<number> {
  const shape = FILES[source.name];
  await client.query(stagingTable(shape));
  let rows = 0;
  const counting: Tell = (count) => {
    rows = count;
    return count % EVERY === 0 ? tell(count) : Promise.resolve();
  };
  const copy = client.query(from(`COPY "${shape.table}" FROM STDIN`));
  await pipeline(copyText(source, problems, counting), copy);
  await client.query(`ANALYZE "${shape.table}"`);
  return rows;
}

function stagingTable(shape: FileShape): string {
  const list = stagedFields(shape).map(([name, type]) => `"${name}" ${type}`);
  return `CREATE TEMP TABLE "${shape.table}" ("line" int NOT NULL, ${list.join(", ")}) ON COMMIT DROP`;
}

/** Name and type of each, in the order of the table. */
function stagedFields({ columns, made }: FileShape): [name: string, type: string][] {
  const fields = [...columns.map((column) => column.fields), made ?? {}].flatMap(
    Object.entries<string>,
  );
  return fields.filter(([, type]) => type !== TRANSIENT);
}

/** The rows as COPY reads them, some at a time. */
async function* copyText({ name, bytes }: Source, problems: Problems, tell: Tell) {
  const fields = stagedFields(FILES[name]).map(([field]) => field);
  let chunk = "";
  let rows = 0;
  try {
    for await (const { line, row } of readShape(name, bytes, problems)) {
      const values = row && fields.map((field) => copyValue(row.get(field)));
      if (values) chunk += `${[line, ...values].join("\t")}\n`;
      await tell((rows += 1));
      if (chunk.length < CHUNK) continue;
      yield chunk;
      chunk = "";
    }
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    problems.add({ file: name, line: null, column: null, sentence: error.sentence });
  }
  yield chunk;
}

const copyValue = (value: Value | undefined) =>
  value == null ? "\\N" : value.replace(/[\\\t\n\r]/g, (sign) => COPY_ESCAPES[sign] ?? "");

const COPY_ESCAPES: Record<string, string> = {
  "\\": "\\\\",
  "\t": "\\t",
  "\n": "\\n",
  "\r": "\\r",
};

interface ReadRow {
  readonly line: number;
  /** Null for a row with a mistake. */
  readonly row: Map<string, Value> | null;
}

async function* readShape(
  name: FileName,
  bytes: AsyncIterable<Uint8Array>,
  problems: Problems,
): AsyncGenerator<ReadRow> {
  const shape = FILES[name];
  let places: readonly number[] | undefined;
  let width = 0;
  for await (const { rowNo: line, cells } of readRows(decodeFile(bytes, MAX_MEGABYTES), MAX_ROWS)) {
    if (!places) {
      places = placesOf(shape.columns, cells);
      width = cells.length;
      continue;
    }
    const note = (column: string | null, key: string, values?: Record<string, string | number>) =>
      problems.add({
        ...{ file: name, line, column },
        sentence: values
          ? { key, values: shape.isSecret ? withoutTyped(values) : values }
          : { key },
      });
    const before = problems.of(name);
    if (cells.length > width) note(null, "importTooManyCells");
    const row = new Map<string, Value>();
    for (const [index, column] of shape.columns.entries()) {
      const read = readCell(column, cells[places[index] ?? 0] ?? "");
      if ("key" in read) note(column.heading, read.key, read.values);
      else Object.keys(column.fields).forEach((field, at) => row.set(field, read[at] ?? null));
    }
    const isFine = problems.of(name) === before;
    if (isFine) shape.make?.(row);
    yield { line, row: isFine ? row : null };
  }
  if (!places) throw refuse("invalid", "importNoRows");
}

/** The file goes away; what is told of it is kept. */
const withoutTyped = (values: Record<string, string | number>) =>
  "typed" in values ? { ...values, typed: "…" } : values;

function readCell(column: Column, cell: string) {
  if (cell !== "") return column.read(cell);
  return column.isOptional ? [] : { key: "required" };
}

/** Where each column stands; others in the file are passed over. Throws `invalid` when one is missing. */
function placesOf(columns: readonly Column[], heading: readonly string[]): number[] {
  const keys = heading.map(numberKey);
  const named = (where: (heading: string) => boolean) =>
    columns
      .map((column) => column.heading)
      .filter(where)
      .join(", ");
  const missing = named((name) => !keys.includes(numberKey(name)));
  if (missing !== "") throw refuse("invalid", "importColumnsMissing", { columns: missing });
  const twice = named(
    (name) => keys.indexOf(numberKey(name)) !== keys.lastIndexOf(numberKey(name)),
  );
  if (twice !== "") throw refuse("invalid", "importColumnTwice", { columns: twice });
  return columns.map(({ heading: name }) => keys.indexOf(numberKey(name)));
}
