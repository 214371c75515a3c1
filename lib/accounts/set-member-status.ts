import type { Membership, MembershipStatus } from "../../prisma/generated/client";
import type { Tx } from "../db/client";
import { refuse } from "../errors";
import { enqueueMail, recipientOf } from "../mail/enqueue-mail";

/** Writes another status over the one that was read; throws `conflict` when somebody was faster. */
export async function setMemberStatus(
  tx: Tx,
  member: Membership,
  status: MembershipStatus,
): Promise<void> {
  const { count } = await tx.membership.updateMany({
    where: { id: member.id, status: member.status, version: member.version },
    data: { status, version: { increment: 1 } },
  });
  if (count === 0) throw refuse("conflict", "changedMeanwhile");
}

/** Tells somebody what became of their access. */
export async function tellMember(
  tx: Tx,
  template: "memberDisabled" | "memberRemoved",
  member: Membership,
  now: Date,
): Promise<void> {
  await enqueueMail(tx, now, {
    template,
    language: member.language,
    to: recipientOf(member),
    props: { membershipId: member.id },
    purchasingAccountId: member.purchasingAccountId,
  });
}
