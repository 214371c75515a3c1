import { gather } from "../../bin/gather.mjs";
import { setImmediate, setTimeout } from "node:timers/promises";
import { refuse } from "../errors";

/** A field or a file of a posted form; its bytes are read while they arrive: to their end, or not at all. */
export interface Part {
  readonly field: string;
  /** The last part of its path, without what can't be shown; null for a field and where no file was chosen. */
  readonly fileName: string | null;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** Parts of one form; the vendor's set has a handful. */
const MAX_PARTS = 1000;

/** Of a boundary, as mail has it. */
const MAX_BOUNDARY = 70;

/** What stands before a part's content. */
const MAX_HEAD = 16 * 1024;

/**
 * The parts of a posted form as they arrive; a form of any length takes no more memory than a piece of
 * it. Throws `invalid` for what isn't a form, or ends too early.
 */
export async function* readParts(
  contentType: string,
  body: AsyncIterable<Uint8Array>,
): AsyncGenerator<Part> {
  const [, quoted, bare] = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType) ?? [];
  const boundary = quoted ?? bare;
  if (!/^multipart\/form-data/i.test(contentType) || boundary === undefined) throw noFile();
  if (boundary.length > MAX_BOUNDARY) throw noFile();
  const upTo = cutter(body);
  const end = Buffer.from(`\r\n--${boundary}`);
  await drain(upTo(end));
  for (let count = 0; count <= MAX_PARTS; count += 1) {
    // Behind the last part there are only two dashes.
    if ((await textOf(upTo(Buffer.from("\r\n")), "--")).startsWith("--")) return;
    const head = await textOf(upTo(Buffer.from("\r\n\r\n")));
    const [, field = ""] = /[;\s]name="([^"]*)"/i.exec(head) ?? [];
    const [, fileName = ""] = /filename="([^"]*)"/i.exec(head) ?? [];
    const bytes = upTo(end);
    yield { field, fileName: fileName === "" ? null : tidy(fileName), bytes };
    // Up to the next part, where nobody read this one.
    await drain(bytes);
  }
  throw noFile();
}

/**
 * The body of a request as it arrives. However many are read at once, what is done with a piece is done alone:
 * whoever asks for a page meanwhile waits for one piece, not for one of each.
 */
export async function* piecesOf(body: Request["body"]): AsyncGenerator<Uint8Array> {
  const reader = body?.getReader();
  underway += 1;
  try {
    for (;;) {
      const part = await reader?.read();
      if (!part || part.done) return;
      for (let at = 0; at < part.value.length; at += PIECE) {
        await inTurn();
        yield part.value.subarray(at, at + PIECE);
      }
    }
  } finally {
    underway -= 1;
  }
}

/** What is worked on in a few milliseconds, whatever it is. */
const PIECE = 16 * 1024;

/** So many bodies are read as fast as can be; more leave a pause to everybody else after each piece. */
const FEW = 2;
let underway = 0;

let last: Promise<unknown> = Promise.resolve();

/** Comes back when everything else that waits for its turn, and all that is due by then, has had its own. */
export function inTurn(): Promise<unknown> {
  return (last = last.then(() => (underway > FEW ? setTimeout(1) : setImmediate())));
}

let lastAlone: Promise<unknown> = Promise.resolve();

/**
 * Does what can't be cut into pieces while nobody else does the like, and leaves everybody else three times
 * as long before the next.
 */
export async function alone<T>(work: () => T): Promise<T> {
  const before = lastAlone;
  let over: () => void = () => undefined;
  lastAlone = new Promise<void>((resolve) => (over = resolve));
  await before;
  await inTurn();
  const started = performance.now();
  try {
    return work();
  } finally {
    void setTimeout(3 * (performance.now() - started)).then(over);
  }
}

/**
 * All of it, or null beyond the limit, when nothing is kept. Reads to the end all the same, which the
 * server's own limit keeps near: a browser that is cut off while it sends shows an error of its own, not
 * our answer.
 */
export async function readWithin(
  limit: number,
  pieces: AsyncIterable<Uint8Array>,
): Promise<Buffer | null> {
  const kept = gather(limit);
  for await (const piece of pieces) kept.add(piece);
  return kept.all();
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
      if (next.done === true) {
        yield held;
        throw noFile();
      }
      held = Buffer.concat([held, next.value]);
    }
  };
}

/** What stands before a mark; `last` may also be what everything ends with. */
async function textOf(pieces: AsyncIterable<Uint8Array>, last?: string): Promise<string> {
  const head = gather(MAX_HEAD);
  try {
    for await (const piece of pieces) {
      head.add(piece);
      if (!head.all()) throw noFile();
    }
  } catch (error) {
    if (last === undefined || head.all()?.toString("utf8") !== last) throw error;
  }
  return head.all()?.toString("utf8") ?? "";
}

/** What was typed into a field, as far as a field of ours is long. */
export async function fieldText({ bytes }: Part): Promise<string> {
  return textOf(bytes);
}

/** The last part of a path, without what can't be shown. */
function tidy(fileName: string): string {
  const name = fileName.replace(/^.*[/\\]/, "").replace(/[\p{Cc}\p{Cf}<>]/gu, "");
  return name.slice(-200) || "file";
}

const noFile = () => refuse("invalid", "importNoFile");
