import { recordEvent } from "../audit/record-event";
import { isPersonalDomain } from "../accounts/personal-mail";
import { numberKey } from "../canonical";
import type { Tx } from "../db/client";
import { lockName } from "../db/lock";
import { fileTransaction } from "../db/transaction";
import { notFound } from "../errors";
import { designateAdministrator } from "../invitations/designate-administrator";
import type { OperatorActor, SystemActor } from "../policy/actor";
import { requireVendor } from "../policy/scope";
import type { AccountRecord, AgreementRecord } from "./agreement-file";
import { compareAgreement, type Difference } from "./compare-agreement";
import { administratorStates, type AdministratorState } from "../designations/administrator-state";
import { updateAgreement } from "./update-agreement";
import { saveOrganization, savePartner } from "./save-parties";

export interface AccountOutcome {
  readonly accountNumber: string;
  readonly administrator: string;
  readonly state: AdministratorState;
  /** True when this call sent the invitation. */
  readonly invited: boolean;
  readonly personalMail: boolean;
}

export interface AddOutcome {
  readonly accounts: readonly AccountOutcome[];
  /** What the file says otherwise than the records do. Not empty: nothing at all was changed. */
  readonly differences: readonly Difference[];
}

/** Carries the differences out of the transaction that they roll back. */
class Differs extends Error {
  constructor(readonly differences: readonly Difference[]) {
    super("the file differs from the records");
  }
}

/**
 * Records signed agreements and invites each purchasing account's administrator (R1, A8): all of the
 * file or nothing. The same file again changes nothing and mails nobody; a changed one needs
 * `update`, and a changed administrator is refused even then.
 */
export async function addAgreements(
  actor: OperatorActor | SystemActor,
  records: readonly AgreementRecord[],
  { update = false }: { update?: boolean } = {},
  now = new Date(),
): Promise<AddOutcome> {
  requireVendor(actor);
  try {
    const accounts = await fileTransaction(async (tx) => {
      // Always in the same order, so that two files with the same agreements don't lock each other.
      for (const name of namesOf(records)) await lockName(tx, name);
      const differences: Difference[] = [];
      const invited = new Set<string>();
      for (const record of records) {
        differences.push(...(await putAgreement(tx, actor, record, update, invited, now)));
      }
      if (differences.length > 0) throw new Differs(differences);
      return outcomes(tx, records, invited, now);
    });
    return { accounts, differences: [] };
  } catch (error) {
    if (error instanceof Differs) return { accounts: [], differences: error.differences };
    throw error;
  }
}

/** Every number that the file may make: two files with one of them in common take turns. */
function namesOf(records: readonly AgreementRecord[]): string[] {
  return records
    .flatMap((record) => [
      `agreement:${numberKey(record.agreementNumber)}`,
      ...record.purchasingAccounts.map(({ number }) => `account:${numberKey(number)}`),
    ])
    .sort();
}

async function putAgreement(
  tx: Tx,
  actor: OperatorActor | SystemActor,
  record: AgreementRecord,
  update: boolean,
  invited: Set<string>,
  now: Date,
): Promise<readonly Difference[]> {
  const { known, differences } = await compareAgreement(tx, record);
  if (known) {
    const final = differences.filter((difference) => difference.refused || !update);
    if (final.length > 0 || differences.length === 0) return final;
    await updateAgreement(tx, actor, record, known, now);
  } else {
    if (differences.some((difference) => difference.refused || !update)) return differences;
    await createAgreement(tx, actor, record, now);
  }
  const agreement = await tx.agreement.findUniqueOrThrow({
    where: { numberKey: numberKey(record.agreementNumber) },
    include: { accounts: { select: { numberKey: true } } },
  });
  const present = new Set(agreement.accounts.map((account) => account.numberKey));
  for (const account of record.purchasingAccounts) {
    const key = numberKey(account.number);
    if (present.has(key)) continue;
    await createAccount(tx, actor, agreement.id, record, account, now);
    invited.add(key);
  }
  return [];
}

async function createAgreement(
  tx: Tx,
  actor: OperatorActor | SystemActor,
  record: AgreementRecord,
  now: Date,
): Promise<void> {
  const organizationId = await saveOrganization(tx, record, now);
  const { id } = await tx.agreement.create({
    data: {
      organizationId,
      number: record.agreementNumber,
      numberKey: numberKey(record.agreementNumber),
      signedOn: new Date(record.signedOn),
      endsOn: record.endsOn === undefined ? null : new Date(record.endsOn),
      signatoryName: record.signatory.name,
      signatoryEmail: record.signatory.email.email,
      createdAt: now,
    },
    select: { id: true },
  });
  await recordEvent(tx, actor, now, {
    action: "agreement.added",
    object: { kind: "agreement", id },
  });
}

async function createAccount(
  tx: Tx,
  actor: OperatorActor | SystemActor,
  agreementId: string,
  record: AgreementRecord,
  account: AccountRecord,
  now: Date,
): Promise<void> {
  const partner = account.partner ?? record.partner;
  const { id } = await tx.purchasingAccount.create({
    data: {
      agreementId,
      partnerId: partner ? await savePartner(tx, partner, now) : null,
      number: account.number,
      numberKey: numberKey(account.number),
      name: account.name,
      createdAt: now,
    },
    select: { id: true },
  });
  await recordEvent(tx, actor, now, {
    action: "account.added",
    object: { kind: "purchasingAccount", id },
    purchasingAccountId: id,
    data: { agreementId },
  });
  const { email: address, ...person } = account.administrator;
  await designateAdministrator(
    tx,
    actor,
    { purchasingAccountId: id, person: { ...person, ...address } },
    now,
  );
}

async function outcomes(
  tx: Tx,
  records: readonly AgreementRecord[],
  invited: ReadonlySet<string>,
  now: Date,
): Promise<AccountOutcome[]> {
  const accounts = records.flatMap((record) => record.purchasingAccounts);
  const keys = accounts.map((account) => numberKey(account.number));
  const states = await administratorStates(tx, keys, now);
  return keys.map((key) => {
    const found = states.get(key);
    if (!found) throw notFound();
    return {
      accountNumber: found.number,
      administrator: found.email,
      state: found.state,
      invited: invited.has(key),
      personalMail: isPersonalDomain(found.emailKey.slice(found.emailKey.lastIndexOf("@") + 1)),
    };
  });
}
