import type { Subscription } from "../../prisma/generated/client";
import { excessSeats, freeSeats, subscriptionState } from "./subscription-state";

/** What the screens say of a subscription: counts, never people. */
export function subscriptionView(subscription: Subscription, now: Date) {
  const { id, service, name, seats, seatsTaken: taken, from, until, autoAssign } = subscription;
  return {
    ...{ id, service, name, seats, taken, from, until, autoAssign },
    free: freeSeats(subscription),
    excess: excessSeats(subscription),
    state: subscriptionState(subscription, now),
  };
}

export type SubscriptionView = ReturnType<typeof subscriptionView>;
