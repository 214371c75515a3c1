import type { z } from "zod";
import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { findInvitation } from "./find-invitation";
import type { invitationIdSchema } from "./resend-invitation";

/**
 * Withdraws an open invitation: its links show the neutral page from now on, and the address may be
 * invited again at once. Throws `conflict` when it is no longer open.
 */
export async function revokeInvitation(
  actor: Actor,
  { invitationId }: z.infer<typeof invitationIdSchema>,
  now = new Date(),
): Promise<{ email: string }> {
  authorize(actor, "users.invite");
  return transaction(async (tx) => {
    const { membership } = await findInvitation(tx, actor, invitationId);
    const { count } = await tx.invitation.updateMany({
      where: { id: invitationId, status: "PENDING" },
      data: { status: "REVOKED", endedAt: now },
    });
    if (count === 0) throw refuse("conflict", "invitationNotOpen");
    await tx.membership.update({ where: { id: membership.id }, data: { status: "REMOVED" } });
    await recordEvent(tx, actor, now, {
      action: "invitation.revoked",
      object: { kind: "invitation", id: invitationId },
      purchasingAccountId: actor.purchasingAccountId,
      data: { membershipId: membership.id },
    });
    return { email: membership.email };
  });
}
