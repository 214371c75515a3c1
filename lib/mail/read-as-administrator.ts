import type { EmailMessage } from "../../prisma/generated/client";
import { db } from "../db/client";
import type { Role } from "../policy/roles";
import { namesOf, WITH_NAMES } from "./letter-account";

/** The account for a reader who is an Account Administrator there now; null for everybody else. */
export const readAsAdministrator = (purchasingAccountId: string, message: EmailMessage) =>
  readAs(["ACCOUNT_ADMINISTRATOR"], purchasingAccountId, message);

/** The account for a reader who is active there now with one of the roles; null for everybody else. */
export async function readAs(roles: Role[], purchasingAccountId: string, message: EmailMessage) {
  const found = await db.membership.findFirst({
    where: {
      purchasingAccountId,
      emailKey: message.toKey,
      status: "ACTIVE",
      roles: { hasSome: roles },
      user: { disabledAt: null },
    },
    include: { purchasingAccount: { include: WITH_NAMES } },
  });
  if (!found) return null;
  const { purchasingAccount: account } = found;
  return { name: message.toName, account: namesOf(account), numberKey: account.numberKey };
}
