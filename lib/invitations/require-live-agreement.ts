import { agreementStatus } from "../agreements/agreement-status";
import type { Tx } from "../db/client";
import { refuse } from "../errors";

/** Throws `conflict` when the account's agreement has ended: nobody is invited into it (edges 31, 53). */
export async function requireLiveAgreement(tx: Tx, purchasingAccountId: string, now: Date) {
  const agreement = await tx.agreement.findFirstOrThrow({
    where: { accounts: { some: { id: purchasingAccountId } } },
    select: { status: true, endsOn: true },
  });
  if (agreementStatus(agreement, now) !== "ACTIVE") throw refuse("conflict", "agreementOver");
}
