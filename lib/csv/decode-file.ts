import { refuse } from "../errors";

/** The largest file, in megabytes; bin/body-limit.mjs lets a little more pass. */
export const MAX_MEGABYTES = 20;

/**
 * The text of a file piece by piece: UTF-8, or UTF-16 in either order, with or without a mark at its
 * beginning. Throws `invalid` for what is too large, no text, or holds NUL.
 */
export async function* decodeFile(
  bytes: AsyncIterable<Uint8Array>,
  megabytes = MAX_MEGABYTES,
): AsyncGenerator<string> {
  let decoder: TextDecoder | undefined;
  let size = 0;
  for await (const piece of inPieces(bytes)) {
    size += piece.length;
    if (size > megabytes * 1024 * 1024) throw tooLarge(megabytes);
    decoder ??= new TextDecoder(encodingOf(piece), { fatal: true });
    yield decode(decoder, piece);
  }
  if (decoder) yield decode(decoder);
}

/** The first piece has at least the two bytes that tell the encoding. */
async function* inPieces(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let head: Buffer | undefined = Buffer.alloc(0);
  for await (const piece of bytes) {
    if (!head) {
      yield piece;
      continue;
    }
    head = Buffer.concat([head, piece]);
    if (head.length < 2) continue;
    yield head;
    head = undefined;
  }
  if (head && head.length > 0) yield head;
}

/** Without a mark, a heading in Latin letters has every other byte zero. */
function encodingOf([first, second]: Uint8Array): string {
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  if (first !== 0 && second === 0) return "utf-16le";
  if (first === 0 && second !== 0) return "utf-16be";
  return "utf-8";
}

function decode(decoder: TextDecoder, piece?: Uint8Array): string {
  let text: string;
  try {
    text = piece ? decoder.decode(piece, { stream: true }) : decoder.decode();
  } catch {
    throw refuse("invalid", "importEncoding");
  }
  if (text.includes("\0")) throw refuse("invalid", "importNul");
  return text;
}

export const tooLarge = (megabytes = MAX_MEGABYTES) =>
  refuse("invalid", "importTooLarge", { megabytes });
