import { db } from "../db/client";
import type { PartnerActor } from "../policy/actor";
import { openCustomerData } from "../visibility/open-customer-data";

/**
 * Whose orders and license details a partner is about to read, and how much of them. Throws `notFound`
 * for an account that it neither serves nor was granted visibility of: having sold something to it once
 * opens nothing (R87).
 */
export async function readBoughtAccount(
  actor: PartnerActor,
  { account }: { readonly account: string },
  now = new Date(),
) {
  const { purchasingAccountId, throughOthers } = await openCustomerData(actor, { account }, now);
  const found = await db.purchasingAccount.findUniqueOrThrow({
    where: { id: purchasingAccountId },
    select: {
      number: true,
      name: true,
      partnerId: true,
      agreement: { select: { organization: { select: { name: true } } } },
    },
  });
  const { number, name, partnerId, agreement } = found;
  return {
    ...{ number, name, throughOthers },
    organization: agreement.organization.name,
    /** Else only a grant opens it: the Purchasing Account Administrator is another partner's matter. */
    isServed: partnerId === actor.partnerId,
  };
}

export type BoughtAccount = Awaited<ReturnType<typeof readBoughtAccount>>;
