import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import { notFound } from "../errors";
import type { Actor } from "../policy/actor";
import { requireOperator } from "../policy/scope";
import { liftSuppression } from "./suppression";

/** Takes an address off the suppression list, for the operator; mails that were held back stay so. */
export async function removeSuppression(
  actor: Actor,
  { toKey }: { toKey: string },
  now = new Date(),
): Promise<void> {
  requireOperator(actor);
  await transaction(async (tx) => {
    if (!(await liftSuppression(tx, toKey))) throw notFound();
    // The trail names no address: the newest message to it stands for it.
    const { id } = await tx.emailMessage.findFirstOrThrow({
      where: { toKey },
      orderBy: { id: "desc" },
      select: { id: true },
    });
    await recordEvent(tx, actor, now, {
      action: "suppression.lifted",
      object: { kind: "message", id },
    });
  });
}
