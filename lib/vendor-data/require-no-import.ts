import type { Tx } from "../db/client";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";

/** The lock of the database session that an import holds; `importData` takes it. */
export const IMPORT_LOCK = "import data";

/**
 * Throws `conflict` while an import runs, on the command line or in the worker, or waits for the worker.
 * Within a transaction nobody else begins one until it ends.
 */
export async function requireNoImport(within?: Tx): Promise<void> {
  if (!within) return transaction((tx) => requireNoImport(tx));
  const [lock] = await within.$queryRaw<{ free: boolean }[]>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${IMPORT_LOCK}, 0)) AS "free"`;
  if (lock?.free !== true) throw refuse("conflict", "dataRunning");
  const waiting = await within.dataImport.findFirst({ where: WAITING, select: { id: true } });
  if (waiting) throw refuse("conflict", "dataRunning");
}

/** What runs says at which step it is. */
export const WAITING = { state: "RUNNING", step: null } as const;
