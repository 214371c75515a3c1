import { z } from "zod";
import { recordEvent } from "../audit/record-event";
import { parseAddress, type Address } from "../canonical";
import { db, type Tx } from "../db/client";
import { lockName } from "../db/lock";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import { countTry } from "../limits";
import { enqueueMail, recipientOf } from "../mail/enqueue-mail";
import type { PersonActor } from "../policy/actor";
import type { User } from "../../prisma/generated/client";
import { createOneTimeLink } from "./one-time-link";
import { refusedPersonalDomain } from "./personal-mail";
import { identitySchema, proveIdentity } from "./prove-identity";
import { wrongField } from "./require-password";

/** Both mailboxes have this long to confirm. */
const EMAIL_CHANGE_LIFE = 24 * 3_600_000;

export const changeEmailSchema = identitySchema.extend({
  email: z.string("required").min(1, "required").max(320, "emailTooLong"),
});

type Input = z.infer<typeof changeEmailSchema>;

/**
 * Asks both mailboxes whether a person's sign-in address may change (edge 26); an earlier open change
 * ends. An address that somebody has gets the same answer and mails: only the end of it fails.
 */
export async function changeEmail(
  actor: PersonActor,
  input: Input,
  now = new Date(),
): Promise<{ email: string }> {
  const user = await db.user.findUniqueOrThrow({ where: { id: actor.userId } });
  const address = readNewAddress(input.email, user);
  await proveIdentity(actor, input, now);
  await countTry("emailChanges", user.id);
  await transaction(async (tx) => {
    await lockEmailChange(tx, user.id);
    await endEmailChanges(tx, user.id, now);
    const endsAt = new Date(now.getTime() + EMAIL_CHANGE_LIFE);
    const { id } = await tx.emailChange.create({
      data: {
        userId: user.id,
        newEmail: address.email,
        newKey: address.emailKey,
        createdAt: now,
        endsAt,
      },
    });
    await mailBoth(tx, user, address, { id, endsAt }, now);
    await recordEvent(tx, actor, now, {
      action: "email.change_asked",
      object: { kind: "user", id: user.id },
      personal: { before: { email: user.email }, after: { email: address.email } },
    });
  });
  return { email: address.email };
}

/** The change that waits for its mailboxes, for My Profile. */
export function readEmailChange(actor: PersonActor, now = new Date()) {
  return db.emailChange.findFirst({
    where: { userId: actor.userId, endedAt: null, endsAt: { gt: now } },
    select: { newEmail: true, endsAt: true, oldConfirmedAt: true, newConfirmedAt: true },
  });
}

export async function withdrawEmailChange(actor: PersonActor, now = new Date()): Promise<void> {
  await transaction(async (tx) => {
    await lockEmailChange(tx, actor.userId);
    if ((await endEmailChanges(tx, actor.userId, now)) === 0) {
      throw refuse("conflict", "changedMeanwhile");
    }
    await recordEvent(tx, actor, now, {
      action: "email.change_withdrawn",
      object: { kind: "user", id: actor.userId },
    });
  });
}

/** One at a time for a person: asking, confirming, withdrawing. Taken before every other lock. */
export function lockEmailChange(tx: Tx, userId: string): Promise<void> {
  return lockName(tx, `email-change:${userId}`);
}

/** Ends a person's open changes; their links are dead with them. */
export async function endEmailChanges(tx: Tx, userId: string, now: Date): Promise<number> {
  await tx.oneTimeLink.updateMany({
    where: { emailChange: { userId }, usedAt: null },
    data: { usedAt: now },
  });
  const { count } = await tx.emailChange.updateMany({
    where: { userId, endedAt: null },
    data: { endedAt: now },
  });
  return count;
}

function readNewAddress(typed: string, user: User): Address {
  const address = parseAddress(typed);
  if (typeof address === "string") throw wrongField("email", address);
  if (address.emailKey === user.emailKey) throw wrongField("email", "emailSelf");
  const domain = refusedPersonalDomain(address.emailKey);
  if (domain !== null) throw wrongField("email", "emailPersonal", { domain });
  return address;
}

async function mailBoth(
  tx: Tx,
  user: User,
  address: Address,
  { id: emailChangeId, endsAt }: { id: string; endsAt: Date },
  now: Date,
): Promise<void> {
  const { language } = user;
  const old = await createOneTimeLink(tx, { purpose: "EMAIL_OLD", emailChangeId }, endsAt, now);
  const next = await createOneTimeLink(tx, { purpose: "EMAIL_NEW", emailChangeId }, endsAt, now);
  await enqueueMail(tx, now, {
    template: "emailChangeOld",
    language,
    to: recipientOf(user),
    oneTimeLinkId: old.id,
  });
  await enqueueMail(tx, now, {
    template: "emailChangeNew",
    language,
    to: { ...recipientOf(user), ...address },
    oneTimeLinkId: next.id,
  });
}
