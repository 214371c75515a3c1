import type { z } from "zod";
import { recordEvent } from "../audit/record-event";
import { db, type Tx } from "../db/client";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import type { PersonActor } from "../policy/actor";
import { PASSWORD_MIN, passwordLength } from "./password-policy";
import { newRecoveryCodes } from "./recovery-codes";
import { currentPasswordSchema, requirePassword, wrongField } from "./require-password";
import { takeCode } from "./second-factor";
import type { User } from "../../prisma/generated/client";
import { codeSchema, countCode, wrongCode } from "./sign-in-code";
import { tellSecondFactor } from "./tell-second-factor";

/** What My Profile says about the second factor; null while there is none. */
export async function readSecondFactor(actor: PersonActor) {
  const { userId } = actor;
  const totp = await db.totp.findFirst({ where: { userId, confirmedAt: { not: null } } });
  if (!totp?.confirmedAt) return null;
  const codesLeft = await db.recoveryCode.count({ where: { userId, usedAt: null } });
  return { since: totp.confirmedAt, codesLeft, resetAt: totp.resetAt };
}

/** New recovery codes for a code of the app or the last of the old ones, which end. */
export async function renewRecoveryCodes(
  actor: PersonActor,
  { code }: z.infer<typeof codeSchema>,
  now = new Date(),
): Promise<{ recoveryCodes: string[] }> {
  return withCode(actor, code, "second_factor.codes_renewed", now, async (tx) => ({
    recoveryCodes: await newRecoveryCodes(tx, actor.userId),
  }));
}

export const turnOffSecondFactorSchema = codeSchema.extend({
  currentPassword: currentPasswordSchema,
});

/** Goes back to the password alone, which must be long enough for that (decisions 16 and 18). */
export async function turnOffSecondFactor(
  actor: PersonActor,
  { currentPassword, code }: z.infer<typeof turnOffSecondFactorSchema>,
  now = new Date(),
): Promise<void> {
  const { passwordHash } = await db.user.findUniqueOrThrow({ where: { id: actor.userId } });
  await requirePassword({ id: actor.userId, passwordHash }, currentPassword);
  if (passwordLength(currentPassword) < PASSWORD_MIN) {
    throw wrongField("currentPassword", "passwordTooShortAlone", { min: PASSWORD_MIN });
  }
  await withCode(actor, code, "second_factor.turned_off", now, async (tx, user) => {
    // Locks the person, so that a shorter password set at this moment is noticed.
    const { count } = await tx.user.updateMany({
      where: { id: actor.userId, passwordHash },
      data: { passwordHash },
    });
    if (count === 0) throw refuse("conflict", "changedMeanwhile");
    await removeSecondFactor(tx, actor.userId);
    await tellSecondFactor(tx, user, "off", now);
  });
}

/** Stops a reset that the operator announced: whoever reads this still has the second factor. */
export async function keepSecondFactor(
  actor: PersonActor,
  { code }: z.infer<typeof codeSchema>,
  now = new Date(),
): Promise<void> {
  await withCode(actor, code, "second_factor.kept", now, async (tx) => {
    await tx.totp.updateMany({ where: { userId: actor.userId }, data: { resetAt: null } });
  });
}

export async function removeSecondFactor(tx: Tx, userId: string): Promise<void> {
  await tx.totp.deleteMany({ where: { userId } });
  await tx.recoveryCode.deleteMany({ where: { userId } });
}

/** Does something for a right code, in the transaction that takes the code. */
async function withCode<T>(
  actor: PersonActor,
  code: string,
  action: "second_factor.codes_renewed" | "second_factor.turned_off" | "second_factor.kept",
  now: Date,
  run: (tx: Tx, user: User) => Promise<T>,
): Promise<T> {
  const user = await db.user.findUniqueOrThrow({ where: { id: actor.userId } });
  const limits = await countCode(user, actor.origin?.addressBlock ?? "");
  const result = await transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "User" WHERE "id" = ${user.id}::uuid FOR UPDATE`;
    if ((await takeCode(tx, user.id, code, now)) === null) throw wrongCode();
    await recordEvent(tx, actor, now, { action, object: { kind: "user", id: user.id } });
    return run(tx, user);
  });
  await limits.forgive();
  return result;
}
