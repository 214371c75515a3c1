import type { Address } from "../canonical";
import type { Tx } from "../db/client";
import { enqueueMails, recipientOf, type Mail } from "../mail/enqueue-mail";
import type { MemberActor } from "../policy/actor";

interface Told {
  readonly purchasingAccountId: string;
  readonly subscriptionId: string;
  readonly people: readonly Address[];
}

/**
 * Mails those who were assigned a seat by somebody, in their own language where the portal knows them,
 * else in the assigner's. Once a day for each seat: assigning and reclaiming in turn floods nobody.
 */
export async function tellOfSeats(
  tx: Tx,
  actor: MemberActor,
  { purchasingAccountId, subscriptionId, people }: Told,
  now: Date,
): Promise<void> {
  const known = await knownPeople(tx, purchasingAccountId, people);
  const assigner = await tx.membership.findUniqueOrThrow({
    where: { id: actor.membershipId },
    select: { language: true },
  });
  const day = now.toISOString().slice(0, 10);
  const mails = people.map(({ email, emailKey }): Mail => {
    const person = known.get(emailKey);
    return {
      template: "seatAssigned",
      language: person?.language ?? assigner.language,
      to: person ? recipientOf(person) : { name: email, email, emailKey },
      props: { subscriptionId },
      purchasingAccountId,
      once: `seat-assigned:${subscriptionId}:${emailKey}:${day}`,
    };
  });
  await enqueueMails(tx, now, mails);
}

/** As this account knows them, else by their own sign-in. */
async function knownPeople(tx: Tx, purchasingAccountId: string, people: readonly Address[]) {
  const emailKey = { in: people.map((person) => person.emailKey) };
  const select = { email: true, emailKey: true, firstName: true, lastName: true, language: true };
  const users = await tx.user.findMany({ where: { emailKey }, select });
  const members = await tx.membership.findMany({
    where: { purchasingAccountId, emailKey, NOT: { status: "REMOVED" } },
    select,
  });
  return new Map([...users, ...members].map((person) => [person.emailKey, person]));
}
