import { numberKey } from "../canonical";
import type { Tx } from "../db/client";
import type { AccountRecord, AgreementRecord } from "./agreement-file";
import { organizationNumber } from "./save-parties";

export interface Difference {
  readonly agreementNumber: string;
  readonly field: string;
  readonly recorded: string;
  readonly inFile: string;
  /** No option lets this through: it is done elsewhere or not at all. */
  readonly refused: boolean;
}

/** What a record of the file says otherwise than what is recorded under its numbers. */
export async function compareAgreement(tx: Tx, record: AgreementRecord) {
  const key = numberKey(record.agreementNumber);
  const known = await loadAgreement(tx, key);
  const differences: Difference[] = [];
  const compare = (
    field: string,
    recorded: string | null | undefined,
    inFile: string | null | undefined,
    refused = false,
  ) => {
    const [a, b] = [recorded ?? "", inFile ?? ""];
    if (a === b) return;
    const { agreementNumber } = record;
    differences.push({
      agreementNumber,
      field,
      recorded: a || "nothing",
      inFile: b || "nothing",
      refused,
    });
  };

  await compareParties(tx, record, compare);
  const keys = record.purchasingAccounts.map((account) => numberKey(account.number));
  const elsewhere = await tx.purchasingAccount.findMany({
    where: { numberKey: { in: keys }, NOT: { agreement: { numberKey: key } } },
    include: { agreement: true },
  });
  for (const account of elsewhere) {
    const field = `purchasingAccounts.${account.number}`;
    compare(
      field,
      `agreement ${account.agreement.number}`,
      `agreement ${record.agreementNumber}`,
      true,
    );
  }
  if (!known) return { known, differences };

  compare(
    "organization.number",
    known.organization.numberKey,
    numberKey(organizationNumber(record)),
    true,
  );
  compare("signedOn", isoDay(known.signedOn), record.signedOn);
  compare("endsOn", isoDay(known.endsOn), record.endsOn);
  compare("signatory.name", known.signatoryName, record.signatory.name);
  compare("signatory.email", known.signatoryEmail, record.signatory.email.email);
  for (const account of record.purchasingAccounts) {
    const found = known.accounts.find(({ numberKey: k }) => k === numberKey(account.number));
    const field = `purchasingAccounts.${account.number}`;
    if (found) compareAccount(field, found, account, record, compare);
    else compare(field, null, account.name);
  }
  for (const account of known.accounts) {
    if (!keys.includes(account.numberKey)) {
      compare(`purchasingAccounts.${account.number}`, account.name, null, true);
    }
  }
  // Nothing is written to an agreement that was terminated (edge 40).
  const terminated = known.status === "TERMINATED" && differences.length > 0;
  if (terminated) compare("status", "terminated", "active", true);
  return { known, differences };
}

export type KnownAgreement = NonNullable<Awaited<ReturnType<typeof loadAgreement>>>;

function loadAgreement(tx: Tx, key: string) {
  return tx.agreement.findUnique({
    where: { numberKey: key },
    include: {
      organization: true,
      accounts: { include: { partner: true, designations: { where: { until: null } } } },
    },
  });
}

type Compare = (
  field: string,
  recorded: string | null | undefined,
  inFile: string | null | undefined,
  refused?: boolean,
) => void;

/** Organizations and partners that other agreements share: a new name for them is a difference too. */
async function compareParties(tx: Tx, record: AgreementRecord, compare: Compare): Promise<void> {
  const organization = await tx.organization.findUnique({
    where: { numberKey: numberKey(organizationNumber(record)) },
  });
  if (organization) {
    compare("organization.name", organization.name, record.organization.name);
    compare("organization.country", organization.country, record.organization.country);
  }
  const named = [record.partner, ...record.purchasingAccounts.map((account) => account.partner)];
  const inFile = named.filter((partner) => partner !== undefined);
  const partners = await tx.partner.findMany({
    where: { numberKey: { in: inFile.map((partner) => numberKey(partner.number)) } },
  });
  for (const partner of partners) {
    const said = inFile.find(({ number }) => numberKey(number) === partner.numberKey);
    compare(`partner.${partner.number}.name`, partner.name, said?.name);
  }
}

function compareAccount(
  field: string,
  found: KnownAgreement["accounts"][number],
  account: AccountRecord,
  record: AgreementRecord,
  compare: Compare,
): void {
  compare(`${field}.name`, found.name, account.name);
  const partner = account.partner ?? record.partner;
  compare(`${field}.partner`, found.partner?.numberKey, partner && numberKey(partner.number));
  const [designated] = found.designations;
  const { administrator } = account;
  compare(`${field}.administrator.email`, designated?.emailKey, administrator.email.emailKey, true);
  for (const name of ["firstName", "lastName", "language", "country"] as const) {
    compare(`${field}.administrator.${name}`, designated?.[name], administrator[name], true);
  }
}

function isoDay(date: Date | null): string | null {
  return date && date.toISOString().slice(0, 10);
}
