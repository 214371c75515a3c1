const DAY = 24 * 60 * 60 * 1000;

/** How long an invitation lives (R3, decision 8), whatever clocks do to a day. */
const INVITATION_LIFE = 60 * DAY;

/** Between two mails of one invitation, over every channel (decision 12). */
export const RESEND_GAP = 60 * 1000;

/** Resends of one invitation to one address in 24 hours. */
export const RESENDS_A_DAY = 3;

export const RESEND_WINDOW = DAY;

export function expiryFrom(now: Date): Date {
  return new Date(now.getTime() + INVITATION_LIFE);
}
