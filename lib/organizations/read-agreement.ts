import { isPersonalDomain } from "../accounts/personal-mail";
import { agreementStatus, type AgreementState } from "../agreements/agreement-status";
import { numberKey } from "../canonical";
import { db } from "../db/client";
import { administratorStates, type Administrator } from "../designations/administrator-state";
import { notFound } from "../errors";
import type { Actor } from "../policy/actor";
import { requireVendor } from "../policy/scope";

const PAGE_SIZE = 50;

export interface AgreementFacts {
  readonly key: string;
  readonly number: string;
  readonly version: number;
  readonly organization: { readonly number: string; readonly name: string };
  readonly signedOn: Date;
  readonly endsOn: Date | null;
  readonly status: AgreementState;
  readonly signatory: { readonly name: string; readonly email: string };
  readonly accounts: readonly (Administrator & { readonly personalMail: boolean })[];
  /** The account number to continue after; null on the last page. */
  readonly next: string | null;
  /** Invitations that somebody could still follow: what ending the agreement withdraws. */
  readonly openInvitations: number;
}

/** One agreement with its purchasing accounts, for the vendor. Throws `notFound`. */
export async function readAgreement(
  actor: Actor,
  { agreementNumber, after = "" }: { agreementNumber: string; after?: string | undefined },
  now = new Date(),
): Promise<AgreementFacts> {
  requireVendor(actor);
  const agreement = await db.agreement.findUnique({
    where: { numberKey: numberKey(agreementNumber) },
    include: { organization: true },
  });
  if (!agreement) throw notFound();
  const { id: agreementId, organization } = agreement;
  const found = await db.purchasingAccount.findMany({
    where: { agreementId, numberKey: { gt: numberKey(after) } },
    orderBy: { numberKey: "asc" },
    take: PAGE_SIZE + 1,
    select: { numberKey: true },
  });
  const keys = found.slice(0, PAGE_SIZE).map((account) => account.numberKey);
  const states = await administratorStates(db, keys, now);
  return {
    key: agreement.numberKey,
    number: agreement.number,
    version: agreement.version,
    organization: { number: organization.number, name: organization.name },
    signedOn: agreement.signedOn,
    endsOn: agreement.endsOn,
    status: agreementStatus(agreement, now),
    signatory: { name: agreement.signatoryName, email: agreement.signatoryEmail },
    accounts: keys.flatMap((key) => {
      const administrator = states.get(key);
      return administrator ? [{ ...administrator, personalMail: isPersonal(administrator) }] : [];
    }),
    next: found.length > PAGE_SIZE ? (keys.at(-1) ?? null) : null,
    openInvitations: await db.invitation.count({
      where: {
        status: "PENDING",
        expiresAt: { gt: now },
        membership: { purchasingAccount: { agreementId } },
      },
    }),
  };
}

const isPersonal = ({ emailKey }: Administrator) =>
  isPersonalDomain(emailKey.slice(emailKey.lastIndexOf("@") + 1));
