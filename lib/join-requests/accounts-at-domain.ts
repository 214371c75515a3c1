import { agreementStatus } from "../agreements/agreement-status";
import { db } from "../db/client";
import { domainOf, openDomains } from "../domains/domain-gate";

/** A domain belongs to one organization; it has few purchasing accounts. */
const AT_MOST = 50;

/**
 * The purchasing accounts whose administrators somebody with this address may ask: those that a proved
 * domain opens (R79), as long as their agreement lives. Each of them decides for itself.
 */
export async function accountsAtDomain(emailKey: string, now: Date): Promise<string[]> {
  const nameKey = domainOf(emailKey);
  const candidates = await db.accountDomain.findMany({
    where: { domain: { nameKey } },
    orderBy: { purchasingAccountId: "asc" },
    take: AT_MOST,
    select: { purchasingAccountId: true },
  });
  if (candidates.length === 0) return [];
  const open = await db.accountDomain.findMany({
    where: {
      OR: candidates.map(({ purchasingAccountId }) => ({
        purchasingAccountId,
        domain: { nameKey, ...openDomains(purchasingAccountId, now) },
      })),
    },
    orderBy: { purchasingAccountId: "asc" },
    select: {
      purchasingAccount: {
        select: { id: true, agreement: { select: { status: true, endsOn: true } } },
      },
    },
  });
  return open
    .map(({ purchasingAccount }) => purchasingAccount)
    .filter(({ agreement }) => agreementStatus(agreement, now) === "ACTIVE")
    .map(({ id }) => id);
}
