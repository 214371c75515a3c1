import type { Prisma } from "../../prisma/generated/client";
import type { Tx } from "../db/client";

interface Member {
  readonly id: string;
  readonly purchasingAccountId: string;
  readonly emailKey: string;
}

/** The current designation of this very person, also one that was written while they were shut out. */
function designationOf({ id, purchasingAccountId, emailKey }: Member) {
  return {
    purchasingAccountId,
    until: null,
    OR: [{ membershipId: id }, { membershipId: null, emailKey }],
  } as const satisfies Prisma.DesignationWhereInput;
}

/** Whether the agreement names this member as its administrator. */
export async function isDesignated(tx: Tx, member: Member): Promise<boolean> {
  return (await tx.designation.count({ where: designationOf(member) })) > 0;
}

/**
 * The designation stays but leads nowhere: "designated, without access" (decision 3). Called before the
 * membership is written, since designations are locked first.
 */
export async function blockDesignation(tx: Tx, member: Member, now: Date): Promise<void> {
  await tx.designation.updateMany({
    where: { ...designationOf(member), blockedAt: null },
    data: { blockedAt: now },
  });
}

/** The designated person is in again. */
export async function unblockDesignation(tx: Tx, member: Member): Promise<void> {
  await tx.designation.updateMany({
    where: designationOf(member),
    data: { blockedAt: null, membershipId: member.id },
  });
}
