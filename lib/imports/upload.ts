import { refuse } from "../errors";

export interface Upload {
  readonly fileName: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** What stands before a part's content. */
const MAX_HEAD = 16 * 1024;

/**
 * The file of a posted form as it arrives; a file of any length takes no more memory than a piece of
 * it. Throws `invalid` when there is none. Fields behind the file are not read.
 */
export async function readUpload(
  contentType: string,
  body: AsyncIterable<Uint8Array>,
): Promise<Upload> {
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (!/^multipart\/form-data/i.test(contentType) || boundary === undefined) throw noFile();
  const upTo = cutter(body);
  const end = Buffer.from(`\r\n--${boundary}`);
  await drain(upTo(end));
  for (;;) {
    const head = await headOf(upTo(Buffer.from("\r\n\r\n")));
    // Behind the last part there are only two dashes.
    if (head.startsWith("--")) throw noFile();
    const [, fileName] = /filename="([^"]*)"/i.exec(head) ?? [];
    if (fileName) return { fileName: tidy(fileName), bytes: upTo(end) };
    await drain(upTo(end));
  }
}

/** Reads to the end, for nothing. */
export async function drain(pieces: AsyncIterable<unknown>): Promise<void> {
  const source = pieces[Symbol.asyncIterator]();
  while ((await source.next()).done !== true);
}

/** Reads a stream up to a mark, and goes on behind it at the next call. */
function cutter(body: AsyncIterable<Uint8Array>) {
  const source = body[Symbol.asyncIterator]();
  // So that the first boundary looks like every other.
  let held = Buffer.from("\r\n");
  return async function* upTo(mark: Buffer): AsyncGenerator<Uint8Array> {
    for (;;) {
      const at = held.indexOf(mark);
      const ready = held.subarray(0, at >= 0 ? at : Math.max(0, held.length - mark.length + 1));
      held = held.subarray(at >= 0 ? at + mark.length : ready.length);
      if (ready.length > 0) yield ready;
      if (at >= 0) return;
      const next = await source.next();
      if (next.done === true) throw noFile();
      held = Buffer.concat([held, next.value]);
    }
  };
}

async function headOf(pieces: AsyncIterable<Uint8Array>): Promise<string> {
  let head = Buffer.alloc(0);
  for await (const piece of pieces) {
    head = Buffer.concat([head, piece]);
    if (head.length > MAX_HEAD) throw noFile();
  }
  return head.toString("utf8");
}

/** The last part of a path, without what can't be shown. */
function tidy(fileName: string): string {
  const name = fileName.replace(/^.*[/\\]/, "").replace(/[\p{Cc}\p{Cf}<>]/gu, "");
  return name.slice(-200) || "people.csv";
}

const noFile = () => refuse("invalid", "importNoFile");
