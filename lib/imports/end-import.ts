import { recordEvent } from "../audit/record-event";
import type { Tx } from "../db/client";
import type { Actor } from "../policy/actor";

interface Run {
  readonly id: string;
  readonly purchasingAccountId: string;
}

/** Brings the run's counters up to what its rows say. Returns how many rows are still open. */
export async function countRows(tx: Tx, { id }: Run): Promise<number> {
  const [row] = await tx.$queryRaw<{ open: number }[]>`
    UPDATE "ImportRun" SET "done" = c."done", "refused" = c."refused"
    FROM (SELECT count(*) FILTER (WHERE "outcome" IS NOT NULL)::int AS "done",
                 count(*) FILTER (WHERE "outcome" = 'REFUSED')::int AS "refused"
          FROM "ImportRow" WHERE "runId" = ${id}::uuid) c
    WHERE "id" = ${id}::uuid RETURNING "total" - c."done" AS "open"`;
  return row?.open ?? 0;
}

/** Every row has its outcome. */
export async function finishImport(tx: Tx, actor: Actor, run: Run, now: Date): Promise<void> {
  const { count } = await tx.importRun.updateMany({
    where: { id: run.id, state: "RUNNING" },
    data: { state: "DONE", endedAt: now },
  });
  if (count === 1) await recordEnd(tx, actor, run, "import.done", now);
}

/**
 * Ends a run before its last row: the open ones are refused, with the reason. Returns false when it
 * doesn't run. A row that is being imported at this moment is waited for and keeps its outcome.
 */
export async function stopImport(
  tx: Tx,
  actor: Actor,
  run: Run & { readonly reason: string },
  now: Date,
): Promise<boolean> {
  const { count } = await tx.importRun.updateMany({
    where: { id: run.id, state: "RUNNING" },
    data: { state: "CANCELLED", endedAt: now },
  });
  if (count === 0) return false;
  const reason = [{ column: null, key: run.reason }];
  await tx.importRow.updateMany({
    where: { runId: run.id, outcome: null },
    data: { outcome: "REFUSED", reason },
  });
  await countRows(tx, run);
  await recordEnd(tx, actor, run, "import.stopped", now);
  return true;
}

async function recordEnd(tx: Tx, actor: Actor, run: Run, action: string, now: Date) {
  const { done, refused } = await tx.importRun.findUniqueOrThrow({ where: { id: run.id } });
  await recordEvent(tx, actor, now, {
    action,
    object: { kind: "import", id: run.id },
    purchasingAccountId: run.purchasingAccountId,
    data: { rows: done, refused },
  });
}
