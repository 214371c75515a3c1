import type { z } from "zod";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import type { Actor } from "../policy/actor";
import { stopImport } from "./end-import";
import { authorizeImports, findImport } from "./import-actor";
import type { importIdSchema } from "./start-import";

/** Stops a running import; who was invited by then stays invited. Throws `conflict` when it doesn't run. */
export async function cancelImport(
  actor: Actor,
  { importId }: z.infer<typeof importIdSchema>,
  now = new Date(),
): Promise<void> {
  authorizeImports(actor);
  await transaction(async (tx) => {
    const { id, purchasingAccountId } = await findImport(tx, actor, importId);
    const run = { id, purchasingAccountId, reason: "importStopped" };
    if (!(await stopImport(tx, actor, run, now))) throw refuse("conflict", "importNotRunning");
  });
}
