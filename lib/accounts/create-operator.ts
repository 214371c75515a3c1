import { z } from "zod";
import { recordEvent } from "../audit/record-event";
import { parseAddress, type Address } from "../canonical";
import type { Tx } from "../db/client";
import { transaction } from "../db/transaction";
import { DomainError } from "../errors";
import { enqueueMail, recipientOf } from "../mail/enqueue-mail";
import type { OperatorActor, SystemActor } from "../policy/actor";
import { issueOneTimeLink } from "./one-time-link";
import { emailSchema, nameSchema } from "./person-schema";

export const createOperatorSchema = z.object({
  email: emailSchema,
  firstName: nameSchema,
  lastName: nameSchema,
});

type Input = z.infer<typeof createOperatorSchema>;

export type CreatedOperator =
  | { readonly outcome: "link"; readonly token: string; readonly expiresAt: Date }
  | { readonly outcome: "granted"; readonly email: string };

/**
 * Makes an operator (decision 23). A new address gets a one-time link of 24 hours, and a second call
 * ends the first link; a known person with a password gets the hat and a notice, never a new password.
 */
export async function createOperator(
  actor: SystemActor,
  input: Input,
  now = new Date(),
): Promise<CreatedOperator> {
  const address = readOperatorAddress(input.email);
  return transaction(async (tx) => {
    const user = await lockOperatorUser(tx, address, input, now);
    const isNew = await grantOperator(tx, actor, user.id, now);
    if (user.passwordHash === null) {
      const { token, expiresAt } = await issueOneTimeLink(tx, "OPERATOR", user.id, now);
      return { outcome: "link", token, expiresAt } as const;
    }
    if (isNew) await tellGranted(tx, user, now);
    return { outcome: "granted", email: user.email } as const;
  });
}

export function readOperatorAddress(typed: string): Address {
  const address = parseAddress(typed);
  if (typeof address !== "string") return address;
  throw new DomainError("invalid", { key: address }, { email: { key: address } });
}

/** The person with an address, made when there is none, and locked. */
export async function lockOperatorUser(tx: Tx, address: Address, input: Input, now: Date) {
  const { firstName, lastName } = input;
  await tx.user.createMany({
    data: { ...address, firstName, lastName, language: "en", country: "US", createdAt: now },
    skipDuplicates: true,
  });
  // Two calls at once: the second waits here, so that one link lives at the end.
  await tx.$queryRaw`SELECT 1 FROM "User" WHERE "emailKey" = ${address.emailKey} FOR UPDATE`;
  return tx.user.findUniqueOrThrow({ where: { emailKey: address.emailKey } });
}

/** Makes a locked person an operator, also one who was an operator before; whether that is new. */
export async function grantOperator(
  tx: Tx,
  actor: OperatorActor | SystemActor,
  userId: string,
  now: Date,
): Promise<boolean> {
  const made = await tx.operator.createMany({
    data: { userId, since: now },
    skipDuplicates: true,
  });
  const back = await tx.operator.updateMany({
    where: { userId, endedAt: { not: null } },
    data: { since: now, endedAt: null },
  });
  if (made.count + back.count === 0) return false;
  await recordEvent(tx, actor, now, {
    action: "operator.created",
    object: { kind: "user", id: userId },
  });
  return true;
}

export async function tellGranted(
  tx: Tx,
  user: Parameters<typeof recipientOf>[0] & { readonly language: string },
  now: Date,
): Promise<void> {
  await enqueueMail(tx, now, {
    template: "operatorGranted",
    language: user.language,
    to: recipientOf(user),
  });
}
