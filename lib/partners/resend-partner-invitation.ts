import type { z } from "zod";
import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import { renewInvitation } from "../invitations/renew-invitation";
import type { invitationIdSchema } from "../invitations/resend-invitation";
import { liftSuppression } from "../mail/suppression";
import type { Actor } from "../policy/actor";
import { findPartnerInvitation } from "./find-partner-invitation";

/**
 * Sends the invitation of a partner's person again (decision 8): a fresh link, 60 new days, earlier
 * links dead. Throws `limited` inside the gap or beyond the daily number, `conflict` when it has ended.
 */
export async function resendPartnerInvitation(
  actor: Actor,
  { invitationId }: z.infer<typeof invitationIdSchema>,
  now = new Date(),
): Promise<{ email: string }> {
  return transaction(async (tx) => {
    const { partnerUser } = await findPartnerInvitation(tx, actor, invitationId);
    await liftSuppression(tx, partnerUser.emailKey);
    await renewInvitation(tx, { invitationId, invitee: partnerUser }, now);
    await recordEvent(tx, actor, now, {
      action: "invitation.resent",
      object: { kind: "invitation", id: invitationId },
      partnerId: partnerUser.partnerId,
      data: { partnerUserId: partnerUser.id },
    });
    return { email: partnerUser.email };
  });
}
