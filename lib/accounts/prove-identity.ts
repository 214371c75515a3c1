import { z } from "zod";
import { db } from "../db/client";
import type { MemberActor, PersonActor } from "../policy/actor";
import { requirePassword, wrongField } from "./require-password";
import { hasSecondFactor, takeCode } from "./second-factor";
import { countCode, wrongCode } from "./sign-in-code";

/** Fields of a form that asks again who is there. */
export const identitySchema = z.object({
  currentPassword: z.string().max(1000, "passwordWrong").optional(),
  code: z.string().trim().max(40, "codeFailed").optional(),
});

/** A code where there is a second factor, else the password: a browser left open isn't enough. */
export async function proveIdentity(
  actor: PersonActor | MemberActor,
  { currentPassword, code }: z.infer<typeof identitySchema>,
  now: Date,
): Promise<void> {
  const user = await db.user.findUniqueOrThrow({ where: { id: actor.userId } });
  if (!(await hasSecondFactor(db, user.id))) {
    if (!currentPassword) throw wrongField("currentPassword", "required");
    return requirePassword(user, currentPassword);
  }
  if (!code) throw wrongField("code", "required");
  const limits = await countCode(user, actor.origin?.addressBlock ?? "");
  if ((await takeCode(db, user.id, code, now)) === null) throw wrongCode();
  await limits.forgive();
}
