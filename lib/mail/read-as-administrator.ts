import type { EmailMessage } from "../../prisma/generated/client";
import { db } from "../db/client";
import { namesOf, WITH_NAMES } from "./letter-account";

/** The account for a reader who is an Account Administrator there now; null for everybody else. */
export async function readAsAdministrator(purchasingAccountId: string, message: EmailMessage) {
  const found = await db.membership.findFirst({
    where: {
      purchasingAccountId,
      emailKey: message.toKey,
      status: "ACTIVE",
      roles: { has: "ACCOUNT_ADMINISTRATOR" },
      user: { disabledAt: null },
    },
    include: { purchasingAccount: { include: WITH_NAMES } },
  });
  if (!found) return null;
  const { purchasingAccount: account } = found;
  return { name: message.toName, account: namesOf(account), numberKey: account.numberKey };
}
