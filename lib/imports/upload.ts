import { refuse } from "../errors";
import { readParts } from "../multipart/read-parts";

export interface Upload {
  readonly fileName: string;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/** The file of a posted form. Throws `invalid` when there is none. Fields behind the file are not read. */
export async function readUpload(
  contentType: string,
  body: AsyncIterable<Uint8Array>,
): Promise<Upload> {
  const parts = readParts(contentType, body)[Symbol.asyncIterator]();
  for (let next = await parts.next(); next.done !== true; next = await parts.next()) {
    const { fileName, bytes } = next.value;
    if (fileName !== null) return { fileName, bytes };
  }
  throw refuse("invalid", "importNoFile");
}
