import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import { DomainError, refuse } from "../errors";
import { SYSTEM } from "../policy/actor";
import { addLink } from "./renew-invitation";

/** How somebody who isn't signed in came to ask. */
export type Channel = "facts" | "link" | "password" | "request";

/**
 * Sends an invitation again to the address on record because somebody outside asked; the links that are
 * in the mailbox already stay good. Within the same
 * limits as everybody; beyond them nothing happens, and nobody is told, since outsiders learn nothing
 * (decision 12). Returns whether a mail is on its way.
 */
export async function renewUnasked(
  invitationId: string,
  channel: Channel,
  now: Date,
): Promise<boolean> {
  try {
    await transaction(async (tx) => {
      const { membership, partnerUser } = await tx.invitation.findUniqueOrThrow({
        where: { id: invitationId },
        include: { membership: true, partnerUser: true },
      });
      const invitee = membership ?? partnerUser;
      if (!invitee) throw refuse("conflict", "invitationNotOpen");
      await addLink(tx, { invitationId, invitee }, now);
      await recordEvent(tx, SYSTEM, now, {
        action: "invitation.resent",
        object: { kind: "invitation", id: invitationId },
        purchasingAccountId: membership?.purchasingAccountId,
        partnerId: partnerUser?.partnerId,
        data: { channel, membershipId: membership?.id ?? null },
      });
    });
    return true;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return false;
  }
}
