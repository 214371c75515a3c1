import { pipeline, Readable } from "node:stream";
import { CsvError, parse } from "csv-parse";
import { refuse, type DomainError } from "../errors";
import { withLineLimit } from "./line-limit";

/** Of one file, without its heading. */
export const MAX_ROWS = 20_000;

/** Characters of one record, also over several lines in quotation marks. */
const MAX_RECORD = 16_000;

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
): AsyncGenerator<FileRow> {
  const { delimiter, rest } = await guessDelimiter(withLineLimit(text));
  const parser = parse({
    delimiter,
    record_delimiter: ["\r\n", "\n", "\r"],
    relax_column_count: true,
    max_record_size: MAX_RECORD,
  });
  // What goes wrong before the parser comes out of it too.
  pipeline(Readable.from(rest), parser, () => {});
  let rowNo = 0;
  let filled = 0;
  try {
    for await (const record of parser as AsyncIterable<string[]>) {
      rowNo += 1;
      const cells = record.map((cell) => cell.trim());
      if (cells.some((cell) => cell !== "")) filled += 1;
      // Empty rows that somebody's spreadsheet left are passed over, but not without end.
      if (filled > maxRows + 1 || rowNo > 2 * maxRows) throw tooManyRows(maxRows);
      if (cells.some((cell) => cell !== "")) yield { rowNo, cells };
    }
  } catch (error) {
    throw error instanceof CsvError ? inWords(error) : error;
  }
}

const tooManyRows = (rows: number) => refuse("invalid", "importTooManyRows", { rows });

/** The delimiter that stands most often in the first line with anything in it. */
async function guessDelimiter(text: AsyncGenerator<string>) {
  let head = "";
  while (head.length < HEAD && !/\S[^\r\n]*[\r\n]/.test(head)) {
    const next = await text.next();
    if (next.done === true) break;
    head += next.value;
  }
  const [line = ""] = /\S[^\r\n]*/.exec(head) ?? [];
  const often = (sign: string) => line.split(sign).length;
  const [delimiter = ","] = [",", ";", "\t"].sort((one, other) => often(other) - often(one));
  return { delimiter, rest: following(head, text) };
}

async function* following(head: string, rest: AsyncIterable<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}

function inWords(error: CsvError): DomainError {
  const line = Number(error.lines ?? 0);
  const isTooLong = error.code === "CSV_MAX_RECORD_SIZE";
  return refuse("invalid", isTooLong ? "importRowTooLong" : "importQuotes", { line });
}
