import { randomUUID } from "node:crypto";
import { refuse } from "../errors";
import { drain, fieldText, type Part } from "../multipart/read-parts";
import type { Actor } from "../policy/actor";
import { requireOperator } from "../policy/scope";
import { FILE_NAMES, type FileName } from "./files";
import { forgetFiles, keepFile } from "./kept-files";
import { type Problem, Problems } from "./problems";
import { queueDataImport } from "./queue-data-import";
import { recordRefusal } from "./record-refusal";
import { requireNoImport } from "./require-no-import";

/** The largest set of files that is uploaded; bin/body-limit.mjs lets a little more pass. */
export const UPLOAD_MEGABYTES = 100;

/** More files than the set has aren't looked at one by one. */
const MOST_FILES = 20;

/**
 * Takes a set of the vendor's files from a posted form (D9, A8) and leaves it to the worker: to try it
 * out, or with `run` "import" for real. Files of other names are told as mistakes of an import that
 * changed nothing. Throws `invalid` when there is no file or they are too large, and `conflict` while
 * another import runs. What was kept by then is gone.
 */
export async function receiveFiles(
  actor: Actor,
  parts: AsyncIterable<Part>,
  now = new Date(),
): Promise<{ importId: string }> {
  requireOperator(actor);
  await requireNoImport();
  const importId = randomUUID();
  try {
    const { names, problems, run } = await receive(importId, parts);
    const dryRun = run !== "import";
    if (problems.total > 0) {
      await forgetFiles(importId);
      await recordRefusal(actor, { importId, names, problems, dryRun }, now);
    } else if (names.length === 0) {
      throw refuse("invalid", "importNoFile");
    } else {
      await queueDataImport(actor, { importId, names, dryRun }, now);
    }
    return { importId };
  } catch (error) {
    await forgetFiles(importId);
    throw error;
  }
}

async function receive(importId: string, parts: AsyncIterable<Part>) {
  const names: FileName[] = [];
  const problems = new Problems();
  const within = limit(UPLOAD_MEGABYTES);
  let run = "";
  for await (const part of parts) {
    const { field, fileName, bytes } = part;
    if (fileName === null) {
      // A file field that was left empty, or what the pressed button says.
      const text = await fieldText(part);
      if (field === "run") run = text;
      continue;
    }
    const name = FILE_NAMES.find((known) => known === fileName.toLowerCase());
    const wrong = name ? twice(name, names) : unknown(fileName);
    if (wrong) problems.add(wrong);
    else if (name) {
      names.push(name);
      await keepFile(importId, name, within(bytes));
      continue;
    }
    await drain(within(bytes));
    if (problems.total > MOST_FILES) break;
  }
  return { names, problems, run };
}

/** Counts over all files together. */
function limit(megabytes: number) {
  let size = 0;
  return async function* within(bytes: AsyncIterable<Uint8Array>) {
    for await (const piece of bytes) {
      size += piece.length;
      if (size > megabytes * 1024 * 1024)
        throw refuse("invalid", "dataUploadTooLarge", { megabytes });
      yield piece;
    }
  };
}

const unknown = (file: string): Problem => ({
  ...{ file, line: null, column: null },
  sentence: { key: "dataFileUnknown", values: { files: FILE_NAMES.join(", ") } },
});

function twice(name: FileName, names: readonly FileName[]): Problem | null {
  if (!names.includes(name)) return null;
  return { file: name, line: null, column: null, sentence: { key: "dataFileTwice" } };
}
