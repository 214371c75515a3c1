import { z } from "zod";
import { recordEvent } from "../audit/record-event";
import { db } from "../db/client";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import type { PersonActor } from "../policy/actor";
import { decrypt, encrypt } from "../secrets";
import { newSecret, pairing, stepOf } from "./authenticator-app";
import { newRecoveryCodes } from "./recovery-codes";
import { currentPasswordSchema, requirePassword } from "./require-password";
import { sealOf } from "./second-factor";
import { endSessions } from "./session";
import { type codeSchema, countCode, wrongCode } from "./sign-in-code";
import { tellSecondFactor } from "./tell-second-factor";

/** How long a secret that was shown waits for its first code. */
const SET_UP_LIFE = 60 * 60_000;

export const beginSecondFactorSchema = z.object({ currentPassword: currentPasswordSchema });

/** Makes a secret for the app; it asks for nothing before `confirmSecondFactor`. */
export async function beginSecondFactor(
  actor: PersonActor,
  { currentPassword }: z.infer<typeof beginSecondFactorSchema>,
  now = new Date(),
): Promise<void> {
  const user = await db.user.findUniqueOrThrow({ where: { id: actor.userId } });
  await requirePassword(user, currentPassword);
  const waiting = { secretEnc: encrypt(newSecret(), sealOf(user.id)), createdAt: now };
  await transaction(async (tx) => {
    const made = await tx.totp.createMany({
      data: { userId: user.id, ...waiting },
      skipDuplicates: true,
    });
    if (made.count === 1) return;
    const again = await tx.totp.updateMany({
      where: { userId: user.id, confirmedAt: null },
      data: waiting,
    });
    if (again.count === 0) throw refuse("conflict", "secondFactorOn");
  });
}

/** What the app has to read while it is being set up; null when nothing is. */
export async function readSetUp(actor: PersonActor, now = new Date()) {
  const user = await findWaiting(actor, now);
  const secret = user?.totp && decrypt(user.totp.secretEnc, sealOf(user.id));
  return secret ? pairing(secret, user.email) : null;
}

/**
 * Turns the second factor on with its first code, and returns the recovery codes, which nobody can
 * read again. Ends the person's other sessions: they were opened without it.
 */
export async function confirmSecondFactor(
  actor: PersonActor,
  { code }: z.infer<typeof codeSchema>,
  now = new Date(),
): Promise<{ recoveryCodes: string[] }> {
  const user = await findWaiting(actor, now);
  const totp = user?.totp;
  if (!totp) throw refuse("gone", "setUpAgain");
  const limits = await countCode(user, actor.origin?.addressBlock ?? "");
  const secret = decrypt(totp.secretEnc, sealOf(user.id));
  const step = secret === undefined ? null : stepOf(secret, code.replace(/\s/g, ""), now);
  // There is no recovery code yet, and no code was taken: it must be the key or the clock.
  if (step === null) throw wrongCode("codeFirstFailed");
  await limits.forgive();
  return transaction(async (tx) => {
    const { count } = await tx.totp.updateMany({
      where: { userId: user.id, confirmedAt: null, secretEnc: totp.secretEnc },
      data: { confirmedAt: now, lastStep: step },
    });
    if (count === 0) throw refuse("conflict", "changedMeanwhile");
    const recoveryCodes = await newRecoveryCodes(tx, user.id);
    await endSessions(tx, user.id, now, actor.sessionId);
    await recordEvent(tx, actor, now, {
      action: "second_factor.turned_on",
      object: { kind: "user", id: user.id },
    });
    await tellSecondFactor(tx, user, "on", now);
    return { recoveryCodes };
  });
}

function findWaiting(actor: PersonActor, now: Date) {
  const since = new Date(now.getTime() - SET_UP_LIFE);
  return db.user.findFirst({
    where: { id: actor.userId, totp: { confirmedAt: null, createdAt: { gt: since } } },
    include: { totp: true },
  });
}
