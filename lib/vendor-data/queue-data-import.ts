import { transaction } from "../db/transaction";
import { addJob } from "../jobs/add-job";
import type { Actor } from "../policy/actor";
import { requireOperator } from "../policy/scope";
import type { FileName } from "./files";
import { requireNoImport } from "./require-no-import";
import { summaryOf } from "./summary";

interface Input {
  /** Under which its files are kept. */
  readonly importId: string;
  readonly names: readonly FileName[];
  readonly dryRun: boolean;
}

/** Leaves kept files to the worker. Throws `conflict` while another import runs or waits. */
export async function queueDataImport(
  actor: Actor,
  { importId, names, dryRun }: Input,
  now = new Date(),
): Promise<void> {
  requireOperator(actor);
  await transaction(async (tx) => {
    await requireNoImport(tx);
    const place = { id: importId, state: "RUNNING", byId: actor.userId, createdAt: now } as const;
    await tx.dataImport.create({ data: { ...place, dryRun, summary: summaryOf(names) } });
    await addJob(tx, { task: "runDataImport", payload: { importId } });
  });
}
