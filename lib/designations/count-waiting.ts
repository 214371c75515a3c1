import { db } from "../db/client";
import type { Actor, PartnerActor } from "../policy/actor";
import { accountScope, requireOperator } from "../policy/scope";
import { FROZEN, OPEN } from "./change-states";

/** More than this isn't counted: the list tells. */
export const COUNTED = 50;

/** What waits for the vendor's decision: changes of a designation and claims to a domain. At most one too many. */
export async function countDecisions(actor: Actor): Promise<number> {
  requireOperator(actor);
  const [changes, claims] = await Promise.all([
    db.designationChange.findMany({
      where: { state: { in: FROZEN } },
      select: { id: true },
      take: COUNTED + 1,
    }),
    db.domainTransfer.findMany({
      where: { state: "OPEN" },
      select: { id: true },
      take: COUNTED + 1,
    }),
  ]);
  return changes.length + claims.length;
}

/** What a partner asked for and isn't decided yet. At most one too many. */
export async function countOwnChanges(actor: PartnerActor): Promise<number> {
  const found = await db.designationChange.findMany({
    where: {
      ...{ partnerId: actor.partnerId, state: { in: OPEN } },
      purchasingAccount: accountScope(actor),
    },
    select: { id: true },
    take: COUNTED + 1,
  });
  return found.length;
}
