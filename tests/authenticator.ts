import { generateSync } from "otplib";
import {
  beginSecondFactor,
  confirmSecondFactor,
  readSetUp,
} from "../lib/accounts/set-up-second-factor";
import type { PersonActor } from "../lib/policy/actor";
import { NOW, PASSWORD } from "./factories";

/** A telephone with an authenticator app: what it shows at a moment. */
export const codeAt = (secret: string, now: Date) =>
  generateSync({ secret, epoch: Math.floor(now.getTime() / 1000) });

/** Sets up a second factor as the pages do; its secret, and the recovery codes that were shown. */
export async function setUpSecondFactor(actor: PersonActor, now = NOW, password = PASSWORD) {
  await beginSecondFactor(actor, { currentPassword: password }, now);
  const secret = (await readSetUp(actor, now))?.secret.replaceAll(" ", "") ?? "";
  const code = codeAt(secret, now);
  const { recoveryCodes } = await confirmSecondFactor(actor, { code }, now);
  return { secret, recoveryCodes };
}
