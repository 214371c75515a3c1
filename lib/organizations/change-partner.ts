import { z } from "zod";
import { recordEvent } from "../audit/record-event";
import { numberKey } from "../canonical";
import type { Tx } from "../db/client";
import { transaction } from "../db/transaction";
import { cancelChanges } from "../designations/cancel-changes";
import { lockAccountOf } from "../designations/lock-account";
import { DomainError, refuse } from "../errors";
import type { Actor } from "../policy/actor";
import { requireVendor } from "../policy/scope";
import { tidy } from "../tidy";

export const changePartnerSchema = z.object({
  accountKey: z.string("notFound").max(64, "notFound"),
  version: z.coerce.number("changedMeanwhile").int("changedMeanwhile"),
  /** Empty for a direct customer. */
  partnerNumber: z.string().overwrite(tidy).max(64, "partnerUnknown").default(""),
});

/**
 * Gives a purchasing account to another partner, or to none (edge 30): the former one loses it on the
 * next request, and what it has under way is cancelled. Throws `invalid` for a partner that isn't
 * recorded, `conflict` when somebody was faster.
 */
export async function changePartner(
  actor: Actor,
  { accountKey, version, partnerNumber }: z.infer<typeof changePartnerSchema>,
  now = new Date(),
): Promise<{ partner: string | null }> {
  requireVendor(actor);
  return transaction(async (tx) => {
    const account = await lockAccountOf(tx, actor, accountKey);
    if (account.version !== version) throw refuse("conflict", "changedMeanwhile");
    const partner = await findByNumber(tx, partnerNumber);
    const { id, partnerId } = account;
    await movePartner(tx, actor, { id, from: partnerId, to: partner?.id ?? null }, now);
    return { partner: partner?.name ?? null };
  });
}

async function findByNumber(tx: Tx, typed: string) {
  if (typed === "") return null;
  const partner = await tx.partner.findUnique({ where: { numberKey: numberKey(typed) } });
  if (partner) return partner;
  const unknown = { key: "partnerUnknown" };
  throw new DomainError("invalid", { key: "checkFields" }, { partnerNumber: unknown });
}

/** Writes an account's partner and what follows from it; nothing when it is the same. The caller holds the lock. */
export async function movePartner(
  tx: Tx,
  actor: Actor,
  { id, from, to }: { id: string; from: string | null; to: string | null },
  now: Date,
): Promise<void> {
  if (from === to) return;
  await tx.purchasingAccount.update({
    where: { id },
    data: { partnerId: to, version: { increment: 1 } },
  });
  await cancelChanges(tx, actor, id, now);
  await recordEvent(tx, actor, now, {
    action: "account.partner_changed",
    object: { kind: "purchasingAccount", id },
    purchasingAccountId: id,
    partnerId: from ?? to ?? undefined,
    data: { before: from, after: to },
  });
}
