import { db } from "../db/client";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { eligibleDomains } from "./eligible-domains";
import { scope } from "./subscription-scope";
import { subscriptionView, type SubscriptionView } from "./subscription-view";
import { z } from "zod";

const PAGE_SIZE = 50;

export interface SubscriptionsPage {
  readonly rows: readonly SubscriptionView[];
  /** Whether a domain opens the services to anybody (R77). */
  readonly isOpen: boolean;
  /** Cursors of the neighbouring pages. */
  readonly previous: string | null;
  readonly next: string | null;
}

interface Query {
  readonly after?: string | undefined;
  readonly before?: string | undefined;
}

/** The subscriptions of the actor's purchasing account, those that last longest first, with counts only. */
export async function listSubscriptions(
  actor: Actor,
  { after, before }: Query,
  now = new Date(),
): Promise<SubscriptionsPage> {
  authorize(actor, "licenses.view");
  const id = z.uuid().safeParse(after ?? before).data;
  const bound = id ? await db.subscription.findFirst({ where: { id, ...scope(actor) } }) : null;
  const backwards = bound !== null && after === undefined;
  const found = await db.subscription.findMany({
    where: scope(actor),
    orderBy: [{ until: "desc" }, { id: "asc" }],
    take: backwards ? -(PAGE_SIZE + 1) : PAGE_SIZE + 1,
    ...(bound ? { cursor: { id: bound.id }, skip: 1 } : {}),
  });
  // Nothing beyond the bound: that was the beginning, or the end.
  if (bound && found.length === 0) return listSubscriptions(actor, {}, now);
  const more = found.length > PAGE_SIZE;
  const page = backwards ? found.slice(-PAGE_SIZE) : found.slice(0, PAGE_SIZE);
  return {
    rows: page.map((row) => subscriptionView(row, now)),
    isOpen: (await eligibleDomains(db, actor.purchasingAccountId, now)).length > 0,
    previous: (backwards ? more : bound !== null) ? (page[0]?.id ?? null) : null,
    next: backwards || more ? (page.at(-1)?.id ?? null) : null,
  };
}
