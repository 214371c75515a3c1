import { z } from "zod";
import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import { liftSuppression } from "../mail/suppression";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { findInvitation } from "./find-invitation";
import { renewInvitation } from "./renew-invitation";

export const invitationIdSchema = z.object({ invitationId: z.uuid("notFound") });

/**
 * Sends an invitation again (R60, decision 8): a fresh link, 60 new days, earlier links dead. It
 * renews an expired one in place and releases a held one, since the actor may assign its roles.
 * Throws `limited` inside the gap or beyond the daily number, `conflict` when it is no longer open.
 */
export async function resendInvitation(
  actor: Actor,
  { invitationId }: z.infer<typeof invitationIdSchema>,
  now = new Date(),
): Promise<{ email: string }> {
  authorize(actor, "users.invite");
  return transaction(async (tx) => {
    const { membership, kind } = await findInvitation(tx, actor, invitationId);
    await liftSuppression(tx, membership.emailKey);
    await renewInvitation(tx, { invitationId, invitee: membership }, now);
    await tx.invitation.update({ where: { id: invitationId }, data: { heldAt: null } });
    // The agreement's record gave the designated administrator their roles, and goes on doing so.
    if (kind === "COLLEAGUE") {
      await tx.membership.update({
        where: { id: membership.id },
        data: { grantedById: actor.membershipId },
      });
    }
    await recordEvent(tx, actor, now, {
      action: "invitation.resent",
      object: { kind: "invitation", id: invitationId },
      purchasingAccountId: actor.purchasingAccountId,
      data: { membershipId: membership.id },
    });
    return { email: membership.email };
  });
}
