import type { Tx } from "../db/client";
import { codeKey } from "../canonical";
import { hashToken, randomCode } from "../secrets";

const CODES = 10;

/** In signs of five bits each: too many to try out against the hashes of a stolen database. */
const LENGTH = 16;
const GROUP = /.{4}(?=.)/g;

/** New recovery codes instead of all earlier ones; who gets them sees them this once. */
export async function newRecoveryCodes(tx: Tx, userId: string): Promise<string[]> {
  await tx.recoveryCode.deleteMany({ where: { userId } });
  const codes = Array.from({ length: CODES }, () => randomCode(LENGTH));
  await tx.recoveryCode.createMany({
    data: codes.map((code) => ({ userId, codeHash: hashOf(userId, code) })),
  });
  return codes.map((code) => code.replace(GROUP, "$&-"));
}

/** Takes a recovery code, each once: the guarded update decides between two at the same moment. */
export async function takeRecoveryCode(
  tx: Tx,
  userId: string,
  typed: string,
  now: Date,
): Promise<boolean> {
  const { count } = await tx.recoveryCode.updateMany({
    where: { userId, codeHash: hashOf(userId, codeKey(typed)), usedAt: null },
    data: { usedAt: now },
  });
  return count === 1;
}

// Not derived from SECRETS: a paper in a drawer outlives them.
const hashOf = (userId: string, code: string) => hashToken(`${userId}:${code}`);
