import { db } from "../db/client";
import { transaction } from "../db/transaction";
import { DomainError } from "../errors";
import { addJob } from "../jobs/add-job";
import { logger } from "../logger";
import type { OperatorActor } from "../policy/actor";
import { ended, endAsFailed } from "./end-data-import";
import { importData } from "./import-data";
import { forgetFiles, keptFiles } from "./kept-files";

const log = logger.child({ part: "import" });

/** Milliseconds after which an import that found another one running tries again. */
const AGAIN = 5000;

/**
 * Imports the kept files of an upload and removes them, whatever becomes of it. One that was begun
 * already was cut off with its worker: it changed nothing, and its page says so.
 */
export async function runDataImport(importId: string, now = new Date()): Promise<void> {
  const row = await db.dataImport.findFirst({ where: { id: importId, state: "RUNNING" } });
  if (row?.step === null && (await isBusy(row, now))) return;
  // Only where it hasn't come to an end in words.
  await endAsFailed({ id: importId }, now);
  await forgetFiles(importId);
}

interface Row {
  readonly id: string;
  readonly byId: string | null;
  readonly dryRun: boolean;
}

/** Runs it; true when it has to wait for another one. */
async function isBusy({ id: importId, byId, dryRun }: Row, now: Date): Promise<boolean> {
  const operator = await findOperator(byId);
  if (!operator) {
    await refuseGone(importId, now);
    return false;
  }
  try {
    await importData(operator, await keptFiles(importId), { dryRun, importId }, now);
    return false;
  } catch (error) {
    const isWaiting = error instanceof DomainError && error.sentence.key === "dataRunning";
    if (isWaiting) await tryAgain(importId, now);
    // What a database's error tells besides may hold rows: only its message goes to the log.
    else
      log.error({ importId, reason: messageOf(error) }, "an import of the vendor's files failed");
    return isWaiting;
  }
}

const messageOf = (error: unknown) => (error instanceof Error ? error.message : "unknown");

/** Who uploaded the files, with the rights of this moment (decision 7). */
async function findOperator(userId: string | null): Promise<OperatorActor | null> {
  if (userId === null) return null;
  const where = { userId, endedAt: null, user: { disabledAt: null } };
  return (await db.operator.findFirst({ where })) && { kind: "operator", userId };
}

async function refuseGone(importId: string, now: Date): Promise<void> {
  const sentence = { key: "dataOperatorGone" };
  const problems = [{ file: "", line: null, column: null, sentence }];
  await db.dataImport.updateMany({
    where: { id: importId, state: "RUNNING" },
    data: ended({ state: "REFUSED", names: [], problems }, now),
  });
}

function tryAgain(importId: string, now: Date): Promise<void> {
  const job = { task: "runDataImport", payload: { importId } } as const;
  return transaction((tx) => addJob(tx, job, new Date(now.getTime() + AGAIN)));
}
