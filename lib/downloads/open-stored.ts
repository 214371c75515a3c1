import { constants } from "node:fs";
import { type FileHandle, open, realpath } from "node:fs/promises";
import path from "node:path";
import { env } from "../env";
import { isStoragePath } from "./storage-path";

/** A file as the records have it. */
export interface Recorded {
  readonly path: string;
  readonly size: bigint;
}

/** Why a recorded file can't be read: it isn't there, has another size, or leads out of the storage. */
export type Unavailable = "missing" | "size" | "place";

/**
 * Opens a recorded file below the storage directory. Never through a link, wherever it leads: what lies
 * outside is nobody's business. The caller closes it.
 */
export async function openStored(
  file: Recorded,
): Promise<{ handle: FileHandle } | { unavailable: Unavailable }> {
  if (!isStoragePath(file.path)) return { unavailable: "place" };
  let handle: FileHandle | undefined;
  try {
    const below = path.join(await realpath(env.storageDirectory), ...file.path.split("/"));
    if ((await realpath(below)) !== below) return { unavailable: "place" };
    handle = await open(below, READ);
    const stat = await handle.stat();
    const unavailable = !stat.isFile()
      ? "missing"
      : BigInt(stat.size) === file.size
        ? null
        : "size";
    if (unavailable === null) return { handle };
    await handle.close();
    return { unavailable };
  } catch (error) {
    await handle?.close();
    if (isFileError(error)) return { unavailable: "missing" };
    throw error;
  }
}

/** No link as the last part, and no waiting for whoever writes into a pipe. */
const READ = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/** What the file system says of a place that can't be read; anything else is a bug. */
function isFileError(error: unknown): boolean {
  const code = error instanceof Error && "code" in error ? error.code : "";
  return [
    ...["ENOENT", "ENOTDIR", "EISDIR", "ELOOP", "EACCES", "EPERM"],
    ...["EIO", "ENXIO", "ENAMETOOLONG", "ESTALE"],
  ].includes(String(code));
}
