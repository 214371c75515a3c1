import { z } from "zod";
import { recordEvents } from "../audit/record-event";
import { transaction } from "../db/transaction";
import { notFound } from "../errors";
import type { PersonActor } from "../policy/actor";

export const endSessionSchema = z.object({
  session: z.union([z.literal("others"), z.uuid()], "notFound"),
});

/** Ends one of a person's sessions, or all but this one. How many it were. */
export async function endMySession(
  actor: PersonActor,
  { session }: z.infer<typeof endSessionSchema>,
  now = new Date(),
): Promise<{ ended: number }> {
  return transaction(async (tx) => {
    const ended = await tx.session.updateManyAndReturn({
      where: {
        userId: actor.userId,
        endedAt: null,
        ...(session === "others" ? { NOT: { id: actor.sessionId } } : { id: session }),
      },
      data: { endedAt: now },
      select: { id: true },
    });
    if (ended.length === 0 && session !== "others") throw notFound();
    const events = ended.map(({ id }) => ({
      action: "session.ended",
      object: { kind: "session", id },
    }));
    await recordEvents(tx, actor, now, events);
    return { ended: ended.length };
  });
}
