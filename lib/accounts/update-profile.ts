import { z } from "zod";
import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import type { PersonActor } from "../policy/actor";
import { nameSchema } from "./person-schema";
import { personTexts } from "./person-texts";

export const updateProfileSchema = z.object({ firstName: nameSchema, lastName: nameSchema });

/** Changes the person's own names, here and in every list that shows them (R52). */
export async function updateProfile(
  actor: PersonActor,
  input: z.infer<typeof updateProfileSchema>,
  now = new Date(),
): Promise<void> {
  await transaction(async (tx) => {
    const { emailKey } = await tx.user.findUniqueOrThrow({ where: { id: actor.userId } });
    await tx.membership.updateMany({
      where: { userId: actor.userId, NOT: { status: "REMOVED" } },
      data: { ...input, ...personTexts({ ...input, emailKey }) },
    });
    await tx.user.update({ where: { id: actor.userId }, data: input });
    await recordEvent(tx, actor, now, {
      action: "profile.changed",
      object: { kind: "user", id: actor.userId },
    });
  });
}
