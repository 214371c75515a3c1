import { z } from "zod";
import { recordEvent } from "../audit/record-event";
import { isUniqueViolation } from "../db/is-unique-violation";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import { requireLiveAgreement } from "../invitations/require-live-agreement";
import { addJob } from "../jobs/add-job";
import type { Actor } from "../policy/actor";
import { authorizeImports, findImport } from "./import-actor";

export const importIdSchema = z.object({ importId: z.uuid("notFound") });

/**
 * Lets the worker import a checked file. Only who had it checked starts it: their roles decided what is
 * wrong with it. Throws `conflict` when it was started already, or another one runs in the account.
 */
export async function startImport(
  actor: Actor,
  { importId }: z.infer<typeof importIdSchema>,
  now = new Date(),
): Promise<void> {
  authorizeImports(actor);
  await transaction(async (tx) => {
    const run = await findImport(tx, actor, importId);
    if (run.byId !== actor.membershipId) throw refuse("forbidden", "importNotYours");
    const { purchasingAccountId } = actor;
    await requireLiveAgreement(tx, purchasingAccountId, now);
    const { count } = await tx.importRun.updateMany({
      where: { id: importId, state: "CHECKED" },
      data: { state: "RUNNING", startedAt: now },
    });
    if (count === 0) throw refuse("conflict", "importStarted");
    await recordEvent(tx, actor, now, {
      action: "import.started",
      object: { kind: "import", id: importId },
      purchasingAccountId,
      data: { rows: run.total },
    });
    await addJob(tx, { task: "runImport", payload: { importId } });
  }).catch((error: unknown) => {
    // The partial unique index: one import runs in an account.
    throw isUniqueViolation(error) ? refuse("conflict", "importRunning") : error;
  });
}
