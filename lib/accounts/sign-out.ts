import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import type { PersonActor } from "../policy/actor";

/** Ends the session of this browser, and with it the visit: what comes after it is news. */
export async function signOut(actor: PersonActor, now = new Date()): Promise<void> {
  await transaction(async (tx) => {
    const { count } = await tx.session.updateMany({
      where: { id: actor.sessionId, userId: actor.userId, endedAt: null },
      data: { endedAt: now },
    });
    if (count === 0) return;
    await tx.$executeRaw`
      UPDATE "Membership" SET "previousSeenAt" = "lastSeenAt"
      WHERE "userId" = ${actor.userId}::uuid AND "status" = 'ACTIVE' AND "lastSeenAt" IS NOT NULL`;
    await recordEvent(tx, actor, now, {
      action: "session.ended",
      object: { kind: "session", id: actor.sessionId },
    });
  });
}
