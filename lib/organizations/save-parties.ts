import { numberKey } from "../canonical";
import type { Tx } from "../db/client";
import type { AgreementRecord } from "./agreement-file";

/** An organization's number; without one the agreement number is the organization's (decision 1). */
export function organizationNumber(record: AgreementRecord): string {
  return record.organization.number ?? record.agreementNumber;
}

/** The organization by its number, made when it is new; two at once make one. Returns its id. */
export async function saveOrganization(
  tx: Tx,
  record: AgreementRecord,
  now: Date,
): Promise<string> {
  const number = organizationNumber(record);
  const { name, country } = record.organization;
  const { id } = await tx.organization.upsert({
    where: { numberKey: numberKey(number) },
    create: { number, numberKey: numberKey(number), name, country, createdAt: now },
    update: { name, country },
    select: { id: true },
  });
  return id;
}

/** The partner by its number, made when it is new. Returns its id. */
export async function savePartner(
  tx: Tx,
  { number, name }: { number: string; name: string },
  now: Date,
): Promise<string> {
  const { id } = await tx.partner.upsert({
    where: { numberKey: numberKey(number) },
    create: { number, numberKey: numberKey(number), name, createdAt: now },
    update: { name },
    select: { id: true },
  });
  return id;
}
