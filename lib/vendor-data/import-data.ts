import type { PoolClient } from "pg";
import { recordEvent } from "../audit/record-event";
import { db, pool } from "../db/client";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import { resealLicenseKeys } from "../keys/reseal-license-keys";
import type { Actor } from "../policy/actor";
import { requireVendor } from "../policy/scope";
import { checkRows } from "./check-rows";
import { ended, endAsFailed } from "./end-data-import";
import { FILE_NAMES, type FileName } from "./files";
import { type Problem, Problems } from "./problems";
import { rebuildFigures } from "./rebuild-figures";
import { saveRows, type Saved } from "./save-rows";
import { IMPORT_LOCK, WAITING } from "./require-no-import";
import { stageFile } from "./stage-file";
import { summaryOf } from "./summary";

/** The files of a set that are there; each is opened once. */
export type DataFiles = Readonly<Partial<Record<FileName, () => AsyncIterable<Uint8Array>>>>;

export interface DataResult {
  /** "refused" changed nothing; a dry run that is "done" didn't either. */
  readonly state: "done" | "refused";
  readonly saved: readonly Saved[];
  /** The first hundred mistakes, and how many there are. */
  readonly problems: readonly Problem[];
  readonly refused: number;
  /** How many each file has. */
  readonly mistakes: Readonly<Record<string, number>>;
}

/**
 * Takes over a set of files from the vendor's systems (D9, A8): all of it or nothing, and the same set
 * again changes nothing. Streamed through staging tables, so its size isn't bounded by memory. Throws
 * `conflict` while another one runs, `invalid` when there is no file. `importId` is one that waits.
 */
export async function importData(
  actor: Actor,
  files: DataFiles,
  { dryRun = false, importId }: { readonly dryRun?: boolean; readonly importId?: string },
  now = new Date(),
): Promise<DataResult> {
  requireVendor(actor);
  const names = FILE_NAMES.filter((name) => files[name]);
  if (names.length === 0) throw refuse("invalid", "dataNoFiles", { files: FILE_NAMES.join(", ") });
  const client = await pool.connect();
  try {
    if (!(await isAlone(client))) throw refuse("conflict", "dataRunning");
    return await importAlone(client, actor, { files, names, dryRun, importId }, now);
  } finally {
    const ended = await client.query("ROLLBACK; SELECT pg_advisory_unlock_all()").catch(() => null);
    // A connection that doesn't answer is closed, and the lock goes with it.
    client.release(ended === null);
  }
}

interface FileSet {
  readonly files: DataFiles;
  readonly names: readonly FileName[];
  readonly dryRun: boolean;
  readonly importId: string | undefined;
}

/** A lock of the session: it ends with the process, also with one that is killed. */
async function isAlone(client: PoolClient): Promise<boolean> {
  const { rows } = await client.query<{ alone: boolean }>(
    `SELECT pg_try_advisory_lock(hashtextextended($1, 0)) AS "alone"`,
    [IMPORT_LOCK],
  );
  return rows[0]?.alone === true;
}

async function importAlone(client: PoolClient, actor: Actor, set: FileSet, now: Date) {
  // Whoever had the lock before and didn't come to an end was cut off.
  await endAsFailed({ NOT: WAITING }, now);
  const id = await begin(actor, set, now);
  try {
    // Keys are compared by what the newest of SECRETS makes of them.
    if (set.names.includes("keys.csv")) await resealLicenseKeys();
    const result = await takeOver(client, id, set, now);
    await noteEnd(actor, id, result, set, now);
    return result;
  } catch (error) {
    await endAsFailed({ id }, new Date());
    throw error;
  }
}

/** What has begun stands at a step: without one it would seem to wait. */
async function begin(actor: Actor, { names, dryRun, importId }: FileSet, now: Date) {
  const byId = actor.kind === "operator" ? actor.userId : null;
  const fresh = { state: "RUNNING", byId, createdAt: now, dryRun } as const;
  const at = { step: names[0] ?? "", summary: summaryOf(names) };
  const { id } =
    importId === undefined
      ? await db.dataImport.create({ data: { ...fresh, ...at }, select: { id: true } })
      : await db.dataImport.update({
          where: { id: importId, ...WAITING },
          data: at,
          select: { id: true },
        });
  return id;
}

/** One transaction; a mistake in a file ends it before the files that build on it are looked at. */
async function takeOver(
  client: PoolClient,
  id: string,
  { files, names, dryRun }: FileSet,
  now: Date,
): Promise<DataResult> {
  const problems = new Problems();
  const saved: Saved[] = [];
  await client.query("BEGIN");
  for (const name of names) {
    const bytes = files[name]?.();
    const tell = (rows: number) => tellProgress(id, name, rows);
    await tell(0);
    if (bytes) await stageFile(client, { name, bytes }, problems, tell);
  }
  await tellProgress(id, "save", 0);
  for (const name of problems.total > 0 ? [] : names) {
    await checkRows(client, name, problems);
    if (problems.total > 0) break;
    saved.push(...(await saveRows(client, name, now)));
  }
  if (problems.total === 0) await rebuildFigures(client, new Set(names), problems);
  const isFine = problems.total === 0;
  await client.query(isFine && !dryRun ? "COMMIT" : "ROLLBACK");
  return {
    state: isFine ? "done" : "refused",
    saved: isFine ? saved : [],
    problems: problems.told,
    refused: problems.total,
    mistakes: problems.perFile,
  };
}

/** "save" is what follows when all files are read. */
async function tellProgress(id: string, step: FileName | "save", rows: number): Promise<void> {
  await db.dataImport.update({ where: { id }, data: { step, rows } });
}

async function noteEnd(
  actor: Actor,
  id: string,
  { state, refused, ...told }: DataResult,
  { names, dryRun }: FileSet,
  now: Date,
): Promise<void> {
  await transaction(async (tx) => {
    await tx.dataImport.update({
      where: { id },
      data: ended({ state: state === "done" ? "DONE" : "REFUSED", names, ...told }, new Date()),
    });
    if (dryRun || state === "refused") return;
    const total = (what: "new" | "changed") => told.saved.reduce((sum, one) => sum + one[what], 0);
    await recordEvent(tx, actor, now, {
      action: "data.imported",
      object: { kind: "dataImport", id },
      data: { new: total("new"), changed: total("changed"), refused },
    });
  });
}
