import { z } from "zod";
import { lockAsMember } from "../accounts/lock-as-member";
import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import { notFound, refuse } from "../errors";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { atField, checkUntil, openAt, remindedFrom, untilSchema } from "./visibility-days";

export const extendVisibilitySchema = z.object({
  visibilityId: z.uuid("notFound"),
  /** The last day as the page showed it: who was faster is noticed by it. */
  shown: z.iso.date("changedMeanwhile").transform((day) => new Date(day)),
  until: untilSchema,
});

/**
 * Changes the last day of an open grant, later or earlier. Throws `invalid` at `until`, `conflict`
 * when it has ended or somebody changed it meanwhile.
 */
export async function extendVisibility(
  actor: Actor,
  { visibilityId, shown, until }: z.infer<typeof extendVisibilitySchema>,
  now = new Date(),
): Promise<void> {
  authorize(actor, "visibility.manage");
  checkUntil(until, now);
  const { purchasingAccountId } = actor;
  if (until.getTime() === shown.getTime()) throw atField("until", { key: "visibilitySameDay" });
  await transaction(async (tx) => {
    const present = await lockAsMember(tx, actor, "visibility.manage");
    const found = await tx.partnerVisibility.findFirst({
      where: { id: visibilityId, purchasingAccountId },
    });
    if (!found) throw notFound();
    const { count } = await tx.partnerVisibility.updateMany({
      where: { AND: [{ id: visibilityId, purchasingAccountId, until: shown }, openAt(now)] },
      data: { until, remindedAt: remindedFrom(until, now) },
    });
    if (count === 0) throw refuse("conflict", "changedMeanwhile");
    await recordEvent(tx, present, now, {
      action: "visibility.extended",
      object: { kind: "visibility", id: visibilityId },
      purchasingAccountId,
      partnerId: found.partnerId,
      data: {
        before: shown.toISOString().slice(0, 10),
        after: until.toISOString().slice(0, 10),
      },
    });
  });
}
