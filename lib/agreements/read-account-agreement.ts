import { numberKey } from "../canonical";
import { fullName } from "../accounts/full-name";
import { db } from "../db/client";
import { notFound } from "../errors";
import type { MemberActor, Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { accountScope } from "../policy/scope";
import { agreementStatus, type AgreementState } from "./agreement-status";
import { readTerms, type Terms } from "./terms";

interface Party {
  readonly number: string;
  readonly name: string;
}

export interface AccountAgreement {
  /** As addresses spell the number. */
  readonly key: string;
  readonly number: string;
  readonly organization: Party;
  readonly account: Party;
  readonly signedOn: Date;
  readonly endsOn: Date | null;
  readonly status: AgreementState;
  readonly signatory: string;
  readonly partner: Party | null;
  /** Who is designated as Purchasing Account Administrator. */
  readonly administrator: string | null;
  readonly terms: Terms;
  /** 0 before anybody saved the terms. */
  readonly version: number;
  readonly saved: { readonly by: string; readonly at: Date } | null;
  /** The agreement's other purchasing accounts in which the reader is a member. */
  readonly siblings: readonly (Party & { readonly key: string })[];
}

/**
 * The agreement of the actor's purchasing account with the account's own terms (R65 to R69). Throws
 * `forbidden`, and `notFound` for another agreement's number.
 */
export async function readAccountAgreement(
  actor: Actor,
  { agreementNumber }: { agreementNumber: string },
  now = new Date(),
): Promise<AccountAgreement> {
  authorize(actor, "agreements.view");
  const key = numberKey(agreementNumber);
  const account = await db.purchasingAccount.findFirst({
    where: { ...accountScope(actor), agreement: { numberKey: key } },
    include: {
      partner: true,
      agreement: { include: { organization: true } },
      designations: { where: { until: null } },
      terms: { include: { updatedBy: true } },
    },
  });
  if (!account) throw notFound();
  const { agreement, terms, partner } = account;
  const [designated] = account.designations;
  return {
    key,
    number: agreement.number,
    organization: party(agreement.organization),
    account: party(account),
    signedOn: agreement.signedOn,
    endsOn: agreement.endsOn,
    status: agreementStatus(agreement, now),
    signatory: agreement.signatoryName,
    partner: partner && party(partner),
    administrator: designated ? fullName(designated) : null,
    terms: readTerms(terms),
    version: terms?.version ?? 0,
    saved: terms && { by: fullName(terms.updatedBy), at: terms.updatedAt },
    siblings: await readSiblings(actor, account),
  };
}

/** Only those that the same person may enter: nothing tells of the others (decision 21). */
async function readSiblings(
  { userId }: MemberActor,
  { id, agreementId }: { id: string; agreementId: string },
) {
  const accounts = await db.purchasingAccount.findMany({
    where: { agreementId, NOT: { id }, memberships: { some: { userId, status: "ACTIVE" } } },
    orderBy: { numberKey: "asc" },
    select: { numberKey: true, number: true, name: true },
  });
  return accounts.map((account) => ({ ...party(account), key: account.numberKey }));
}

const party = ({ number, name }: Party): Party => ({ number, name });
