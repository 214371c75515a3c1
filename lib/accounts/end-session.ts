import { z } from "zod";
import { recordEvent } from "../audit/record-event";
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
    for (const { id } of ended) {
      await recordEvent(tx, actor, now, {
        action: "session.ended",
        object: { kind: "session", id },
      });
    }
    return { ended: ended.length };
  });
}
