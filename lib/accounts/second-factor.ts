import { db, type Tx } from "../db/client";
import { codeKey } from "../canonical";
import { decrypt } from "../secrets";
import { stepOf } from "./authenticator-app";
import { PASSWORD_MIN, PASSWORD_MIN_WITH_FACTOR } from "./password-policy";
import { takeRecoveryCode } from "./recovery-codes";

export const sealOf = (userId: string) => ({ purpose: "totp", owner: userId }) as const;

/** Whether a person signs in with a code besides the password. */
export async function hasSecondFactor(tx: Tx, userId: string): Promise<boolean> {
  const totp = await tx.totp.findUnique({ where: { userId }, select: { confirmedAt: true } });
  return totp?.confirmedAt != null;
}

/** How long a person's password must be: it may be shorter beside a second factor (decision 16). */
export async function passwordMinOf(userId: string, tx: Tx = db): Promise<number> {
  return (await hasSecondFactor(tx, userId)) ? PASSWORD_MIN_WITH_FACTOR : PASSWORD_MIN;
}

/**
 * Takes a code of the app, or a recovery code, each of them once: the guarded update decides between
 * two at the same moment. Null for a wrong one and for one that was taken before.
 */
export async function takeCode(
  tx: Tx,
  userId: string,
  typed: string,
  now: Date,
): Promise<"app" | "recovery" | null> {
  if (await takeAppCode(tx, userId, codeKey(typed), now)) return "app";
  return (await takeRecoveryCode(tx, userId, typed, now)) ? "recovery" : null;
}

async function takeAppCode(tx: Tx, userId: string, code: string, now: Date): Promise<boolean> {
  const totp = await tx.totp.findUnique({ where: { userId } });
  const secret = totp?.confirmedAt && decrypt(totp.secretEnc, sealOf(userId));
  const step = secret ? stepOf(secret, code, now) : null;
  if (step === null) return false;
  const { count } = await tx.totp.updateMany({
    where: { userId, confirmedAt: { not: null }, lastStep: { lt: step } },
    data: { lastStep: step },
  });
  return count === 1;
}
