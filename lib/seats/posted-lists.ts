import { DomainError } from "../errors";
import { readParts, readWithin } from "../multipart/read-parts";

/** Of what is pasted, which is kept to be shown again; a file may be larger. */
const MEGABYTES = 1;

export interface PostedLists {
  readonly list: string;
  /** Undefined where none was chosen. */
  readonly file: AsyncIterable<Uint8Array> | undefined;
}

/**
 * The pasted list and the file of a posted form; the file is read while it arrives. Throws `invalid` for a
 * list that is too long, and for what isn't a form. Fields behind the file are not read.
 */
export async function readPostedLists(
  contentType: string,
  body: AsyncIterable<Uint8Array>,
): Promise<PostedLists> {
  const parts = readParts(contentType, body)[Symbol.asyncIterator]();
  let list = "";
  for (let next = await parts.next(); next.done !== true; next = await parts.next()) {
    const { field, fileName, bytes } = next.value;
    if (fileName !== null) return { list, file: bytes };
    if (field !== "list") continue;
    const text = await readWithin(MEGABYTES * 1024 * 1024, bytes);
    if (!text) throw tooLong();
    list = text.toString("utf8");
  }
  return { list, file: undefined };
}

const tooLong = () =>
  new DomainError(
    "invalid",
    { key: "checkFields" },
    { list: { key: "seatsListTooLong", values: { megabytes: MEGABYTES } } },
  );
