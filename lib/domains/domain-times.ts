const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** How long a record is looked for before the looking stops. */
const PENDING_DAYS = 30;

/** A record is gone after two definite answers that are at least so far apart (edge 44). */
export const LOSS_APART = HOUR;

const plus = (now: Date, ms: number) => new Date(now.getTime() + ms);

/** Until when a pending domain's record is looked for. */
export const searchEnd = ({ askedAt, createdAt }: { askedAt: Date | null; createdAt: Date }) =>
  plus(askedAt ?? createdAt, PENDING_DAYS * DAY);

/** When a pending domain is looked at again: often at first, then ever less; null after thirty days. */
export function nextPendingCheck(
  domain: { askedAt: Date | null; createdAt: Date },
  now: Date,
): Date | null {
  const age = now.getTime() - (domain.askedAt ?? domain.createdAt).getTime();
  const step = STEPS.find(({ until }) => age < until)?.every ?? 12 * HOUR;
  const next = plus(now, step);
  const end = searchEnd(domain);
  if (now >= end) return null;
  return next > end ? end : next;
}

const STEPS = [
  { until: HOUR, every: 5 * MINUTE },
  { until: 6 * HOUR, every: 20 * MINUTE },
  { until: DAY, every: HOUR },
  { until: 3 * DAY, every: 3 * HOUR },
] as const;

export const nextDailyCheck = (now: Date) => plus(now, DAY);
/** A little more than it has to be, so that the second answer counts. */
export const nextLossCheck = (now: Date) => plus(now, LOSS_APART + 5 * MINUTE);
/** Nobody answered for certain: soon again. */
export const nextUnsureCheck = (now: Date) => plus(now, HOUR);
export const nextLostCheck = (now: Date) => plus(now, 6 * HOUR);

/** While a check is queued or running nobody else begins one; one that was cut off is begun again. */
export const CHECK_LEASE = 10 * MINUTE;
export const leaseUntil = (now: Date) => plus(now, CHECK_LEASE);
