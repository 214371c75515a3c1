import { db } from "../db/client";
import { countTry } from "../limits";
import type { Origin } from "../policy/actor";
import { hashLinkToken } from "../secrets";
import { renewUnasked } from "./renew-unasked";

/**
 * "Send me a fresh link" on the page of an expired or superseded link: mails only the address on
 * record, within the limits of every resend, and answers alike whether it did (decision 12). For a link
 * that went to an address which was corrected since, it does nothing.
 */
export async function sendFreshLink(
  { token }: { token: string },
  origin: Origin,
  now = new Date(),
): Promise<void> {
  await countTry("asks", origin.addressBlock);
  const link = await db.invitationLink.findUnique({
    where: { tokenHash: hashLinkToken(token) },
    include: { invitation: true },
  });
  if (!link) return;
  const { membershipId, partnerUserId } = link.invitation;
  // The person's open invitation may be another one by now: an ended invitation can be followed by a
  // new one for the same address.
  const open = await db.invitation.findFirst({
    where: {
      status: "PENDING",
      heldAt: null,
      ...(membershipId === null ? { partnerUserId } : { membershipId }),
    },
    select: {
      id: true,
      membership: { select: { emailKey: true } },
      partnerUser: { select: { emailKey: true } },
    },
  });
  if (!open) return;
  // A mailbox that the invitation was moved away from sets nothing going in the other one.
  const address = (open.membership ?? open.partnerUser)?.emailKey;
  if (link.supersededAt && link.sentToKey !== address) return;
  await renewUnasked(open.id, "link", now);
}
