import type { z } from "zod";
import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import type { Actor } from "../policy/actor";
import { authorize, mayApproveHeld } from "../policy/authorize";
import { findInvitation } from "./find-invitation";
import type { invitationIdSchema } from "./resend-invitation";

/**
 * The one button for a held invitation (decision 5): an Account Administrator takes over its roles,
 * and the link that the person has works again. Throws `conflict` when it isn't held any more.
 */
export async function approveInvitation(
  actor: Actor,
  { invitationId }: z.infer<typeof invitationIdSchema>,
  now = new Date(),
): Promise<void> {
  authorize(actor, "users.manage");
  await transaction(async (tx) => {
    const { membership } = await findInvitation(tx, actor, invitationId);
    if (!mayApproveHeld(actor)) throw refuse("forbidden", "forbidden");
    const { count } = await tx.invitation.updateMany({
      where: { id: invitationId, status: "PENDING", heldAt: { not: null } },
      data: { heldAt: null },
    });
    if (count === 0) throw refuse("conflict", "invitationNotOpen");
    await tx.membership.update({
      where: { id: membership.id },
      data: { grantedById: actor.membershipId },
    });
    await recordEvent(tx, actor, now, {
      action: "invitation.approved",
      object: { kind: "invitation", id: invitationId },
      purchasingAccountId: actor.purchasingAccountId,
      data: { membershipId: membership.id, roles: membership.roles },
    });
  });
}
