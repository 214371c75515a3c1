import type { Prisma } from "../../prisma/generated/client";
import { db } from "../db/client";

/**
 * The open invitations at an address, to accounts and to partners, as a filter. The few people who have the
 * address are found first: a condition over both joins at once reads the members of every account.
 */
export async function openInvitationsAt(emailKey: string): Promise<Prisma.InvitationWhereInput> {
  const invited = { where: { emailKey, status: "INVITED" }, select: { id: true } } as const;
  const [members, partnerPeople] = await Promise.all([
    db.membership.findMany(invited),
    db.partnerUser.findMany(invited),
  ]);
  return {
    status: "PENDING",
    OR: [
      { membershipId: { in: members.map(({ id }) => id) } },
      { partnerUserId: { in: partnerPeople.map(({ id }) => id) } },
    ],
  };
}
