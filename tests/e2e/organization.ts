import { randomBytes } from "node:crypto";
import { expect, type Mailbox, type Portal } from "./fixtures";
import { linkIn } from "./mails";
import { stage } from "./stagehand";

/** A customer of one test: numbers and addresses that no other test has. */
export interface Organization {
  readonly name: string;
  readonly agreementNumber: string;
  readonly number: string;
  /** The number as it stands in addresses. */
  readonly key: string;
  readonly home: string;
  readonly administrator: { firstName: string; lastName: string; email: string };
  readonly address: (person: string) => string;
}

export function newOrganization(word: string, prefix = "PA"): Organization {
  const tag = randomBytes(4).toString("hex");
  const address = (person: string) => `${person}@${word.toLowerCase()}-${tag}.example`;
  const key = `${prefix}${tag.toUpperCase()}`;
  return {
    name: `${word} Works ${tag}`,
    agreementNumber: `AGR-${tag.toUpperCase()}`,
    number: `${prefix}-${tag.toUpperCase()}`,
    key,
    home: `/accounts/${key}`,
    administrator: { firstName: "Dana", lastName: "Kowalski", email: address("dana") },
    address,
  };
}

/** The organization's agreement as the vendor's systems hand it over. */
export function agreementFile(organization: Organization, changes: object = {}) {
  const { name, agreementNumber, number, administrator, address } = organization;
  return {
    agreementNumber,
    signedOn: "2026-11-02",
    signatory: { name: "Hanna Vogt", email: address("hanna") },
    organization: { number: `ORG-${number}`, name, country: "US" },
    partner: { number: "PRT-E2E", name: "Proseware Licensing" },
    purchasingAccounts: [
      {
        number,
        name: "Headquarters",
        administrator: { ...administrator, language: "en", country: "US" },
      },
    ],
    ...changes,
  };
}

/** Records an agreement with the operator's command line; what it printed. */
export async function addAgreement(portal: Portal, file: object): Promise<string> {
  const { code, stdout, stderr } = await portal(
    ["agreement", "add", "--file", "-"],
    JSON.stringify(file),
  );
  expect(code, stderr).toBe(0);
  return stdout;
}

/** Records an organization's agreement; the link that its administrator is mailed. */
export async function signAgreement(mailbox: Mailbox, organization: Organization): Promise<string> {
  await stage("agreement", agreementFile(organization));
  return linkIn(await mailbox.waitFor({ to: organization.administrator.email }));
}
