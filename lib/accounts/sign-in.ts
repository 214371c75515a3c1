import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { recordEvent } from "../audit/record-event";
import { parseAddress } from "../canonical";
import { db } from "../db/client";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import { countFailure, countTry, failuresBeyond, forgiveTry } from "../limits";
import { verifyPassword } from "./password-hash";
import { endSession, startSession, type Visit } from "./session";

export const signInSchema = z.object({
  email: z.string("required").min(1, "required").max(320, "emailTooLong"),
  password: z.string("required").min(1, "required").max(1000, "required"),
});

/**
 * Opens a session for a work email and password (R9, R12). One neutral refusal for every reason,
 * at the same cost; failures count against decision 17's limits. Ends the browser's earlier session.
 */
export async function signIn(
  input: z.infer<typeof signInSchema>,
  visit: Visit & { previousSecret?: string | undefined },
  now = new Date(),
): Promise<{ secret: string }> {
  const address = parseAddress(input.email);
  // What is no address belongs to nobody, and costs the same to refuse.
  const known = typeof address !== "string";
  const emailKey = known ? address.emailKey : "no address";
  const block = visit.origin.addressBlock;
  const pair = `${emailKey.slice(0, 150)}|${block}`;
  await countTry("block", block);
  await countTry("signInPair", pair);
  await wait(await delayOf(emailKey));
  const user = known ? await db.user.findUnique({ where: { emailKey } }) : null;
  const matches = await verifyPassword(user?.passwordHash, input.password);
  if (!user || !matches || user.disabledAt) {
    await countFailure("signInAddress", emailKey.slice(0, 150));
    throw refuse("invalid", "signInFailed");
  }
  await Promise.all([forgiveTry("block", block), forgiveTry("signInPair", pair)]);
  if (visit.previousSecret !== undefined) await endSession(visit.previousSecret, now);
  return transaction(async (tx) => {
    const { secret, sessionId } = await startSession(tx, user.id, visit, now);
    await recordEvent(
      tx,
      { kind: "person", userId: user.id, sessionId, origin: visit.origin },
      now,
      {
        action: "session.started",
        object: { kind: "session", id: sessionId },
      },
    );
    return { secret };
  });
}

/** A quarter second more for each failure beyond the daily limit, up to five: slower, never locked. */
async function delayOf(emailKey: string): Promise<number> {
  return Math.min(5000, 250 * (await failuresBeyond("signInAddress", emailKey.slice(0, 150))));
}
