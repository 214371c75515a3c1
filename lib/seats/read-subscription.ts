import { agreementStatus } from "../agreements/agreement-status";
import { db } from "../db/client";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { eligibleDomains } from "./eligible-domains";
import { findSubscription } from "./subscription-scope";
import { subscriptionView } from "./subscription-view";

/** One subscription with the domains that open it. Throws `notFound` for one of another account. */
export async function readSubscription(actor: Actor, subscriptionId: string, now = new Date()) {
  authorize(actor, "licenses.view");
  const subscription = await findSubscription(db, actor, subscriptionId);
  const agreement = await db.agreement.findFirstOrThrow({
    where: { accounts: { some: { id: actor.purchasingAccountId } } },
    select: { status: true, endsOn: true },
  });
  const view = subscriptionView(subscription, now);
  const domains = await eligibleDomains(db, actor.purchasingAccountId, now);
  const isAgreementLive = agreementStatus(agreement, now) === "ACTIVE";
  return {
    ...view,
    domains,
    isAgreementLive,
    /** Whether anybody can be given a seat now, were there a free one; requireAssignable says it again. */
    isAssignable: view.state !== "ENDED" && isAgreementLive && domains.length > 0,
  };
}

export type SubscriptionPage = Awaited<ReturnType<typeof readSubscription>>;
