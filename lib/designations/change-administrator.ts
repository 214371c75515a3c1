import { z } from "zod";
import { countrySchema, emailSchema, languageSchema, nameSchema } from "../accounts/person-schema";
import { createOneTimeLink } from "../accounts/one-time-link";
import { personValues } from "../audit/personal";
import { recordEvent } from "../audit/record-event";
import type { Address } from "../canonical";
import type { Tx } from "../db/client";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import type { Designee } from "../invitations/designate-administrator";
import { atEmail, readAddressField, readInviteeAddress } from "../invitations/invitee-address";
import { requireLiveAgreement } from "../invitations/require-live-agreement";
import { enqueueMail, recipientOf } from "../mail/enqueue-mail";
import type { Actor, StaffActor } from "../policy/actor";
import { requireStaff } from "../policy/scope";
import type { ChangeKind, ChangeState } from "../../prisma/generated/client";
import { applyChange } from "./apply-change";
import { OPEN } from "./change-states";
import { changedMeanwhile } from "./changed-meanwhile";
import { lockAccountOf, type LockedAccount } from "./lock-account";
import {
  administratorsOf,
  everHadMember,
  isPartnerAddress,
  OBJECTION_WINDOW,
} from "./objection-window";
import { tellOfFreeze } from "./tell-of-change";

const place = {
  account: z.string("notFound").max(100, "notFound"),
  /** The account's version as the page showed it. */
  version: z.coerce.number("changedMeanwhile").int("changedMeanwhile"),
  email: emailSchema,
};

/** Another person. */
export const replaceAdministratorSchema = z.object({
  ...place,
  firstName: nameSchema,
  lastName: nameSchema,
  language: languageSchema,
  country: countrySchema,
});

/** The same person at another address. */
export const correctAddressSchema = z.object(place);

export interface ChangeOutcome {
  readonly state: ChangeState;
  readonly email: string;
  /** When it takes effect unless somebody objects. */
  readonly actsAt: Date;
}

/**
 * Designates another person (R83). At once where nobody of the organization ever got in, otherwise
 * after the objection window; the operator decides when the address is the partner's own. Throws
 * `conflict` when another change is open or somebody edited meanwhile (edge 29).
 */
export async function replaceAdministrator(
  actor: Actor,
  input: z.infer<typeof replaceAdministratorSchema>,
  now = new Date(),
): Promise<ChangeOutcome> {
  requireStaff(actor);
  const { account, version, email, ...person } = input;
  const address = readAddress(actor, email);
  return transaction(async (tx) => {
    const locked = await openForChange(tx, actor, account, version, now);
    return propose(tx, actor, locked, "REPLACE", { ...person, ...address }, now);
  });
}

/** Corrects the designated person's address (R84, edges 25, 26), by the same rules. */
export async function correctAddress(
  actor: Actor,
  input: z.infer<typeof correctAddressSchema>,
  now = new Date(),
): Promise<ChangeOutcome> {
  requireStaff(actor);
  const address = readAddress(actor, input.email);
  return transaction(async (tx) => {
    const locked = await openForChange(tx, actor, input.account, input.version, now);
    if (!locked.designation) throw refuse("conflict", "changedMeanwhile");
    const { firstName, lastName, language, country } = locked.designation;
    const person = { firstName, lastName, language, country, ...address };
    return propose(tx, actor, locked, "CORRECT_ADDRESS", person, now);
  });
}

/** Personal mailboxes are refused to partners; the vendor may have them in a signed agreement. */
function readAddress(actor: StaffActor, typed: string): Address {
  return actor.kind === "partner" ? readInviteeAddress(typed) : readAddressField(typed);
}

async function openForChange(
  tx: Tx,
  actor: StaffActor,
  account: string,
  version: number,
  now: Date,
): Promise<LockedAccount> {
  const locked = await lockAccountOf(tx, actor, account);
  if (locked.version !== version) throw await changedMeanwhile(tx, actor, locked);
  await requireLiveAgreement(tx, locked.id, now);
  const open = await tx.designationChange.findFirst({
    where: { purchasingAccountId: locked.id, state: { in: OPEN } },
    select: { id: true },
  });
  if (open) throw refuse("conflict", "changeWaits");
  return locked;
}

async function propose(
  tx: Tx,
  actor: StaffActor,
  account: LockedAccount,
  kind: ChangeKind,
  person: Designee,
  now: Date,
): Promise<ChangeOutcome> {
  const { designation: former } = account;
  const same = former?.emailKey === person.emailKey;
  if (same && (await isListed(tx, account.id, person)))
    throw atEmail("invalid", "alreadyDesignated");
  // An acceptance holds the designation's row: whoever is coming in at this moment is in, or isn't.
  await tx.$queryRaw`
    SELECT 1 FROM "Designation" WHERE "purchasingAccountId" = ${account.id}::uuid
      AND "until" IS NULL FOR UPDATE`;
  const review = await isPartnerAddress(tx, account.partnerId, person.emailKey);
  const waits = review || (await everHadMember(tx, account.organizationId));
  const state = review ? "REVIEW" : waits ? "WAITING" : "APPLIED";
  const actsAt = new Date(now.getTime() + (waits ? OBJECTION_WINDOW : 0));
  const change = await tx.designationChange.create({
    data: {
      purchasingAccountId: account.id,
      kind,
      state,
      reviewReason: review ? "PARTNER_ADDRESS" : null,
      ...person,
      partnerId: actor.kind === "partner" ? actor.partnerId : null,
      requestedByKind:
        actor.kind === "partner" ? "PARTNER" : actor.kind === "operator" ? "OPERATOR" : "SYSTEM",
      requestedById: actor.kind === "system" ? null : actor.userId,
      createdAt: now,
      actsAt,
      endedAt: waits ? null : now,
    },
  });
  await tx.purchasingAccount.update({
    where: { id: account.id },
    data: { version: { increment: 1 } },
  });
  await recordEvent(tx, actor, now, {
    action: "designation.change_requested",
    object: { kind: "designationChange", id: change.id },
    purchasingAccountId: account.id,
    data: { kind, state },
    personal: { before: former ? personValues(former) : undefined, after: personValues(person) },
  });
  if (review) await tellOfFreeze(tx, change, now);
  if (waits) await askForObjections(tx, account, change, now);
  else await applyChange(tx, actor, change, now);
  return { state, email: person.email, actsAt };
}

/** Whoever was removed, or whose invitation was revoked, may be named again at the same address. */
async function isListed(tx: Tx, purchasingAccountId: string, { emailKey }: Designee) {
  const here = { purchasingAccountId, emailKey, NOT: { status: "REMOVED" } } as const;
  return (await tx.membership.count({ where: here })) > 0;
}

/** Mails the former administrator and the organization's Account Administrators, each with a link of their own. */
async function askForObjections(
  tx: Tx,
  account: LockedAccount,
  change: { id: string; actsAt: Date },
  now: Date,
): Promise<void> {
  const administrators = await administratorsOf(tx, account.organizationId);
  const former = account.designation ? [account.designation] : [];
  const people = new Map([...former, ...administrators].map((one) => [one.emailKey, one]));
  for (const person of people.values()) {
    const subject = {
      purpose: "OBJECTION",
      changeId: change.id,
      issuedTo: person.emailKey,
    } as const;
    const link = await createOneTimeLink(tx, subject, change.actsAt, now);
    await enqueueMail(tx, now, {
      template: "designationObjection",
      language: person.language,
      to: recipientOf(person),
      props: { changeId: change.id },
      purchasingAccountId: account.id,
      oneTimeLinkId: link.id,
    });
  }
}
