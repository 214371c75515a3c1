import { numberKey } from "../canonical";
import type { Tx } from "../db/client";
import { lockAccount } from "../db/lock";
import { notFound } from "../errors";
import type { StaffActor } from "../policy/actor";
import { accountScope } from "../policy/scope";

/**
 * A purchasing account of the actor's scope, locked and then read: whose partner changed while we
 * waited is no longer found (edge 30). Throws `notFound`.
 */
export async function lockAccountOf(tx: Tx, actor: StaffActor, account: string) {
  const where = { numberKey: numberKey(account), ...accountScope(actor) };
  const found = await tx.purchasingAccount.findFirst({ where, select: { id: true } });
  if (!found) throw notFound();
  await lockAccount(tx, found.id);
  const locked = await tx.purchasingAccount.findFirst({
    where,
    include: {
      agreement: { select: { organizationId: true } },
      designations: { where: { until: null } },
    },
  });
  if (!locked) throw notFound();
  const { designations, agreement, ...row } = locked;
  const { organizationId } = agreement;
  return { ...row, organizationId, designation: designations[0] ?? null };
}

export type LockedAccount = Awaited<ReturnType<typeof lockAccountOf>>;
