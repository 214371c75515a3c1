import { refuse } from "../errors";
import { logger } from "../logger";
import type { Actor, MemberActor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { fileHeaders } from "./file-headers";
import { type OpenedLink, openLink } from "./open-link";
import { openStored } from "./open-stored";
import { partOf } from "./part-of";
import { recordSent, recordStart } from "./record-download";
import { streamPart } from "./stream-part";
import { tellOfUnavailable } from "./tell-of-unavailable";

interface Asked {
  readonly token: string;
  /** HEAD asks what it would be, and neither opens nor records anything. */
  readonly isHead: boolean;
  readonly range: string | null;
  readonly ifRange: string | null;
  /** Aborted when whoever asked has gone. */
  readonly signal: AbortSignal;
}

/**
 * Answers a link with the file, a part of it (206), or the word that there is no such part (416). Throws
 * `forbidden`, `notFound` and `gone` as openLink, and `gone` when the storage doesn't have the file.
 */
export async function sendFile(actor: Actor, asked: Asked, now = new Date()): Promise<Response> {
  authorize(actor, "downloads.use");
  const link = await openLink(actor, asked.token, now);
  const { headers, etag, size } = fileHeaders(link.file);
  const whole = { "Content-Length": String(size) };
  if (asked.isHead) return new Response(null, { headers: { ...headers, ...whole } });
  const part = partOf(size, etag, asked);
  if (!part) {
    const unsatisfied = { "Content-Range": `bytes */${size}`, "Accept-Ranges": "bytes" };
    return new Response(null, { status: 416, headers: unsatisfied });
  }
  const handle = await openOrTell(actor, link, now);
  const { start, end } = part;
  const range = { "Content-Range": `bytes ${start}-${end}/${size}` };
  const length = { "Content-Length": String(end - start + 1) };
  try {
    const downloadId = await recordStart(actor, link, now);
    const body = streamPart(handle, part, {
      signal: asked.signal,
      onEnd: (bytes) => noteSent(actor, { downloadId, start, bytes }),
    });
    return new Response(body, {
      status: part.isWhole ? 200 : 206,
      headers: { ...headers, ...length, ...(part.isWhole ? {} : range) },
    });
  } catch (error) {
    await handle.close();
    throw error;
  }
}

async function openOrTell(actor: MemberActor, { file }: OpenedLink, now: Date) {
  const stored = await openStored(file);
  if ("handle" in stored) return stored.handle;
  await tellOfUnavailable(actor, file, stored.unavailable, now);
  throw refuse("gone", "downloadUnavailable");
}

/** Long after the answer began: nobody is left to be told that the database is gone. */
async function noteSent(actor: MemberActor, sent: Parameters<typeof recordSent>[1]) {
  await recordSent(actor, sent, new Date()).catch((error: unknown) =>
    logger.error({ err: error }, "what was sent of a download could not be recorded"),
  );
}
