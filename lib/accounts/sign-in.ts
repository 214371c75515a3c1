import { setTimeout as wait } from "node:timers/promises";
import { z } from "zod";
import { parseAddress } from "../canonical";
import { db } from "../db/client";
import { refuse } from "../errors";
import { countFailure, countTry, failuresBeyond, forgiveTry } from "../limits";
import { openSession, type SignInVisit } from "./open-session";
import { verifyPassword } from "./password-hash";
import { PASSWORD_MIN, passwordLength } from "./password-policy";
import { type CodeStep, codeStepOf } from "./sign-in-code";

export const signInSchema = z.object({
  email: z.string("required").min(1, "required").max(320, "emailTooLong"),
  password: z.string("required").min(1, "required").max(1000, "required"),
});

type Input = z.infer<typeof signInSchema>;

/** Signs in where the password is all there is; whoever has a second factor is refused (`conflict`). */
export async function signIn(
  input: Input,
  visit: SignInVisit,
  now = new Date(),
): Promise<{ secret: string }> {
  const { secret } = await beginSignIn(input, visit, now);
  if (secret === null) throw refuse("conflict", "codeNeeded");
  return { secret };
}

/**
 * Opens a session for a work email and password (R9, R12), or says who must type a code first. One
 * neutral refusal for every reason, at the same cost; failures count against decision 17's limits.
 * Ends the browser's earlier session.
 */
export async function beginSignIn(
  input: Input,
  visit: SignInVisit,
  now = new Date(),
): Promise<{ secret: string } | { secret: null; step: CodeStep }> {
  const address = parseAddress(input.email);
  // What is no address belongs to nobody, and costs the same to refuse.
  const known = typeof address !== "string";
  const emailKey = known ? address.emailKey : "no address";
  const block = visit.origin.addressBlock;
  const pair = `${emailKey.slice(0, 150)}|${block}`;
  await countTry("block", block);
  await countTry("signInPair", pair);
  await wait(await delayOf(emailKey));
  const user = known ? await findPerson(emailKey) : null;
  const forgive = () => Promise.all([forgiveTry("block", block), forgiveTry("signInPair", pair)]);
  const matches = await verifyPassword(user?.passwordHash, input.password).catch(
    async (error: unknown) => {
      // Nothing was judged, so nothing failed.
      await forgive();
      throw error;
    },
  );
  if (!user || !matches || user.disabledAt) {
    await countFailure("signInAddress", emailKey.slice(0, 150));
    throw refuse("invalid", "signInFailed");
  }
  await forgive();
  if (user.totp?.confirmedAt) return { secret: null, step: codeStepOf(user, now) };
  // The second factor that it stood beside was reset: alone it is too short (decision 18).
  if (passwordLength(input.password) < PASSWORD_MIN)
    throw refuse("forbidden", "passwordTooShortAlone", { min: PASSWORD_MIN });
  return openSession(user.id, visit, now);
}

function findPerson(emailKey: string) {
  return db.user.findUnique({ where: { emailKey }, include: { totp: true } });
}

/** A quarter second more for each failure beyond the daily limit, up to five: slower, never locked. */
async function delayOf(emailKey: string): Promise<number> {
  return Math.min(5000, 250 * (await failuresBeyond("signInAddress", emailKey.slice(0, 150))));
}
