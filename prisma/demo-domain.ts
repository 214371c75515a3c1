import { db } from "../lib/db/client";
import { associateDomain } from "../lib/domains/associate-domain";
import type { MemberActor } from "../lib/policy/actor";
import { assignSeat } from "../lib/seats/assign-seat";
import { CONTOSO } from "../tests/world";

const SEATED = ["dana.kowalski@contoso.com", "tom.baker@contoso.com"];

/**
 * Contoso's domain, so that its online services are open. The demo has no DNS of its own: the row is marked
 * as verified here, no event says that a record was found, and without a next check nobody looks for one.
 */
export async function playDomain(now: Date): Promise<void> {
  const actor = await administrator();
  const { domainId } = await associateDomain(actor, { domain: "contoso.com" }, now);
  await db.domain.update({
    where: { id: domainId },
    data: { status: "VERIFIED", verifiedAt: now, nextCheckAt: null },
  });
}

/** The first seats in the first of Contoso's online services. */
export async function playSeats(now: Date): Promise<void> {
  const actor = await administrator();
  const { id: subscriptionId } = await db.subscription.findFirstOrThrow({
    where: { purchasingAccountId: actor.purchasingAccountId },
    orderBy: { name: "asc" },
  });
  for (const email of SEATED) await assignSeat(actor, { subscriptionId, email }, now);
}

async function administrator(): Promise<MemberActor> {
  const dana = await db.membership.findFirstOrThrow({
    where: { emailKey: "dana.kowalski@contoso.com", purchasingAccount: { numberKey: CONTOSO } },
  });
  return {
    kind: "member",
    userId: dana.userId ?? "",
    membershipId: dana.id,
    purchasingAccountId: dana.purchasingAccountId,
    roles: dana.roles,
  };
}
