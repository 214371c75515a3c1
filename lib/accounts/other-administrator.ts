import type { Tx } from "../db/client";
import { refuse } from "../errors";
import type { Role } from "../policy/roles";

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

interface Member {
  readonly id: string;
  readonly purchasingAccountId: string;
  readonly status: string;
  readonly roles: readonly Role[];
}

/** Whether the account would have no active Account Administrator without this one. */
export async function isLastAdministrator(tx: Tx, member: Member): Promise<boolean> {
  if (member.status !== "ACTIVE" || !member.roles.includes("ACCOUNT_ADMINISTRATOR")) return false;
  const { id: membershipId, purchasingAccountId } = member;
  return !(await hasOtherAdministrator(tx, { purchasingAccountId, membershipId }));
}

/**
 * Throws `conflict` when the member is the last active Account Administrator (decision 6). Asked under
 * the account's lock, so that two demotions at once can't both pass (edge 34).
 */
export async function keepAnAdministrator(tx: Tx, member: Member): Promise<void> {
  if (await isLastAdministrator(tx, member)) throw refuse("conflict", "lastAdministrator");
}
