import { z } from "zod";
import { recordEvent } from "../audit/record-event";
import { db } from "../db/client";
import { DomainError, refuse } from "../errors";
import { countTry, forgiveTry } from "../limits";
import { openSession, type SignInVisit } from "./open-session";
import { takeCode } from "./second-factor";
import { tellSecondFactor } from "./tell-second-factor";

/** How long the step between password and code stays open: time to fetch the telephone. */
export const CODE_STEP_LIFE = 10 * 60_000;

export const codeSchema = z.object({
  code: z.string("required").trim().min(1, "required").max(40, "codeFailed"),
});

/** Who typed a right password, which one, and until when the code may follow. */
export interface CodeStep {
  readonly userId: string;
  readonly passwordChangedAt: number;
  readonly until: number;
}

interface Person {
  readonly id: string;
  readonly passwordChangedAt: Date | null;
}

export function codeStepOf(user: Person, now: Date): CodeStep {
  return {
    userId: user.id,
    passwordChangedAt: user.passwordChangedAt?.getTime() ?? 0,
    until: now.getTime() + CODE_STEP_LIFE,
  };
}

/**
 * The second half of signing in: a code of the app, or a recovery code, opens the session, each code
 * one. Wrong ones count against person and block. Throws `gone` when the password must be typed again.
 */
export async function finishSignIn(
  step: CodeStep,
  { code }: z.infer<typeof codeSchema>,
  visit: SignInVisit,
  now = new Date(),
): Promise<{ secret: string }> {
  const user = await db.user.findUnique({ where: { id: step.userId }, include: { totp: true } });
  const open = user?.totp?.confirmedAt && !user.disabledAt && now.getTime() < step.until;
  if (!open || codeStepOf(user, now).passwordChangedAt !== step.passwordChangedAt) {
    throw refuse("gone", "signInAgain");
  }
  const limits = await countCode(user, visit.origin.addressBlock);
  const session = await openSession(user.id, visit, now, async (tx, actor) => {
    const taken = await takeCode(tx, user.id, code, now);
    if (taken === null) throw wrongCode();
    if (taken !== "recovery") return;
    await recordEvent(tx, actor, now, {
      action: "second_factor.recovery_used",
      object: { kind: "user", id: user.id },
    });
    await tellSecondFactor(tx, user, "recovery", now);
  });
  await limits.forgive();
  return session;
}

/** Counts a code before it is judged; what turns out right is forgiven. */
export async function countCode(user: Person, addressBlock: string) {
  const pair = `${user.id}|${addressBlock}`;
  const anywhere = `${user.id}|${codeStepOf(user, new Date(0)).passwordChangedAt}`;
  await countTry("block", addressBlock);
  await countTry("secondFactorPair", pair);
  await countTry("secondFactor", anywhere);
  return {
    forgive: async () => {
      await forgiveTry("block", addressBlock);
      await forgiveTry("secondFactorPair", pair);
      await forgiveTry("secondFactor", anywhere);
    },
  };
}

export function wrongCode(key = "codeFailed"): DomainError {
  return new DomainError("invalid", { key: "checkFields" }, { code: { key } });
}
