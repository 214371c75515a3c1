import { z } from "zod";
import { recordEvent } from "../audit/record-event";
import { db } from "../db/client";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import { countTry, forgiveTry } from "../limits";
import { enqueueMail, recipientOf } from "../mail/enqueue-mail";
import { SYSTEM, type Origin } from "../policy/actor";
import { hashLinkToken } from "../secrets";
import { checkNewPassword } from "./check-new-password";
import { newPasswordShape } from "./new-password-schema";
import { endOneTimeLinks } from "./one-time-link";
import { hashPassword } from "./password-hash";
import { passwordMinOf } from "./second-factor";
import { endSessions } from "./session";

export const setPasswordSchema = z.object({ token: z.string().max(200), ...newPasswordShape });

/**
 * Sets a password through a single-use link: a forgotten one (RESET) or an operator's first
 * (OPERATOR). The link is claimed in the transaction of its effect. Throws `gone` for a dead link.
 */
export async function setPassword(
  purpose: "RESET" | "OPERATOR",
  input: z.infer<typeof setPasswordSchema>,
  origin: Origin,
  now = new Date(),
): Promise<void> {
  await countTry("block", origin.addressBlock);
  const link = await db.oneTimeLink.findUnique({
    where: { tokenHash: hashLinkToken(input.token) },
    include: { user: true },
  });
  const user = link?.user;
  if (link?.purpose !== purpose || link.usedAt || link.expiresAt <= now) {
    throw refuse("gone", "linkGone");
  }
  if (!user || user.disabledAt) throw refuse("gone", "linkGone");
  await forgiveTry("block", origin.addressBlock);
  const min = await passwordMinOf(user.id);
  checkNewPassword(input, [user.email, user.firstName, user.lastName], min);
  const passwordHash = await hashPassword(input.password);
  await transaction(async (tx) => {
    const { count } = await tx.oneTimeLink.updateMany({
      where: { id: link.id, usedAt: null, expiresAt: { gt: now } },
      data: { usedAt: now },
    });
    if (count === 0) throw refuse("gone", "linkGone");
    await tx.user.update({
      where: { id: user.id },
      data: { passwordHash, passwordChangedAt: now },
    });
    // The second factor may have been turned off meanwhile; the person is locked by now.
    if ((await passwordMinOf(user.id, tx)) > min) throw refuse("conflict", "changedMeanwhile");
    await endSessions(tx, user.id, now);
    await endOneTimeLinks(tx, user.id, now);
    await recordEvent(tx, { ...SYSTEM, origin }, now, {
      action: purpose === "RESET" ? "password.reset" : "password.created",
      object: { kind: "user", id: user.id },
    });
    // An operator's first password replaces none: there is nobody to warn.
    if (purpose === "OPERATOR") return;
    await enqueueMail(tx, now, {
      template: "passwordChanged",
      language: user.language,
      to: recipientOf(user),
    });
  });
}
