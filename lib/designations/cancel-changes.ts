import { recordEvent } from "../audit/record-event";
import type { Tx } from "../db/client";
import type { Actor } from "../policy/actor";
import { OPEN } from "./change-states";

/**
 * Cancels the open change of an account's designation, when its partner leaves or its agreement ends
 * (edges 30, 53). The caller holds the account's lock.
 */
export async function cancelChanges(
  tx: Tx,
  actor: Actor,
  purchasingAccountId: string,
  now: Date,
): Promise<void> {
  const cancelled = await tx.designationChange.updateManyAndReturn({
    where: { purchasingAccountId, state: { in: OPEN } },
    data: { state: "CANCELLED", endedAt: now },
    select: { id: true },
  });
  for (const { id } of cancelled) {
    await recordEvent(tx, actor, now, {
      action: "designation.change_cancelled",
      object: { kind: "designationChange", id },
      purchasingAccountId,
    });
  }
}
