import type { EmailMessage } from "../../prisma/generated/client";
import { db } from "../db/client";

/** Whether the mail's recipient is an operator of the vendor, still. */
export async function isToOperator({ toKey }: EmailMessage): Promise<boolean> {
  const reader = await db.operator.findFirst({
    where: { endedAt: null, user: { emailKey: toKey, disabledAt: null } },
    select: { userId: true },
  });
  return reader !== null;
}
