import { agreementStatus } from "../agreements/agreement-status";
import { domainOf } from "../canonical";
import { db } from "../db/client";
import { openStatus } from "../domains/domain-gate";

/** A domain belongs to one organization; it has few purchasing accounts. */
const AT_MOST = 50;

/**
 * The purchasing accounts whose administrators somebody with this address may ask: those that a proved
 * domain opens (R79), as long as their agreement lives. Each of them decides for itself.
 */
export async function accountsAtDomain(emailKey: string, now: Date): Promise<string[]> {
  const using = await db.accountDomain.findMany({
    where: { domain: { nameKey: domainOf(emailKey), ...openStatus(now) } },
    orderBy: { purchasingAccountId: "asc" },
    take: AT_MOST,
    select: {
      purchasingAccount: {
        select: { id: true, agreement: { select: { status: true, endsOn: true } } },
      },
    },
  });
  return using
    .map(({ purchasingAccount }) => purchasingAccount)
    .filter(({ agreement }) => agreementStatus(agreement, now) === "ACTIVE")
    .map(({ id }) => id);
}
