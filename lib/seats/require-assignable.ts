import type { Tx } from "../db/client";
import { refuse } from "../errors";
import { requireLiveAgreement } from "../invitations/require-live-agreement";
import { eligibleDomains } from "./eligible-domains";
import { subscriptionState } from "./subscription-state";

interface Wanted {
  readonly purchasingAccountId: string;
  readonly from: Date;
  readonly until: Date;
}

/**
 * The domains whose people may get a seat of a subscription now. Throws `conflict` in words where nobody
 * can: the agreement or the subscription is over, or no domain opens the services (R77). One that hasn't
 * begun yet may be assigned before its first day.
 */
export async function requireAssignable(tx: Tx, wanted: Wanted, now: Date): Promise<string[]> {
  await requireLiveAgreement(tx, wanted.purchasingAccountId, now);
  if (subscriptionState(wanted, now) === "ENDED") throw refuse("conflict", "subscriptionEnded");
  const domains = await eligibleDomains(tx, wanted.purchasingAccountId, now);
  if (domains.length === 0) throw refuse("conflict", "servicesNeedDomain");
  return domains;
}
