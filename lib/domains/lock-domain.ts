import { lockName } from "../db/lock";
import type { Tx } from "../db/client";
import type { Domain } from "../../prisma/generated/client";

/** Whoever proves, claims, loses or removes a domain comes one at a time, of whatever organization. */
export async function lockDomain(tx: Tx, nameKey: string): Promise<void> {
  await lockName(tx, `domain:${nameKey}`);
}

/** Who has the domain at the moment; asked under the lock. */
export function holderOf(tx: Tx, nameKey: string): Promise<Domain | null> {
  return tx.domain.findFirst({ where: { nameKey, status: { in: ["VERIFIED", "LOST"] } } });
}
