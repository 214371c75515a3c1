import type { Tx } from "../db/client";
import { enqueueMail, recipientOf } from "./enqueue-mail";

/**
 * Tells those who can put it right what became of an invitation (edges 11, 23): the inviter while they
 * are a member; of a designated administrator and of partner's people the partner's administrators.
 * Where there is neither, the operator's desk shows it.
 */
export async function tellInviter(
  tx: Tx,
  now: Date,
  template: "invitationBounced" | "invitationDeclined" | "invitationExpired",
  invitationId: string,
): Promise<void> {
  const invitation = await tx.invitation.findUniqueOrThrow({
    where: { id: invitationId },
    include: {
      invitedBy: true,
      partnerUser: true,
      membership: { include: { purchasingAccount: { select: { partnerId: true } } } },
    },
  });
  const { invitedBy, membership, partnerUser, purchasingAccountId } = invitation;
  const partnerId = partnerUser?.partnerId ?? membership?.purchasingAccount.partnerId;
  const atPartner = invitation.kind !== "COLLEAGUE" && partnerId != null;
  const people = [
    ...(invitedBy?.status === "ACTIVE" ? [invitedBy] : []),
    ...(atPartner
      ? await tx.partnerUser.findMany({
          where: { partnerId, status: "ACTIVE", isAdministrator: true },
          orderBy: { id: "asc" },
          take: 20,
        })
      : []),
  ];
  for (const person of people) {
    await enqueueMail(tx, now, {
      template,
      language: person.language,
      to: recipientOf(person),
      props: { invitationId },
      ...(purchasingAccountId === null ? {} : { purchasingAccountId }),
    });
  }
}
