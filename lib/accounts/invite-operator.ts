import type { z } from "zod";
import type { Tx } from "../db/client";
import { transaction } from "../db/transaction";
import { DomainError, refuse } from "../errors";
import { enqueueMail, recipientOf } from "../mail/enqueue-mail";
import { liftSuppression } from "../mail/suppression";
import type { Actor } from "../policy/actor";
import { requireOperator } from "../policy/scope";
import {
  createOperatorSchema,
  grantOperator,
  lockOperatorUser,
  readOperatorAddress,
  tellGranted,
} from "./create-operator";
import { issueOneTimeLink } from "./one-time-link";

/** Between two mails to one invited operator. */
const GAP = 60_000;

export const inviteOperatorSchema = createOperatorSchema;

/**
 * Makes an operator from the desk (decision 23): a new address is mailed a one-time link of 24 hours,
 * and inviting it again sends a fresh one; a known person with a password gets the hat and a notice.
 * Throws `conflict` for who is an operator already, `limited` within a minute of the last link.
 */
export async function inviteOperator(
  actor: Actor,
  input: z.infer<typeof inviteOperatorSchema>,
  now = new Date(),
): Promise<{ outcome: "mailed" | "granted"; email: string }> {
  requireOperator(actor);
  const address = readOperatorAddress(input.email);
  return transaction(async (tx) => {
    const user = await lockOperatorUser(tx, address, input, now);
    const isNew = await grantOperator(tx, actor, user.id, now);
    const { email } = user;
    if (user.passwordHash !== null) {
      if (!isNew) {
        const already = { key: "alreadyOperator", values: { email } };
        throw new DomainError("conflict", { key: "checkFields" }, { email: already });
      }
      await tellGranted(tx, user, now);
      return { outcome: "granted", email } as const;
    }
    await keepGap(tx, user.id, now);
    await liftSuppression(tx, user.emailKey);
    const link = await issueOneTimeLink(tx, "OPERATOR", user.id, now);
    await enqueueMail(tx, now, {
      template: "operatorInvitation",
      language: user.language,
      to: recipientOf(user),
      oneTimeLinkId: link.id,
    });
    return { outcome: "mailed", email } as const;
  });
}

/** Asked under the person's lock, so that a button pressed twice mails once. */
async function keepGap(tx: Tx, userId: string, now: Date): Promise<void> {
  const recent = await tx.oneTimeLink.findFirst({
    where: { userId, purpose: "OPERATOR", createdAt: { gt: new Date(now.getTime() - GAP) } },
    select: { id: true },
  });
  if (recent) throw refuse("limited", "resentJustNow");
}
