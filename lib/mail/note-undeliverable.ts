import type { EmailMessage } from "../../prisma/generated/client";
import { recordEvent } from "../audit/record-event";
import type { Tx } from "../db/client";
import { SYSTEM } from "../policy/actor";
import { suppress } from "./suppression";
import { tellInviter } from "./tell-inviter";

/**
 * What follows from a message that won't be delivered (edge 11), in the transaction that says so: an
 * address that doesn't exist gets no more mails, and whoever can put it right is told once per link.
 * The link itself stays valid.
 */
export async function noteUndeliverable(
  tx: Tx,
  now: Date,
  message: EmailMessage,
  { answer, addressUnknown }: { answer: string; addressUnknown: boolean },
): Promise<void> {
  if (addressUnknown) await suppress(tx, now, message.toKey, answer);
  if (message.linkId === null) return;
  const link = await tx.invitationLink.findUniqueOrThrow({
    where: { id: message.linkId },
    include: { invitation: true },
  });
  const { id, invitation } = link;
  if (invitation.status !== "PENDING" || invitation.expiresAt <= now) return;
  const undeliverable = { action: "link.undeliverable", object: { kind: "link", id } };
  const told = await tx.auditEvent.count({
    where: { action: undeliverable.action, objectId: id },
  });
  if (told > 0) return;
  await recordEvent(tx, SYSTEM, now, {
    ...undeliverable,
    purchasingAccountId: message.purchasingAccountId ?? undefined,
    data: { invitationId: invitation.id, messageId: message.id },
  });
  await tellInviter(tx, now, "invitationBounced", invitation.id);
}
