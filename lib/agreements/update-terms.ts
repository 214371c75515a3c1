import { lockAsMember } from "../accounts/lock-as-member";
import { fullName } from "../accounts/full-name";
import { recordEvent } from "../audit/record-event";
import type { Tx } from "../db/client";
import { transaction } from "../db/transaction";
import { DomainError, refuse } from "../errors";
import type { Actor, MemberActor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { agreementStatus } from "./agreement-status";
import { readTerms, type Terms } from "./terms";
import { differing, savedMeanwhile } from "./terms-fields";
import type { TermsInput } from "./terms-schema";
import { termsChange } from "./terms-trail";

/**
 * Saves what a purchasing account's people say about their part of the agreement (decision 21): contacts,
 * reference, delivery defaults, renewal. Throws `conflict` when the agreement is no longer active (edge
 * 40), and when somebody else saved meanwhile, with their value at each field that differs.
 */
export async function updateTerms(
  actor: Actor,
  input: TermsInput,
  now = new Date(),
): Promise<{ accountKey: string; agreementKey: string }> {
  authorize(actor, "agreements.edit");
  const wanted = termsOf(input);
  return transaction(async (tx) => {
    // Writers of one account wait here for each other, and for the operator who ends the agreement.
    const present = await lockAsMember(tx, actor, "agreements.edit");
    const keys = await requireActive(tx, present, now);
    const { purchasingAccountId } = present;
    const row = await tx.accountTerms.findUnique({
      where: { purchasingAccountId },
      include: { updatedBy: { select: { firstName: true, lastName: true, language: true } } },
    });
    const saved = readTerms(row);
    const changed = differing(wanted, saved);
    if (changed.length === 0) return keys;
    if (row && row.version !== input.version) throw overtaken(row, saved, changed);
    await save(tx, present, wanted, now);
    await recordEvent(tx, present, now, {
      action: "account.terms_changed",
      object: { kind: "purchasingAccount", id: purchasingAccountId },
      purchasingAccountId,
      ...termsChange(saved, wanted),
    });
    return keys;
  });
}

function termsOf(input: TermsInput): Terms {
  const { contacts, customerReference, renewal, language, platform, country, notes } = input;
  return {
    contacts,
    customerReference,
    renewal,
    delivery: { language, platform, country, notes },
  };
}

async function requireActive(tx: Tx, { purchasingAccountId }: MemberActor, now: Date) {
  const { numberKey, agreement } = await tx.purchasingAccount.findUniqueOrThrow({
    where: { id: purchasingAccountId },
    select: {
      numberKey: true,
      agreement: { select: { numberKey: true, status: true, endsOn: true } },
    },
  });
  if (agreementStatus(agreement, now) !== "ACTIVE") throw refuse("conflict", "agreementReadOnly");
  return { accountKey: numberKey, agreementKey: agreement.numberKey };
}

interface Overtaking {
  readonly updatedBy: Parameters<typeof fullName>[0];
  readonly version: number;
}

/** The next save goes on from the values that this answer shows, and from no later ones. */
function overtaken(
  { updatedBy, version }: Overtaking,
  saved: Terms,
  changed: readonly string[],
): DomainError {
  const reason = {
    key: "termsChangedMeanwhile",
    values: { name: fullName(updatedBy) },
  };
  const fields = savedMeanwhile(saved, changed);
  return new DomainError("conflict", reason, fields, { version: String(version) });
}

async function save(tx: Tx, actor: MemberActor, terms: Terms, now: Date): Promise<void> {
  const { purchasingAccountId, membershipId } = actor;
  const data = {
    contacts: terms.contacts.map((contact) => ({ ...contact })),
    customerReference: terms.customerReference || null,
    deliveryDefaults: { ...terms.delivery },
    renewalPreference: terms.renewal,
    updatedAt: now,
    updatedById: membershipId,
  };
  await tx.accountTerms.upsert({
    where: { purchasingAccountId },
    create: { purchasingAccountId, ...data },
    update: { ...data, version: { increment: 1 } },
  });
}
