import { db } from "../lib/db/client";
import { associateDomain } from "../lib/domains/associate-domain";
import type { MemberActor } from "../lib/policy/actor";
import { CONTOSO } from "../tests/world";

/**
 * Contoso's domain, so that its online services are open. The demo has no DNS of its own: the row is marked
 * as verified here, no event says that a record was found, and without a next check nobody looks for one.
 */
export async function playDomain(now: Date): Promise<void> {
  const dana = await db.membership.findFirstOrThrow({
    where: { emailKey: "dana.kowalski@contoso.com", purchasingAccount: { numberKey: CONTOSO } },
  });
  const actor: MemberActor = {
    kind: "member",
    userId: dana.userId ?? "",
    membershipId: dana.id,
    purchasingAccountId: dana.purchasingAccountId,
    roles: dana.roles,
  };
  const { domainId } = await associateDomain(actor, { domain: "contoso.com" }, now);
  await db.domain.update({
    where: { id: domainId },
    data: { status: "VERIFIED", verifiedAt: now, nextCheckAt: null },
  });
}
