import { z } from "zod";
import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import { countTry, forgiveTry } from "../limits";
import { tellInviter } from "../mail/tell-inviter";
import { SYSTEM, type Origin } from "../policy/actor";
import { reasonSchema } from "./reason-schema";
import { claimDecline, lockForAdmission } from "./admit";
import { readInvitation } from "./read-invitation";

export const declineInvitationSchema = z.object({
  token: z.string().max(200),
  reason: reasonSchema,
});

/**
 * "No, thank you" or "this isn't me" (edge 23), with a typed reason, since scanners press buttons but
 * type nothing (decision 9). The inviter is told, and a resend undoes it. Throws `gone` for a link that
 * doesn't work, `conflict` when somebody was faster.
 */
export async function declineInvitation(
  { token, reason }: z.infer<typeof declineInvitationSchema>,
  origin: Origin,
  now = new Date(),
): Promise<void> {
  await countTry("block", origin.addressBlock);
  const page = await readInvitation(token, now);
  if (page.state !== "unknown") await forgiveTry("block", origin.addressBlock);
  if (page.state !== "open" && page.state !== "held") throw refuse("gone", "invitationNotOpen");
  const { invitationId, linkId } = page;
  await transaction(async (tx) => {
    const locked = await lockForAdmission(tx, invitationId);
    await claimDecline(tx, invitationId, linkId, reason, now);
    await recordEvent(tx, { ...SYSTEM, origin }, now, {
      action: "invitation.declined",
      object: { kind: "invitation", id: invitationId },
      purchasingAccountId: locked.purchasingAccountId ?? undefined,
      partnerId: locked.partnerUser?.partnerId,
      data: { membershipId: locked.membershipId, partnerUserId: locked.partnerUserId },
    });
    await tellInviter(tx, now, "invitationDeclined", invitationId);
  });
}
