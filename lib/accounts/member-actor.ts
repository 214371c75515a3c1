import { numberKey } from "../canonical";
import { db } from "../db/client";
import type { MemberActor, PersonActor } from "../policy/actor";
import { sortRoles } from "../policy/roles";
import { SESSION_IDLE } from "./session";

const TOUCH_EVERY = 60_000;

/** Away for longer than a session lives without a request, one comes for another visit. */
const VISIT_ENDS_AFTER = SESSION_IDLE;

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
  const { lastSeenAt } = membership;
  const away = now.getTime() - (lastSeenAt?.getTime() ?? 0);
  if (away > TOUCH_EVERY) {
    await db.membership.updateMany({
      // Of two requests at once only the first begins a visit.
      where: { id: membership.id, lastSeenAt },
      data: {
        lastSeenAt: now,
        ...(away > VISIT_ENDS_AFTER ? { previousSeenAt: lastSeenAt } : {}),
      },
    });
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
