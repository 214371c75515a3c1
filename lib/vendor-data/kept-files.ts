import { createCipheriv, createDecipheriv, randomBytes } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, readdir, rm, stat } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { z } from "zod";
import { db } from "../db/client";
import { env } from "../env";
import { decrypt, encrypt } from "../secrets";
import { FILE_NAMES, type FileName } from "./files";
import type { DataFiles } from "./import-data";

const NONCE = 12;
const TAG = 16;

/** A key of 32 bytes as base64, sealed. */
const HEAD = NONCE + TAG + 44;

/** Milliseconds after which a folder that no import waits for was left behind by a process that ended. */
const LEFT_BEHIND = 60 * 60 * 1000;

const uploads = () => path.join(env.dataDirectory, "uploads");
const folderOf = (importId: string) => path.join(uploads(), importId);
const placeOf = (importId: string, name: FileName) => path.join(folderOf(importId), name);

/**
 * Keeps an uploaded file until the worker has imported it. Sealed, since it may hold product keys: what
 * a cut-off leaves on the disk opens for nobody without SECRETS. A key of its own, sealed like what stands in
 * rows, then AES-256-GCM as nonce, text and tag.
 */
export async function keepFile(
  importId: string,
  name: FileName,
  bytes: AsyncIterable<Uint8Array>,
): Promise<void> {
  await mkdir(folderOf(importId), { recursive: true, mode: 0o700 });
  const file = createWriteStream(placeOf(importId, name), { flags: "wx", mode: 0o600 });
  await pipeline(sealed(bytes, as(importId, name)), file);
}

async function* sealed(bytes: AsyncIterable<Uint8Array>, owner: ReturnType<typeof as>) {
  const [key, nonce] = [randomBytes(32), randomBytes(NONCE)];
  const cipher = createCipheriv("aes-256-gcm", key, nonce);
  yield encrypt(key.toString("base64"), owner);
  yield nonce;
  for await (const piece of bytes) yield cipher.update(piece);
  yield Buffer.concat([cipher.final(), cipher.getAuthTag()]);
}

/** The kept files of an import; one that isn't what was kept fails when it has been read to its end. */
export async function keptFiles(importId: string): Promise<DataFiles> {
  const names = await readdir(folderOf(importId)).catch((): string[] => []);
  const there = FILE_NAMES.filter((name) => names.includes(name));
  return Object.fromEntries(there.map((name) => [name, () => opened(importId, name)]));
}

async function* opened(importId: string, name: FileName): AsyncGenerator<Uint8Array> {
  const place = placeOf(importId, name);
  const { size } = await stat(place);
  const key = decrypt(await bytesAt(place, 0, HEAD), as(importId, name));
  if (key === undefined) throw new Error("an uploaded file doesn't open: its secret is gone");
  const [nonce, tag] = [await bytesAt(place, HEAD, NONCE), await bytesAt(place, size - TAG, TAG)];
  const decipher = createDecipheriv("aes-256-gcm", Buffer.from(key, "base64"), nonce, {
    authTagLength: TAG,
  });
  decipher.setAuthTag(tag);
  if (size > HEAD + NONCE + TAG) {
    const text = createReadStream(place, { start: HEAD + NONCE, end: size - TAG - 1 });
    for await (const piece of text as AsyncIterable<Buffer>) yield decipher.update(piece);
  }
  decipher.final();
}

async function bytesAt(place: string, position: number, length: number): Promise<Buffer> {
  const file = await open(place);
  try {
    const { buffer } = await file.read(Buffer.alloc(length), 0, length, position);
    return buffer;
  } finally {
    await file.close();
  }
}

const as = (importId: string, name: FileName) =>
  ({ purpose: "upload", owner: `${importId}/${name}` }) as const;

export async function forgetFiles(importId: string): Promise<void> {
  await rm(folderOf(importId), { recursive: true, force: true });
}

/** Removes what uploads and imports that were cut off have left. How many folders it were. */
export async function forgetOldFiles(now = new Date()): Promise<number> {
  const folders = await readdir(uploads()).catch((): string[] => []);
  let removed = 0;
  for (const id of folders.filter((name) => z.uuid().safeParse(name).success)) {
    const entry = await stat(folderOf(id)).catch(() => null);
    if (!entry || now.getTime() - entry.mtimeMs < LEFT_BEHIND) continue;
    if (await db.dataImport.findFirst({ where: { id, state: "RUNNING" } })) continue;
    await forgetFiles(id);
    removed += 1;
  }
  return removed;
}
