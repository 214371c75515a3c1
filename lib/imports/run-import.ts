import { agreementStatus } from "../agreements/agreement-status";
import { db } from "../db/client";
import { transaction } from "../db/transaction";
import { addJob } from "../jobs/add-job";
import { SYSTEM, type MemberActor } from "../policy/actor";
import { allows } from "../policy/permissions";
import { sortRoles } from "../policy/roles";
import { countRows, finishImport, stopImport } from "./end-import";
import { importRows } from "./import-rows";

/** Rows of one job: after so many, the importer's rights are read again, and a worker may stop. */
const BATCH = 200;

/** Rows of one transaction: few enough that nobody else who invites here waits for long. */
const AT_ONCE = 50;

/** Milliseconds that a row may take; its mail waits until the rows should be done, since both want the processor. */
const PER_ROW = 6;

/**
 * Imports the next rows of a running import, and queues itself for those behind them. It goes on at the
 * first row without an outcome, so it may be cut off anywhere and called any number of times.
 */
export async function runImport(importId: string, now = new Date()): Promise<void> {
  const run = await db.importRun.findFirst({ where: { id: importId, state: "RUNNING" } });
  if (!run) return;
  const importer = await readImporter(run, now);
  if (typeof importer === "string") {
    const stopped = { ...run, reason: importer };
    await transaction((tx) => stopImport(tx, SYSTEM, stopped, now));
    return;
  }
  const rows = await db.importRow.findMany({
    where: { runId: importId, outcome: null },
    orderBy: { rowNo: "asc" },
    take: BATCH,
  });
  const sendAt = new Date((run.startedAt ?? now).getTime() + run.total * PER_ROW);
  for (let from = 0; from < rows.length; from += AT_ONCE) {
    const some = rows.slice(from, from + AT_ONCE);
    await importRows(importer, { runId: importId, rows: some, sendAt }, now);
  }
  await transaction(async (tx) => {
    if ((await countRows(tx, run)) === 0) await finishImport(tx, importer, run, now);
    else await addJob(tx, { task: "runImport", payload: { importId } });
  });
}

/** Who imports, with the rights of this moment (decision 7); or the key of why it has to stop. */
async function readImporter(
  run: { byId: string; purchasingAccountId: string },
  now: Date,
): Promise<MemberActor | string> {
  const { byId, purchasingAccountId } = run;
  const found = await db.membership.findFirst({
    where: { id: byId, purchasingAccountId, status: "ACTIVE", user: { disabledAt: null } },
    select: {
      userId: true,
      roles: true,
      purchasingAccount: { select: { agreement: { select: { status: true, endsOn: true } } } },
    },
  });
  if (!found?.userId) return "importImporterGone";
  const { agreement } = found.purchasingAccount;
  if (agreementStatus(agreement, now) !== "ACTIVE") return "agreementOver";
  const roles = sortRoles(found.roles);
  if (!allows(roles, "users.manage") || !allows(roles, "users.invite")) {
    return "importImporterMayNot";
  }
  const { userId } = found;
  return { kind: "member", userId, membershipId: byId, purchasingAccountId, roles };
}
