import { z } from "zod";
import { numberKey } from "../canonical";
import type { Tx } from "../db/client";
import { lockAccount, lockName } from "../db/lock";
import { notFound, refuse } from "../errors";
import type { Actor } from "../policy/actor";
import { requireVendor } from "../policy/scope";

/** An agreement as its page showed it: `version` tells when somebody else was faster. */
export const agreementShape = {
  agreementNumber: z.string("notFound").max(64, "notFound"),
  version: z.coerce.number("changedMeanwhile").int("changedMeanwhile"),
};

/**
 * An agreement for the vendor to change, with its purchasing accounts, all locked; a file that names it
 * waits. Throws `notFound`, and `conflict` when it isn't the version that the actor saw.
 */
export async function lockAgreement(
  tx: Tx,
  actor: Actor,
  { agreementNumber, version }: { agreementNumber: string; version: number },
) {
  requireVendor(actor);
  const key = numberKey(agreementNumber);
  await lockName(tx, `agreement:${key}`);
  const agreement = await tx.agreement.findUnique({
    where: { numberKey: key },
    include: { accounts: { orderBy: { id: "asc" }, select: { id: true } } },
  });
  if (!agreement) throw notFound();
  for (const { id } of agreement.accounts) await lockAccount(tx, id);
  const { count } = await tx.agreement.updateMany({
    where: { id: agreement.id, version },
    data: { version: { increment: 1 } },
  });
  if (count === 0) throw refuse("conflict", "changedMeanwhile");
  return { ...agreement, accountIds: agreement.accounts.map(({ id }) => id) };
}
