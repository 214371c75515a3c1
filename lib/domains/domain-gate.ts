import type { Prisma } from "../../prisma/generated/client";

const DAY_MS = 24 * 60 * 60_000;

/** How long a domain whose record is gone still opens the online services to new people. */
export const LOST_GRACE_DAYS = 14;

/** The domains that open the online services of an account (R77): proved, or lost within the grace. */
export function openDomains(purchasingAccountId: string, now: Date): Prisma.DomainWhereInput {
  const graceFrom = new Date(now.getTime() - LOST_GRACE_DAYS * DAY_MS);
  return {
    accounts: { some: { purchasingAccountId } },
    OR: [{ status: "VERIFIED" }, { status: "LOST", lostAt: { gt: graceFrom } }],
  };
}

/** What follows the last @ of a canonical address: compared whole, never as an ending (R79). */
export function domainOf(emailKey: string): string {
  return emailKey.slice(emailKey.lastIndexOf("@") + 1);
}
