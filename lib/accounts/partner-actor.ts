import { db } from "../db/client";
import type { PartnerActor, PersonActor } from "../policy/actor";

const TOUCH_EVERY = 60_000;

/**
 * The signed-in person as one of a partner's people, with the rights of this moment (decision 7); null
 * for everybody else. Notes the visit.
 */
export async function findPartnerUser(
  person: PersonActor,
  now = new Date(),
): Promise<PartnerActor | null> {
  const found = await db.partnerUser.findFirst({
    where: { userId: person.userId, status: "ACTIVE" },
    select: { id: true, partnerId: true, isAdministrator: true, lastSeenAt: true },
  });
  if (!found) return null;
  if (now.getTime() - (found.lastSeenAt?.getTime() ?? 0) > TOUCH_EVERY) {
    await db.partnerUser.updateMany({ where: { id: found.id }, data: { lastSeenAt: now } });
  }
  return {
    kind: "partner",
    userId: person.userId,
    partnerUserId: found.id,
    partnerId: found.partnerId,
    isAdministrator: found.isAdministrator,
    ...(person.origin ? { origin: person.origin } : {}),
  };
}
