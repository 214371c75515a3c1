import { z } from "zod";
import { recordEvent } from "../audit/record-event";
import { parseAddress } from "../canonical";
import { db, type Tx } from "../db/client";
import { transaction } from "../db/transaction";
import { notFound, refuse } from "../errors";
import { SYSTEM, type OperatorActor, type SystemActor } from "../policy/actor";
import { removeSecondFactor } from "./keep-second-factor";
import { endSessions } from "./session";
import { tellSecondFactor } from "./tell-second-factor";

/** How long the owner has to stop a reset that they didn't ask for (decision 18). */
const RESET_NOTICE = 24 * 3_600_000;

export const announceResetSchema = z.object({ email: z.string("required").min(1, "required") });

/** Announces that a lost second factor will be taken away in 24 hours; once, whatever is repeated. */
export async function announceSecondFactorReset(
  actor: OperatorActor | SystemActor,
  { email }: z.infer<typeof announceResetSchema>,
  now = new Date(),
): Promise<{ email: string; at: Date }> {
  const address = parseAddress(email);
  if (typeof address === "string") throw refuse("invalid", address);
  const { emailKey } = address;
  const user = await db.user.findUnique({ where: { emailKey }, include: { totp: true } });
  if (!user) throw notFound();
  if (!user.totp?.confirmedAt) throw refuse("conflict", "noSecondFactor");
  const at = new Date(now.getTime() + RESET_NOTICE);
  return transaction(async (tx) => {
    const { count } = await tx.totp.updateMany({
      where: { userId: user.id, confirmedAt: { not: null }, resetAt: null },
      data: { resetAt: at },
    });
    if (count === 0) throw refuse("conflict", "resetAnnounced");
    await recordReset(tx, actor, "second_factor.reset_announced", user.id, now);
    await tellSecondFactor(tx, user, "resetAnnounced", now, at);
    return { email: user.email, at };
  });
}

/** The worker's round: takes away what was announced a day ago and wasn't kept. How many it were. */
export async function resetSecondFactors(now: Date): Promise<number> {
  const due = await db.totp.findMany({
    where: { resetAt: { lte: now } },
    select: { userId: true },
    orderBy: { resetAt: "asc" },
    take: 100,
  });
  let done = 0;
  for (const { userId } of due) if (await resetOne(userId, now)) done += 1;
  return done;
}

async function resetOne(userId: string, now: Date): Promise<boolean> {
  return transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "User" WHERE "id" = ${userId}::uuid FOR UPDATE`;
    const still = await tx.totp.findFirst({ where: { userId, resetAt: { lte: now } } });
    if (!still) return false;
    await removeSecondFactor(tx, userId);
    await endSessions(tx, userId, now);
    await recordReset(tx, SYSTEM, "second_factor.reset", userId, now);
    const user = await tx.user.findUniqueOrThrow({ where: { id: userId } });
    await tellSecondFactor(tx, user, "reset", now);
    return true;
  });
}

function recordReset(
  tx: Tx,
  actor: OperatorActor | SystemActor,
  action: string,
  userId: string,
  now: Date,
): Promise<void> {
  return recordEvent(tx, actor, now, { action, object: { kind: "user", id: userId } });
}
