const DAY_MS = 24 * 60 * 60_000;

export type SubscriptionState = "NOT_STARTED" | "RUNNING" | "ENDED";

interface Term {
  readonly from: Date;
  readonly until: Date;
}

/** By the clock: both days are UTC, and the last one counts as a whole. */
export function subscriptionState({ from, until }: Term, now: Date): SubscriptionState {
  if (now < from) return "NOT_STARTED";
  return now.getTime() < until.getTime() + DAY_MS ? "RUNNING" : "ENDED";
}

interface Counted {
  readonly seats: number;
  readonly seatsTaken: number;
}

/** Seats that can still be assigned; none where the vendor took some back that are in use. */
export const freeSeats = ({ seats, seatsTaken }: Counted) => Math.max(0, seats - seatsTaken);

/** Seats in use beyond those that are bought. */
export const excessSeats = ({ seats, seatsTaken }: Counted) => Math.max(0, seatsTaken - seats);
