import { z } from "zod";
import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import { notFound, refuse } from "../errors";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { lockSubscription } from "./give-seats";

export const reclaimSeatSchema = z.object({ seatId: z.uuid("notFound") });

/**
 * Takes a seat back, for good as far as the automatic goes; also from a subscription that has ended.
 * Throws `conflict` for whoever comes second.
 */
export async function reclaimSeat(
  actor: Actor,
  { seatId }: z.infer<typeof reclaimSeatSchema>,
  now = new Date(),
): Promise<{ email: string }> {
  authorize(actor, "provisioning.use");
  const { purchasingAccountId, membershipId } = actor;
  return transaction(async (tx) => {
    const seat = await tx.seat.findFirst({ where: { id: seatId, purchasingAccountId } });
    if (!seat) throw notFound();
    const { subscriptionId, email } = seat;
    await lockSubscription(tx, subscriptionId);
    const { count } = await tx.seat.updateMany({
      where: { id: seatId, releasedAt: null },
      data: { releasedAt: now, releasedById: membershipId },
    });
    if (count === 0) throw refuse("conflict", "seatReclaimed");
    await tx.subscription.update({
      where: { id: subscriptionId },
      data: { seatsTaken: { decrement: 1 } },
    });
    await recordEvent(tx, actor, now, {
      action: "seat.reclaimed",
      object: { kind: "seat", id: seatId },
      purchasingAccountId,
      data: { subscriptionId },
      personal: { before: { email } },
    });
    return { email };
  });
}
