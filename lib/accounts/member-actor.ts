import { numberKey } from "../canonical";
import { db } from "../db/client";
import type { MemberActor, PersonActor } from "../policy/actor";
import { sortRoles } from "../policy/roles";

const TOUCH_EVERY = 60_000;

/**
 * The signed-in person as a member of the account that a URL names, with the roles of this moment
 * (decision 7); null when they aren't one, which looks the same as an account that doesn't exist.
 * Notes the visit, for this account only (decision 2).
 */
export async function findMember(
  person: PersonActor,
  account: string,
  now = new Date(),
): Promise<MemberActor | null> {
  const membership = await db.membership.findFirst({
    where: {
      userId: person.userId,
      status: "ACTIVE",
      purchasingAccount: { numberKey: numberKey(account) },
    },
    select: { id: true, purchasingAccountId: true, roles: true, lastSeenAt: true },
  });
  if (!membership) return null;
  if (now.getTime() - (membership.lastSeenAt?.getTime() ?? 0) > TOUCH_EVERY) {
    await db.membership.updateMany({ where: { id: membership.id }, data: { lastSeenAt: now } });
  }
  return {
    kind: "member",
    userId: person.userId,
    membershipId: membership.id,
    purchasingAccountId: membership.purchasingAccountId,
    roles: sortRoles(membership.roles),
    ...(person.origin ? { origin: person.origin } : {}),
  };
}
