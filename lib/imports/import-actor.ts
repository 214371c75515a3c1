import type { Tx } from "../db/client";
import { notFound } from "../errors";
import type { Actor, MemberActor } from "../policy/actor";
import { authorize } from "../policy/authorize";

/** Only who manages users imports them, and only who may invite. */
export function authorizeImports(actor: Actor): asserts actor is MemberActor {
  authorize(actor, "users.manage");
  authorize(actor, "users.invite");
}

/** An import of the actor's purchasing account; another account's doesn't exist. */
export async function findImport(tx: Tx, actor: MemberActor, importId: string) {
  const { purchasingAccountId } = actor;
  const run = await tx.importRun.findFirst({ where: { id: importId, purchasingAccountId } });
  if (!run) throw notFound();
  return run;
}
