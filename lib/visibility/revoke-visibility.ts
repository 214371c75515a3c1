import { z } from "zod";
import { lockAsMember } from "../accounts/lock-as-member";
import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import { notFound, refuse } from "../errors";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { openAt } from "./visibility-days";

export const revokeVisibilitySchema = z.object({ visibilityId: z.uuid("notFound") });

/** Ends a grant: the partner's next request finds nothing. Throws `conflict` when it has ended already. */
export async function revokeVisibility(
  actor: Actor,
  { visibilityId }: z.infer<typeof revokeVisibilitySchema>,
  now = new Date(),
): Promise<void> {
  authorize(actor, "visibility.manage");
  const { purchasingAccountId } = actor;
  await transaction(async (tx) => {
    const present = await lockAsMember(tx, actor, "visibility.manage");
    const found = await tx.partnerVisibility.findFirst({
      where: { id: visibilityId, purchasingAccountId },
    });
    if (!found) throw notFound();
    const { count } = await tx.partnerVisibility.updateMany({
      where: { id: visibilityId, purchasingAccountId, ...openAt(now) },
      data: { endedAt: now },
    });
    if (count === 0) throw refuse("conflict", "visibilityOver");
    await recordEvent(tx, present, now, {
      action: "visibility.revoked",
      object: { kind: "visibility", id: visibilityId },
      purchasingAccountId,
      partnerId: found.partnerId,
    });
  });
}
