import { db } from "../db/client";
import type { PersonActor } from "../policy/actor";

export interface WaitingInvitation {
  readonly invitationId: string;
  readonly organization: string;
  readonly accountNumber: string;
  readonly agreementNumber: string;
}

/** Open invitations for the signed-in person's own address: the dashboard's Confirm (decision 3). */
export async function waitingInvitations(
  actor: PersonActor,
  now = new Date(),
): Promise<WaitingInvitation[]> {
  const user = await db.user.findUniqueOrThrow({ where: { id: actor.userId } });
  const rows = await db.invitation.findMany({
    where: {
      status: "PENDING",
      heldAt: null,
      expiresAt: { gt: now },
      membership: { emailKey: user.emailKey, status: "INVITED" },
    },
    orderBy: { createdAt: "asc" },
    take: 20,
    include: {
      membership: {
        include: {
          purchasingAccount: { include: { agreement: { include: { organization: true } } } },
        },
      },
    },
  });
  return rows.map(({ id, membership: { purchasingAccount: account } }) => ({
    invitationId: id,
    organization: account.agreement.organization.name,
    accountNumber: account.number,
    agreementNumber: account.agreement.number,
  }));
}
