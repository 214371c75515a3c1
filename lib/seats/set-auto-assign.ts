import { z } from "zod";
import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import { addJob } from "../jobs/add-job";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { requireAssignable } from "./require-assignable";
import { findSubscription } from "./subscription-scope";

export const setAutoAssignSchema = z.object({
  subscriptionId: z.uuid("notFound"),
  intent: z.enum(["on", "off"], "notFound"),
});

/**
 * Turns on or off that members with an eligible address get a seat by themselves. Turned on, the worker
 * begins with those who are here already. Seats that were given stay when it is turned off.
 */
export async function setAutoAssign(
  actor: Actor,
  { subscriptionId, intent }: z.infer<typeof setAutoAssignSchema>,
  now = new Date(),
): Promise<void> {
  authorize(actor, "provisioning.use");
  const autoAssign = intent === "on";
  await transaction(async (tx) => {
    const subscription = await findSubscription(tx, actor, subscriptionId);
    if (autoAssign) await requireAssignable(tx, subscription, now);
    const { purchasingAccountId } = actor;
    const { count } = await tx.subscription.updateMany({
      where: { id: subscription.id, autoAssign: !autoAssign },
      data: { autoAssign },
    });
    if (count === 0) throw refuse("conflict", "changedMeanwhile");
    await recordEvent(tx, actor, now, {
      action: autoAssign ? "subscription.automatic_on" : "subscription.automatic_off",
      object: { kind: "subscription", id: subscription.id },
      purchasingAccountId,
    });
    if (autoAssign) await addJob(tx, { task: "assignSeats", payload: { subscriptionId } });
  });
}
