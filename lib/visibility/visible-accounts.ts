import { db } from "../db/client";
import type { PartnerActor } from "../policy/actor";
import { openAt } from "./visibility-days";

/**
 * The where-clause over purchasing accounts whose orders and license details a partner may read by a
 * grant. Not its scope: neither its work queue nor its pages show them, and it changes nothing there.
 */
export function visibleAccounts({ partnerId }: PartnerActor, now: Date) {
  return { visibilities: { some: { partnerId, ...openAt(now) } } };
}

/** Whether the partner may read what was bought through other partners. */
export async function hasVisibility(
  actor: PartnerActor,
  purchasingAccountId: string,
  now = new Date(),
): Promise<boolean> {
  const where = { id: purchasingAccountId, ...visibleAccounts(actor, now) };
  return (await db.purchasingAccount.findFirst({ where, select: { id: true } })) !== null;
}
