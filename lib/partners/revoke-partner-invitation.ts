import type { z } from "zod";
import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import type { invitationIdSchema } from "../invitations/resend-invitation";
import type { Actor } from "../policy/actor";
import { findPartnerInvitation } from "./find-partner-invitation";

/**
 * Withdraws the open invitation of a partner's person: its links show the neutral page from now on,
 * and the address may be invited again at once. Throws `conflict` when it is no longer open.
 */
export async function revokePartnerInvitation(
  actor: Actor,
  { invitationId }: z.infer<typeof invitationIdSchema>,
  now = new Date(),
): Promise<{ email: string }> {
  return transaction(async (tx) => {
    const { partnerUser } = await findPartnerInvitation(tx, actor, invitationId);
    const { count } = await tx.invitation.updateMany({
      where: { id: invitationId, status: "PENDING" },
      data: { status: "REVOKED", endedAt: now },
    });
    if (count === 0) throw refuse("conflict", "invitationNotOpen");
    await tx.partnerUser.update({ where: { id: partnerUser.id }, data: { status: "REMOVED" } });
    await recordEvent(tx, actor, now, {
      action: "invitation.revoked",
      object: { kind: "invitation", id: invitationId },
      partnerId: partnerUser.partnerId,
      data: { partnerUserId: partnerUser.id },
    });
    return { email: partnerUser.email };
  });
}
