import { db } from "../db/client";
import type { PersonActor } from "../policy/actor";
import { sortRoles, type Role } from "../policy/roles";

export interface MyAccount {
  readonly numberKey: string;
  readonly number: string;
  readonly name: string;
  readonly organization: string;
  readonly roles: readonly Role[];
}

/** The purchasing accounts that a person is in, for the switcher, the chooser and My Profile (R47). */
export async function myAccounts(person: PersonActor): Promise<MyAccount[]> {
  const memberships = await db.membership.findMany({
    where: { userId: person.userId, status: "ACTIVE" },
    orderBy: { purchasingAccount: { numberKey: "asc" } },
    select: {
      roles: true,
      purchasingAccount: { include: { agreement: { include: { organization: true } } } },
    },
  });
  return memberships.map(({ roles, purchasingAccount }) => ({
    numberKey: purchasingAccount.numberKey,
    number: purchasingAccount.number,
    name: purchasingAccount.name,
    organization: purchasingAccount.agreement.organization.name,
    roles: sortRoles(roles),
  }));
}
