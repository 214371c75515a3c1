const DAY = 24 * 60 * 60 * 1000;

/** The day by UTC that a moment belongs to, as the database's dates are read. */
export function dayOf(now: Date): Date {
  return new Date(Math.floor(now.getTime() / DAY) * DAY);
}
