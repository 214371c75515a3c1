import type { MembershipStatus } from "../../prisma/generated/client";
import { numberKey } from "../canonical";
import { db } from "../db/client";
import type { PersonActor } from "../policy/actor";

/** Access that somebody had and has no longer. */
export interface EndedAccess {
  readonly status: "DISABLED" | "REMOVED";
  /** The customer's name, or the partner's. */
  readonly organization: string;
}

const ENDED: MembershipStatus[] = ["DISABLED", "REMOVED"];
const NEWEST = { orderBy: { createdAt: "desc" } } as const;

/** Why a purchasing account is closed to who was in it; null for all others, who learn nothing of it. */
export async function endedMembership(
  { userId }: PersonActor,
  account: string,
): Promise<EndedAccess | null> {
  const found = await db.membership.findFirst({
    where: { userId, status: { in: ENDED }, purchasingAccount: { numberKey: numberKey(account) } },
    ...NEWEST,
    select: {
      status: true,
      purchasingAccount: {
        select: { agreement: { select: { organization: { select: { name: true } } } } },
      },
    },
  });
  return found && endedAs(found.status, found.purchasingAccount.agreement.organization.name);
}

/** Why the Partner Center is closed to who worked for a partner; null for all others. */
export async function endedPartnerAccess({ userId }: PersonActor): Promise<EndedAccess | null> {
  const found = await db.partnerUser.findFirst({
    where: { userId, status: { in: ENDED } },
    ...NEWEST,
    select: { status: true, partner: { select: { name: true } } },
  });
  return found && endedAs(found.status, found.partner.name);
}

const endedAs = (status: string, organization: string): EndedAccess => ({
  status: status === "DISABLED" ? "DISABLED" : "REMOVED",
  organization,
});
