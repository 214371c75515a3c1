import { db } from "../db/client";
import type { StaffActor } from "../policy/actor";
import { accountScope } from "../policy/scope";

export interface CustomerName {
  readonly number: string;
  readonly organization: string;
}

/** How accounts are called, by canonical number; those outside the actor's scope are left out. */
export async function customerNames(
  actor: StaffActor,
  numberKeys: readonly string[],
): Promise<Map<string, CustomerName>> {
  const accounts = await db.purchasingAccount.findMany({
    where: { numberKey: { in: [...numberKeys] }, ...accountScope(actor) },
    select: {
      number: true,
      numberKey: true,
      agreement: { select: { organization: { select: { name: true } } } },
    },
  });
  return new Map(
    accounts.map(({ number, numberKey, agreement }) => [
      numberKey,
      { number, organization: agreement.organization.name },
    ]),
  );
}
