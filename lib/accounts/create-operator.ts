import { z } from "zod";
import { recordEvent } from "../audit/record-event";
import { parseAddress } from "../canonical";
import { transaction } from "../db/transaction";
import { DomainError } from "../errors";
import { enqueueMail, recipientOf } from "../mail/enqueue-mail";
import type { SystemActor } from "../policy/actor";
import { issueOneTimeLink } from "./one-time-link";
import { nameSchema } from "./person-schema";

export const createOperatorSchema = z.object({
  email: z.string("required"),
  firstName: nameSchema,
  lastName: nameSchema,
});

export type CreatedOperator =
  | { readonly outcome: "link"; readonly token: string; readonly expiresAt: Date }
  | { readonly outcome: "granted"; readonly email: string };

/**
 * Makes an operator (decision 23). A new address gets a one-time link of 24 hours, and a second call
 * ends the first link; a known person with a password gets the hat and a notice, never a new password.
 */
export async function createOperator(
  actor: SystemActor,
  input: z.infer<typeof createOperatorSchema>,
  now = new Date(),
): Promise<CreatedOperator> {
  const address = parseAddress(input.email);
  if (typeof address === "string") {
    throw new DomainError("invalid", { key: address }, { email: { key: address } });
  }
  const { firstName, lastName } = input;
  return transaction(async (tx) => {
    await tx.user.createMany({
      data: { ...address, firstName, lastName, language: "en", country: "US", createdAt: now },
      skipDuplicates: true,
    });
    // Two calls at once: the second waits here, so that one link lives at the end.
    await tx.$queryRaw`SELECT 1 FROM "User" WHERE "emailKey" = ${address.emailKey} FOR UPDATE`;
    const user = await tx.user.findUniqueOrThrow({ where: { emailKey: address.emailKey } });
    const { count } = await tx.operator.createMany({
      data: { userId: user.id, since: now },
      skipDuplicates: true,
    });
    if (count > 0) {
      await recordEvent(tx, actor, now, {
        action: "operator.created",
        object: { kind: "user", id: user.id },
      });
    }
    if (user.passwordHash === null) {
      const { token, expiresAt } = await issueOneTimeLink(tx, "OPERATOR", user.id, now);
      return { outcome: "link", token, expiresAt } as const;
    }
    if (count > 0) {
      await enqueueMail(tx, now, {
        template: "operatorGranted",
        language: user.language,
        to: recipientOf(user),
      });
    }
    return { outcome: "granted", email: user.email } as const;
  });
}
