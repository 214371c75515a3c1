const DAY = 24 * 60 * 60 * 1000;

/** How long an invitation lives (R3, decision 8), whatever clocks do to a day. */
const INVITATION_LIFE = 60 * DAY;

/** Days of an invitation's life on which its reminders go out. */
const REMINDER_DAYS = [7, 30, 53, 59];

/** Between two mails of one invitation, over every channel (decision 12). */
export const RESEND_GAP = 60 * 1000;

/** Resends of one invitation to one address in 24 hours. */
export const RESENDS_A_DAY = 3;

export const RESEND_WINDOW = DAY;

export function expiryFrom(now: Date): Date {
  return new Date(now.getTime() + INVITATION_LIFE);
}

/** When the sweep has to look at an invitation next: its next reminder, at last its end. */
export function nextNotice(expiresAt: Date, now: Date): Date {
  const start = expiresAt.getTime() - INVITATION_LIFE;
  const next = REMINDER_DAYS.map((day) => start + day * DAY).find((at) => at > now.getTime());
  return next === undefined ? expiresAt : new Date(next);
}
