import { z } from "zod";
import { recordEvent } from "../audit/record-event";
import { db } from "../db/client";
import { transaction } from "../db/transaction";
import { DomainError, notFound, refuse } from "../errors";
import { countTry, forgiveTry } from "../limits";
import { enqueueMail, recipientOf } from "../mail/enqueue-mail";
import type { PersonActor } from "../policy/actor";
import { checkNewPassword } from "./check-new-password";
import { endOneTimeLinks } from "./one-time-link";
import { newPasswordShape } from "./new-password-schema";
import { hashPassword, verifyPassword } from "./password-hash";
import { endSessions } from "./session";

export const changePasswordSchema = z.object({
  currentPassword: z.string("required").min(1, "required").max(1000, "required"),
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
  await countTry("signInPair", user.id);
  if (!(await verifyPassword(user.passwordHash, input.currentPassword))) {
    throw wrongField("currentPassword", "passwordWrong");
  }
  await forgiveTry("signInPair", user.id);
  checkNewPassword(input, [user.email, user.firstName, user.lastName]);
  if (input.password === input.currentPassword) throw wrongField("password", "passwordSame");
  const passwordHash = await hashPassword(input.password);
  await transaction(async (tx) => {
    const { count } = await tx.user.updateMany({
      where: { id: user.id, passwordHash: user.passwordHash },
      data: { passwordHash, passwordChangedAt: now },
    });
    if (count === 0) throw refuse("conflict", "changedMeanwhile");
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

function wrongField(field: string, key: string): DomainError {
  return new DomainError("invalid", { key: "checkFields" }, { [field]: { key } });
}
