import { z } from "zod";
import { DomainError, type Sentence } from "../errors";
import { dayOf } from "../utc-day";

const DAY = 24 * 60 * 60 * 1000;

/** How long before its end the Account Administrators are reminded. */
export const REMINDER_DAYS = 14;

/** The last day of a grant as a form sends it, by UTC. */
export const untilSchema = z.iso.date("dayMalformed").transform((day) => new Date(day));

export const addDays = (day: Date, days: number) => new Date(day.getTime() + days * DAY);

/** A grant lasts through the whole of its last day. */
export const endOf = (until: Date) => addDays(until, 1);

/** The where-clause of grants that are open at this moment, whatever a sweep did. */
export const openAt = (now: Date) => ({ endedAt: null, until: { gte: dayOf(now) } });

/** Throws `invalid` at `until` for a day that isn't from tomorrow to this day next year. */
export function checkUntil(until: Date, now: Date): void {
  const last = dayOf(now);
  last.setUTCFullYear(last.getUTCFullYear() + 1);
  if (until <= dayOf(now)) throw atField("until", { key: "visibilityTooEarly" });
  if (until > last) {
    const values = { day: last.toISOString().slice(0, 10) };
    throw atField("until", { key: "visibilityTooLate", values });
  }
}

/** Whoever chooses a day that is so near knows of it: no reminder is due then. */
export const remindedFrom = (until: Date, now: Date) =>
  until <= addDays(dayOf(now), REMINDER_DAYS) ? now : null;

export function atField(field: string, sentence: Sentence): DomainError {
  return new DomainError("invalid", { key: "checkFields" }, { [field]: sentence });
}
