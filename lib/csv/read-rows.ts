import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { refuse, type DomainError } from "../errors";
import { withLineLimit } from "./line-limit";

/** Of one file, without its heading. */
export const MAX_ROWS = 20_000;

/** Characters of one record, also over several lines in quotation marks. */
const MAX_RECORD = 16_000;

/** Columns of a table; a spreadsheet's empty ones behind the last don't count. */
const MAX_COLUMNS = 60;

/** Cells of one row, with the empty ones. */
const MAX_CELLS = 1000;

/** How far the heading is looked for before its delimiter is guessed. */
const HEAD = 4096;

export interface FileRow {
  /** As the file's editor counts, from 1. */
  readonly rowNo: number;
  readonly cells: readonly string[];
}

/**
 * The rows of a text that hold anything, the heading first; commas, semicolons or tabs between cells.
 * Throws `invalid` in words for a text that can't be taken apart or is too long.
 */
export async function* readRows(
  text: AsyncIterable<string>,
  maxRows = MAX_ROWS,
  maxColumns = MAX_COLUMNS,
): AsyncGenerator<FileRow> {
  const { delimiter, skipped, rest } = await guessDelimiter(withLineLimit(text));
  // Where the record begins that the parser is at: what is wrong with it is looked for there.
  let line = 1 + skipped;
  const parser = parse({
    delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    max_record_size: MAX_RECORD,
    on_record: (record: string[]) => {
      line += 1 + breaksIn(record);
      return record;
    },
  });
  // What goes wrong before the parser comes out of it too.
  pipeline(Readable.from(rest), parser, () => {});
  let rowNo = skipped;
  let filled = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      rowNo += 1;
      const width = record.findLastIndex((cell) => cell.trim() !== "") + 1;
      if (width > 0) filled += 1;
      // Empty rows that somebody's spreadsheet left are passed over, but not without end.
      if (filled > maxRows + 1 || rowNo > 2 * maxRows) throw tooManyRows(maxRows);
      if (width > maxColumns || record.length > MAX_CELLS) {
        throw refuse("invalid", "importTooManyColumns", { columns: maxColumns, line: rowNo });
      }
      if (width > 0) yield { rowNo, cells: record.map((cell) => cell.trim()) };
    }
  } catch (error) {
    throw error instanceof CsvError ? inWords(error, line) : error;
  }
}

const tooManyRows = (rows: number) => refuse("invalid", "importTooManyRows", { rows });

/**
 * The delimiter that a first line "sep=;" names, as Excel writes and reads it; else the one that stands most
 * often in the first line with anything in it.
 */
async function guessDelimiter(text: AsyncGenerator<string>) {
  let head = "";
  while (head.length < HEAD && !hasFirstLine(head)) {
    const next = await text.next();
    if (next.done === true) break;
    head += next.value;
  }
  const said = /^"?sep=([^\r\n"])"?[ \t,;]*(?:\r\n|\n|\r|$)/i.exec(head);
  if (said?.[1]) {
    return { delimiter: said[1], skipped: 1, rest: following(head.slice(said[0].length), text) };
  }
  const [line = ""] = /\S[^\r\n]*/.exec(head) ?? [];
  const often = (sign: string) => line.split(sign).length;
  const [delimiter = ","] = [",", ";", "\t"].sort((one, other) => often(other) - often(one));
  return { delimiter, skipped: 0, rest: following(head, text) };
}

/** Whether a line with anything in it has come to its end; looked for in one pass. */
function hasFirstLine(head: string): boolean {
  const begin = head.search(/\S/);
  const end = begin < 0 ? -1 : begin + head.slice(begin).search(/[\r\n]/);
  // Behind CR its LF may still come.
  return end >= begin && begin >= 0 && (head[end] === "\n" || end + 1 < head.length);
}

async function* following(head: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}

const breaksIn = (record: readonly string[]) =>
  record.reduce((sum, cell) => sum + (cell.match(/\r\n?|\n/g)?.length ?? 0), 0);

function inWords(error: CsvError, line: number): DomainError {
  const isTooLong = error.code === "CSV_MAX_RECORD_SIZE";
  return refuse("invalid", isTooLong ? "importRowTooLong" : "importQuotes", { line });
}
