import { recordEvent } from "../audit/record-event";
import { numberKey } from "../canonical";
import type { Tx } from "../db/client";
import type { OperatorActor, SystemActor } from "../policy/actor";
import type { AgreementRecord } from "./agreement-file";
import type { KnownAgreement } from "./compare-agreement";
import { saveOrganization, savePartner } from "./save-parties";

/** Writes what a changed file says about a known agreement; administrators and members stay. */
export async function updateAgreement(
  tx: Tx,
  actor: OperatorActor | SystemActor,
  record: AgreementRecord,
  known: KnownAgreement,
  now: Date,
): Promise<void> {
  await saveOrganization(tx, record, now);
  if (record.partner) await savePartner(tx, record.partner, now);
  await tx.agreement.update({
    where: { id: known.id },
    data: {
      signedOn: new Date(record.signedOn),
      endsOn: record.endsOn === undefined ? null : new Date(record.endsOn),
      signatoryName: record.signatory.name,
      signatoryEmail: record.signatory.email.email,
      version: { increment: 1 },
    },
  });
  for (const account of record.purchasingAccounts) {
    const partner = account.partner ?? record.partner;
    await tx.purchasingAccount.updateMany({
      where: { numberKey: numberKey(account.number), agreementId: known.id },
      data: {
        name: account.name,
        partnerId: partner ? await savePartner(tx, partner, now) : null,
        version: { increment: 1 },
      },
    });
  }
  await recordEvent(tx, actor, now, {
    action: "agreement.updated",
    object: { kind: "agreement", id: known.id },
  });
}
