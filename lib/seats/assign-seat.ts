import { z } from "zod";
import { type Address, domainOf, parseAddress } from "../canonical";
import { transaction } from "../db/transaction";
import { DomainError, refuse, type Sentence } from "../errors";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { isEligible } from "./eligible-domains";
import { giveSeats } from "./give-seats";
import { requireAssignable } from "./require-assignable";
import { findSubscription } from "./subscription-scope";
import { tellOfSeats } from "./tell-of-seats";

export const assignSeatSchema = z.object({
  subscriptionId: z.uuid("notFound"),
  email: z.string("required").max(300, "emailTooLong"),
});

/**
 * Assigns a seat to one address, whether anybody with it is a member or not, and mails it. Throws
 * `conflict` when the last seat is gone, `invalid` for an address that no open domain covers (R79).
 */
export async function assignSeat(
  actor: Actor,
  { subscriptionId, email }: z.infer<typeof assignSeatSchema>,
  now = new Date(),
): Promise<{ email: string }> {
  authorize(actor, "provisioning.use");
  return transaction(async (tx) => {
    const subscription = await findSubscription(tx, actor, subscriptionId);
    const domains = await requireAssignable(tx, subscription, now);
    const person = readEligible(email, domains);
    if ("key" in person) throw atAddress(person);
    const gift = { ...placeOf(subscription), people: [person] };
    const [outcome] = await giveSeats(tx, actor, gift, now);
    if (outcome === "held") throw atAddress({ key: "seatHeld", values: { email: person.email } });
    if (outcome === "full") throw refuse("conflict", "seatsNone");
    await tellOfSeats(tx, actor, gift, now);
    return { email: person.email };
  });
}

/** The address as it is compared, or why it can't have a seat. */
export function readEligible(typed: string, domains: readonly string[]): Address | Sentence {
  const address = parseAddress(typed);
  if (typeof address === "string") return { key: address };
  if (isEligible(domains, address.emailKey)) return address;
  return { key: "seatDomain", values: { domain: domainOf(address.emailKey) } };
}

export const placeOf = ({
  id,
  purchasingAccountId,
}: {
  id: string;
  purchasingAccountId: string;
}) => ({
  subscriptionId: id,
  purchasingAccountId,
});

const atAddress = (email: Sentence) =>
  new DomainError("invalid", { key: "checkFields" }, { email });
