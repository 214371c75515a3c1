import { db } from "../db/client";
import type { Actor } from "../policy/actor";
import { authorizeImports, findImport } from "./import-actor";
import type { CellError } from "./read-person";
import { asReasons, asRowData, cellsOf } from "./row-data";

/** Mistakes that the page shows; all of them stand in the file. */
const SHOWN = 100;

export interface ImportCounts {
  readonly invited: number;
  readonly unchanged: number;
  readonly refused: number;
  readonly open: number;
  /** What the dry run found: rows that will be refused, and rows that will change nothing. */
  readonly wrong: number;
  readonly known: number;
}

export interface Mistake {
  readonly rowNo: number;
  readonly email: string;
  readonly reasons: readonly CellError[];
}

/** One import of the actor's purchasing account, as its page shows it. */
export async function readImport(actor: Actor, importId: string) {
  authorizeImports(actor);
  const run = await findImport(db, actor, importId);
  const counts = await countOutcomes(importId);
  const ended = run.state === "DONE" || run.state === "CANCELLED";
  return {
    ...run,
    isMine: run.byId === actor.membershipId,
    counts,
    mistakes: await mistakesOf(importId, ended),
    stoppedBecause: run.state === "CANCELLED" ? await lastReason(importId) : null,
  };
}

export type ImportView = Awaited<ReturnType<typeof readImport>>;

async function countOutcomes(importId: string): Promise<ImportCounts> {
  const [counts] = await db.$queryRaw<[ImportCounts]>`
    SELECT count(*) FILTER (WHERE "outcome" = 'INVITED')::int AS "invited",
      count(*) FILTER (WHERE "outcome" = 'UNCHANGED')::int AS "unchanged",
      count(*) FILTER (WHERE "outcome" = 'REFUSED')::int AS "refused",
      count(*) FILTER (WHERE "outcome" IS NULL)::int AS "open",
      count(*) FILTER (WHERE "outcome" IS NULL AND "errors" IS NOT NULL)::int AS "wrong",
      count(*) FILTER (WHERE "outcome" IS NULL AND "errors" IS NULL AND "reason" IS NOT NULL)::int
        AS "known"
    FROM "ImportRow" WHERE "runId" = ${importId}::uuid`;
  return counts;
}

/** Before the end what the dry run found, afterwards what was refused. */
async function mistakesOf(importId: string, ended: boolean): Promise<Mistake[]> {
  const rows = await db.$queryRaw<{ rowNo: number; data: unknown; reasons: unknown }[]>`
    SELECT "rowNo", "data", coalesce("errors", "reason") AS "reasons" FROM "ImportRow"
    WHERE "runId" = ${importId}::uuid
      AND CASE WHEN ${ended} THEN "outcome" = 'REFUSED' ELSE "errors" IS NOT NULL END
    ORDER BY "rowNo" LIMIT ${SHOWN}`;
  return rows.map(({ rowNo, data, reasons }) => ({
    rowNo,
    email: cellsOf(asRowData(data)).email,
    reasons: asReasons(reasons),
  }));
}

/** Whatever ended a run before its end is the reason of its last row. */
async function lastReason(importId: string): Promise<CellError | null> {
  const row = await db.importRow.findFirst({
    where: { runId: importId },
    orderBy: { rowNo: "desc" },
    select: { reason: true },
  });
  return asReasons(row?.reason)[0] ?? null;
}
