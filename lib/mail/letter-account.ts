import type { AccountNames } from "../../emails/letter-frame";
import type { Prisma } from "../../prisma/generated/client";
import { db } from "../db/client";

/** What has to be read of a purchasing account so that a letter can name it. */
export const WITH_NAMES = {
  agreement: { include: { organization: true } },
} as const satisfies Prisma.PurchasingAccountInclude;

type Named = Prisma.PurchasingAccountGetPayload<{ include: typeof WITH_NAMES }>;

export function namesOf({ number, agreement }: Named): AccountNames {
  return {
    organization: agreement.organization.name,
    agreementNumber: agreement.number,
    accountNumber: number,
  };
}

/** Whether the reader of a mail is in the account now: rights are those of the moment it leaves. */
export async function isMember(purchasingAccountId: string, toKey: string): Promise<boolean> {
  const found = await db.membership.findFirst({
    where: {
      purchasingAccountId,
      emailKey: toKey,
      status: "ACTIVE",
      user: { disabledAt: null },
    },
    select: { id: true },
  });
  return found !== null;
}
