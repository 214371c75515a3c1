import type { Tx } from "../db/client";

/**
 * Whether somebody else is an active Account Administrator. Counted, not looked for: with a limit
 * PostgreSQL would rather read the whole table than the index on roles.
 */
export async function hasOtherAdministrator(
  tx: Tx,
  { purchasingAccountId, membershipId }: { purchasingAccountId: string; membershipId: string },
): Promise<boolean> {
  const others = await tx.membership.count({
    where: {
      purchasingAccountId,
      status: "ACTIVE",
      roles: { has: "ACCOUNT_ADMINISTRATOR" },
      NOT: { id: membershipId },
    },
  });
  return others > 0;
}
