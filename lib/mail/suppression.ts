import type { Tx } from "../db/client";

/** Notes that an address doesn't exist, in its server's words: nothing more is sent there. */
export async function suppress(tx: Tx, now: Date, toKey: string, reason: string): Promise<void> {
  await tx.suppression.createMany({ data: { toKey, reason, since: now }, skipDuplicates: true });
}

/** Lets mails to an address leave again; whether it was on the list. */
export async function liftSuppression(tx: Tx, toKey: string): Promise<boolean> {
  const { count } = await tx.suppression.deleteMany({ where: { toKey } });
  return count > 0;
}
