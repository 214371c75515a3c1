import { domainOf } from "../canonical";
import type { Tx } from "../db/client";
import { openDomains } from "../domains/domain-gate";

/** The domains, as they are compared, whose people may get a seat in an account (R77, R79). */
export async function eligibleDomains(
  tx: Tx,
  purchasingAccountId: string,
  now: Date,
): Promise<string[]> {
  const open = await tx.domain.findMany({
    where: openDomains(purchasingAccountId, now),
    orderBy: { nameKey: "asc" },
    select: { nameKey: true },
  });
  return open.map(({ nameKey }) => nameKey);
}

/** Compared whole: contoso.com opens nothing to evilcontoso.com or sub.contoso.com. */
export const isEligible = (domains: readonly string[], emailKey: string) =>
  domains.includes(domainOf(emailKey));
