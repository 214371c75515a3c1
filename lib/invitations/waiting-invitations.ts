import { db } from "../db/client";
import type { PersonActor } from "../policy/actor";
import { openInvitationsAt } from "./open-invitations-at";

export interface WaitingInvitation {
  readonly invitationId: string;
  /** The customer's name, or the partner's. */
  readonly organization: string;
  /** Null for an invitation to a partner. */
  readonly account: null | { readonly number: string; readonly agreementNumber: string };
}

/** Open invitations for the signed-in person's own address: the dashboard's Confirm (decision 3). */
export async function waitingInvitations(
  actor: PersonActor,
  now = new Date(),
): Promise<WaitingInvitation[]> {
  const { emailKey } = await db.user.findUniqueOrThrow({ where: { id: actor.userId } });
  const rows = await db.invitation.findMany({
    where: { ...(await openInvitationsAt(emailKey)), heldAt: null, expiresAt: { gt: now } },
    orderBy: { createdAt: "asc" },
    take: 20,
    include: {
      partnerUser: { include: { partner: true } },
      membership: {
        include: {
          purchasingAccount: { include: { agreement: { include: { organization: true } } } },
        },
      },
    },
  });
  return rows.map(({ id, membership, partnerUser }) => {
    const account = membership?.purchasingAccount;
    return {
      invitationId: id,
      organization: account?.agreement.organization.name ?? partnerUser?.partner.name ?? "",
      account: account
        ? { number: account.number, agreementNumber: account.agreement.number }
        : null,
    };
  });
}
