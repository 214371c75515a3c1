import { db } from "../db/client";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { accountScope } from "../policy/scope";
import { agreementStatus, type AgreementState } from "./agreement-status";

export interface AgreementRow {
  /** As addresses spell the number. */
  readonly key: string;
  readonly number: string;
  readonly signedOn: Date;
  readonly endsOn: Date | null;
  readonly status: AgreementState;
  readonly partner: string | null;
  readonly customerReference: string | null;
}

/** The agreement of the actor's purchasing account; siblings show only to who is a member there. */
export async function listAgreements(actor: Actor, now = new Date()): Promise<AgreementRow[]> {
  authorize(actor, "agreements.view");
  const accounts = await db.purchasingAccount.findMany({
    where: accountScope(actor),
    include: { agreement: true, partner: true, terms: { select: { customerReference: true } } },
  });
  return accounts.map(({ agreement, partner, terms }) => ({
    key: agreement.numberKey,
    number: agreement.number,
    signedOn: agreement.signedOn,
    endsOn: agreement.endsOn,
    status: agreementStatus(agreement, now),
    partner: partner?.name ?? null,
    customerReference: terms?.customerReference ?? null,
  }));
}
