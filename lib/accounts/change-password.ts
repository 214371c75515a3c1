import { z } from "zod";
import { recordEvent } from "../audit/record-event";
import { db } from "../db/client";
import { transaction } from "../db/transaction";
import { notFound, refuse } from "../errors";
import { enqueueMail, recipientOf } from "../mail/enqueue-mail";
import type { PersonActor } from "../policy/actor";
import { checkNewPassword } from "./check-new-password";
import { endOneTimeLinks } from "./one-time-link";
import { newPasswordShape } from "./new-password-schema";
import { hashPassword } from "./password-hash";
import { currentPasswordSchema, requirePassword, wrongField } from "./require-password";
import { passwordMinOf } from "./second-factor";
import { endSessions } from "./session";

export const changePasswordSchema = z.object({
  currentPassword: currentPasswordSchema,
  ...newPasswordShape,
});

/** A new password from My Profile; ends the person's other sessions and mails a notice. */
export async function changePassword(
  actor: PersonActor,
  input: z.infer<typeof changePasswordSchema>,
  now = new Date(),
): Promise<void> {
  const user = await db.user.findUnique({ where: { id: actor.userId } });
  if (!user) throw notFound();
  await requirePassword(user, input.currentPassword);
  const min = await passwordMinOf(user.id);
  checkNewPassword(input, [user.email, user.firstName, user.lastName], min);
  if (input.password === input.currentPassword) throw wrongField("password", "passwordSame");
  const passwordHash = await hashPassword(input.password);
  await transaction(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id: user.id, passwordHash: user.passwordHash },
      data: { passwordHash, passwordChangedAt: now },
    });
    if (count === 0) throw refuse("conflict", "changedMeanwhile");
    // The second factor may have been turned off meanwhile; the person is locked by now.
    if ((await passwordMinOf(user.id, tx)) > min) throw refuse("conflict", "changedMeanwhile");
    await endSessions(tx, user.id, now, actor.sessionId);
    await endOneTimeLinks(tx, user.id, now);
    await recordEvent(tx, actor, now, {
      action: "password.changed",
      object: { kind: "user", id: user.id },
    });
    await enqueueMail(tx, now, {
      template: "passwordChanged",
      language: user.language,
      to: recipientOf(user),
    });
  });
}
