import type { FileHandle } from "node:fs/promises";
import type { Part } from "./part-of";
import { beginUnfinished } from "./unfinished";

/** Read at a time, and only when the reader has taken the one before: a slow line holds no more. */
const CHUNK = 256 * 1024;

interface Reader {
  /** Aborted when the reader went away, also before the first byte. */
  readonly signal: AbortSignal;
  /** How many bytes were taken: called once, however it ends. */
  readonly onEnd: (bytes: number) => Promise<void>;
}

/**
 * A part of an open file as a stream. All is sent, the reader goes away, or the file can't be read on:
 * each way the file is closed.
 */
export function streamPart(
  handle: FileHandle,
  { start, end }: Pick<Part, "start" | "end">,
  { signal, onEnd }: Reader,
): ReadableStream<Uint8Array> {
  let at = start;
  let taken = 0;
  let isOver = false;
  const isWritten = beginUnfinished();
  const finish = async () => {
    if (isOver) return;
    isOver = true;
    try {
      await handle.close();
      await onEnd(taken);
    } finally {
      isWritten();
    }
  };
  signal.addEventListener("abort", () => void finish());
  if (signal.aborted) void finish();
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        // Asked for more, so everything before was taken.
        taken = at - start;
        try {
          const chunk = at > end || isOver ? null : await read(handle, at, end);
          // The reader may have gone while the disk was at it.
          if (chunk && !isOver) {
            at += chunk.length;
            controller.enqueue(chunk);
            return;
          }
        } catch (error) {
          await finish();
          throw error;
        }
        await finish();
        controller.close();
      },
      cancel: finish,
    },
    { highWaterMark: 0 },
  );
}

async function read(handle: FileHandle, at: number, end: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(Math.min(CHUNK, end + 1 - at));
  const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
  if (bytesRead === 0) throw new Error("A software file became shorter while it was sent");
  return buffer.subarray(0, bytesRead);
}
