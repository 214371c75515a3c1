import { createCipheriv, createHash } from "node:crypto";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { crc32 } from "node:zlib";
import { env } from "../lib/env";

export interface DemoFile {
  readonly product: string;
  readonly name: string;
  readonly version: string;
  readonly language: string;
  readonly platform: string;
  /** Of what it holds; the archive around it takes some hundred bytes more. */
  readonly bytes: number;
}

/** What files.csv says of a written file. */
export interface Written extends DemoFile {
  readonly path: string;
  readonly size: number;
  readonly sha256: string;
}

/**
 * Writes one made-up installer below the storage directory: a ZIP archive that opens, with a text and
 * bytes that are the same on each machine.
 */
export async function writeDemoFile(file: DemoFile): Promise<Written> {
  const { product, version, language, platform } = file;
  const text = `${file.name} ${version}\r\n${language}, ${platform}\r\nMade up for the demo. It installs nothing.\r\n`;
  const archive = zip([
    { name: "README.txt", data: Buffer.from(text) },
    { name: "setup.bin", data: noise([product, version, language, platform].join(), file.bytes) },
  ]);
  const words = [file.name, version, language, platform].join(" ").toLowerCase();
  const below = `${product.toLowerCase()}/${words.replace(/[^a-z0-9.]+/g, "-")}.zip`;
  const place = path.join(env.storageDirectory, ...below.split("/"));
  await mkdir(path.dirname(place), { recursive: true });
  await writeFile(place, archive);
  const sha256 = createHash("sha256").update(archive).digest("hex");
  return { ...file, path: below, size: archive.length, sha256 };
}

/** Bytes that don't compress, as those of an installer; the same ones for the same words. */
function noise(words: string, bytes: number): Buffer {
  const key = createHash("sha256").update(words).digest();
  return createCipheriv("aes-256-ctr", key, Buffer.alloc(16)).update(Buffer.alloc(bytes));
}

interface Entry {
  readonly name: string;
  readonly data: Buffer;
}

/** A ZIP archive whose entries are stored as they are. */
function zip(entries: readonly Entry[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const { name, data } of entries) {
    const shared = Buffer.alloc(26);
    // Version 2.0, stored, 1 January 2026.
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(0x5c21, 8);
    shared.writeUInt32LE(crc32(data), 10);
    shared.writeUInt32LE(data.length, 14);
    shared.writeUInt32LE(data.length, 18);
    shared.writeUInt16LE(name.length, 22);
    files.push(Buffer.from("PK\x03\x04"), shared, Buffer.from(name), data);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(at, 10);
    directory.push(Buffer.from("PK\x01\x02\x14\x00"), shared, place, Buffer.from(name));
    at += 4 + shared.length + name.length + data.length;
  }
  const size = directory.reduce((sum, { length }) => sum + length, 0);
  const end = Buffer.alloc(18);
  end.writeUInt16LE(entries.length, 4);
  end.writeUInt16LE(entries.length, 6);
  end.writeUInt32LE(size, 8);
  end.writeUInt32LE(at, 12);
  return Buffer.concat([...files, ...directory, Buffer.from("PK\x05\x06"), end]);
}
