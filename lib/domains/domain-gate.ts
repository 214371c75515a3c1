import type { Prisma } from "../../prisma/generated/client";
import { DAY } from "./domain-times";

/** How long a domain whose record is gone still opens the online services to new people. */
export const LOST_GRACE_DAYS = 14;

const GRACE = LOST_GRACE_DAYS * DAY;

/** A domain that was lost since then, and not at it, is still within the grace. */
export const graceFrom = (now: Date) => new Date(now.getTime() - GRACE);

/** When a lost domain closes to new people. */
export const graceEnd = (lostAt: Date) => new Date(lostAt.getTime() + GRACE);

/** Domains that open the online services to those who use them: proved, or lost within the grace. */
export const openStatus = (now: Date) =>
  ({
    OR: [{ status: "VERIFIED" }, { status: "LOST", lostAt: { gt: graceFrom(now) } }],
  }) satisfies Prisma.DomainWhereInput;

/** The domains that open the online services of an account (R77). */
export const openDomains = (purchasingAccountId: string, now: Date) =>
  ({
    accounts: { some: { purchasingAccountId } },
    ...openStatus(now),
  }) satisfies Prisma.DomainWhereInput;
