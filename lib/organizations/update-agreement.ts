import { agreementStatus } from "../agreements/agreement-status";
import { recordEvent } from "../audit/record-event";
import { numberKey } from "../canonical";
import type { Tx } from "../db/client";
import { lockAccount } from "../db/lock";
import type { OperatorActor, SystemActor } from "../policy/actor";
import type { AgreementRecord } from "./agreement-file";
import { movePartner } from "./change-partner";
import { closeAgreement } from "./close-agreement";
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
  await updateAccounts(tx, actor, record, known, now);
  await recordEvent(tx, actor, now, {
    action: "agreement.updated",
    object: { kind: "agreement", id: known.id },
  });
  const { status, endsOn } = await tx.agreement.findUniqueOrThrow({ where: { id: known.id } });
  if (agreementStatus({ status, endsOn }, now) === "ACTIVE") return;
  await closeAgreement(
    tx,
    actor,
    known.accounts.map(({ id }) => id),
    now,
  );
}

/** In the order in which everybody locks accounts; a new partner means the same as at the desk (edge 30). */
async function updateAccounts(
  tx: Tx,
  actor: OperatorActor | SystemActor,
  record: AgreementRecord,
  known: KnownAgreement,
  now: Date,
): Promise<void> {
  const inFile = new Map(
    record.purchasingAccounts.map((account) => [numberKey(account.number), account]),
  );
  for (const { id, numberKey: key } of [...known.accounts].sort(byId)) {
    const account = inFile.get(key);
    if (!account) continue;
    const partner = account.partner ?? record.partner;
    const to = partner ? await savePartner(tx, partner, now) : null;
    await lockAccount(tx, id);
    const { partnerId: from } = await tx.purchasingAccount.findUniqueOrThrow({ where: { id } });
    await movePartner(tx, actor, { id, from, to }, now);
    await tx.purchasingAccount.update({
      where: { id },
      data: { name: account.name, version: { increment: 1 } },
    });
  }
}

const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);
