import { z } from "zod";
import { countrySchema, languageSchema, nameSchema } from "../accounts/person-schema";
import { personTexts } from "../accounts/person-texts";
import { personValues } from "../audit/personal";
import { recordEvent } from "../audit/record-event";
import { baseOf, type Address } from "../canonical";
import type { Tx } from "../db/client";
import { transaction } from "../db/transaction";
import { refuse, type Sentence } from "../errors";
import type { Actor, MemberActor } from "../policy/actor";
import { authorize, authorizeRoles } from "../policy/authorize";
import { isRole, sortRoles, type Role } from "../policy/roles";
import { expiryFrom } from "./invitation-life";
import { atEmail, readInviteeAddress, refuseSelf } from "./invitee-address";
import { issueLink } from "./issue-link";
import { requireLiveAgreement } from "./require-live-agreement";

/** One person on Invite Users; every field is required (R54, R55). */
export const inviteUserSchema = z.object({
  email: z.string("required").min(1, "required").max(1000, "emailTooLong"),
  firstName: nameSchema,
  lastName: nameSchema,
  language: languageSchema,
  country: countrySchema,
  roles: z
    .array(z.string().refine(isRole, "rolesNone"), "rolesNone")
    .min(1, "rolesNone")
    .max(20, "rolesNone")
    .transform((roles) => sortRoles(roles)),
});

export type InviteUserInput = z.infer<typeof inviteUserSchema>;

/**
 * Invites one person into the actor's purchasing account (R48 to R63). One transaction: a person, an
 * invitation, its link and its mail, or nothing. Throws `invalid` and `conflict` with the sentence at
 * `email` (edges 13 to 19), `forbidden` for roles the actor may not hand out.
 */
export async function inviteUser(
  actor: Actor,
  input: InviteUserInput,
  now = new Date(),
): Promise<Invited> {
  authorize(actor, "users.invite");
  authorizeRoles(actor, input.roles);
  return transaction(async (tx) => {
    await requireLiveAgreement(tx, actor.purchasingAccountId, now);
    await refuseSelf(tx, actor, readInviteeAddress(input.email));
    return inviteWithin(tx, actor, input, now);
  });
}

export interface Invited {
  readonly membershipId: string;
  readonly email: string;
  readonly warnings: Sentence[];
}

/**
 * The same in the caller's transaction, for the rows of an import: the caller has seen that the agreement
 * is alive. A refusal must end that transaction. The mail leaves at `sendAt`, or at once.
 */
export async function inviteWithin(
  tx: Tx,
  actor: Actor,
  input: InviteUserInput,
  now: Date,
  sendAt?: Date,
): Promise<Invited> {
  authorize(actor, "users.invite");
  authorizeRoles(actor, input.roles);
  const address = readInviteeAddress(input.email);
  const membershipId =
    (await insertPerson(tx, actor, input, address, now)) ??
    (await reuseEndedInvitation(tx, actor, input, address, now));
  const expiresAt = expiryFrom(now);
  const { id: invitationId } = await tx.invitation.create({
    data: {
      membershipId,
      purchasingAccountId: actor.purchasingAccountId,
      kind: "COLLEAGUE",
      expiresAt,
      invitedById: actor.membershipId,
      createdAt: now,
    },
    select: { id: true },
  });
  const invitee = { ...input, ...address, purchasingAccountId: actor.purchasingAccountId };
  await issueLink(tx, now, { invitationId, invitee, kind: "FIRST", expiresAt, sendAt });
  await recordEvent(tx, actor, now, {
    action: "invitation.sent",
    object: { kind: "invitation", id: invitationId },
    purchasingAccountId: actor.purchasingAccountId,
    data: { membershipId, roles: input.roles },
    personal: { after: personValues({ ...input, ...address }) },
  });
  return { membershipId, email: address.email, warnings: await warnAbout(tx, actor, address) };
}

/** What isn't wrong but is worth a second look: a shared mailbox, a tagged address (edges 14, 19). */
async function warnAbout(tx: Tx, actor: MemberActor, address: Address): Promise<Sentence[]> {
  const { email, emailKey } = address;
  const warnings: Sentence[] = [];
  if (SHARED_MAILBOX.test(emailKey)) warnings.push({ key: "sharedMailbox", values: { email } });
  if (baseOf(emailKey) !== emailKey) {
    const { purchasingAccountId } = actor;
    const similar = await tx.membership.findFirst({
      where: { purchasingAccountId, emailKey: baseOf(emailKey), NOT: { status: "REMOVED" } },
      select: { email: true },
    });
    if (similar) {
      warnings.push({ key: "similarAddress", values: { email, similar: similar.email } });
    }
  }
  return warnings;
}

const SHARED_MAILBOX =
  /^(admin|administrator|billing|contact|hello|helpdesk|info|it|mail|office|purchasing|sales|service|support|team)@/;

/** Null when a living person of this account has the address already: the unique index decides. */
async function insertPerson(
  tx: Tx,
  actor: MemberActor,
  input: InviteUserInput,
  address: Address,
  now: Date,
): Promise<string | null> {
  const [row] = await tx.membership.createManyAndReturn({
    data: {
      purchasingAccountId: actor.purchasingAccountId,
      ...address,
      ...personOf(input, address),
      roles: input.roles,
      status: "INVITED",
      grantedById: actor.membershipId,
      createdAt: now,
    },
    skipDuplicates: true,
    select: { id: true },
  });
  return row?.id ?? null;
}

/** An invitation that has ended never blocks a new one (edge 17); an open one and a member do. */
async function reuseEndedInvitation(
  tx: Tx,
  actor: MemberActor,
  input: InviteUserInput,
  address: Address,
  now: Date,
): Promise<string> {
  const { purchasingAccountId } = actor;
  const [found] = await tx.$queryRaw<{ id: string; status: string; roles: Role[] }[]>`
    SELECT "id", "status"::text, "roles"::text[] FROM "Membership"
    WHERE "purchasingAccountId" = ${purchasingAccountId}::uuid AND "emailKey" = ${address.emailKey}
      AND "status" <> 'REMOVED' FOR UPDATE`;
  if (!found) throw refuse("conflict", "changedMeanwhile");
  if (found.status !== "INVITED")
    throw atEmail("conflict", "alreadyMember", { email: address.email });
  const open = await tx.invitation.findFirst({
    where: { membershipId: found.id, status: "PENDING", expiresAt: { gt: now } },
    select: { id: true },
  });
  if (open) throw atEmail("conflict", "alreadyInvited", { email: address.email });
  await tx.invitation.updateMany({
    where: { membershipId: found.id, status: "PENDING" },
    data: { status: "EXPIRED", endedAt: now },
  });
  await tx.membership.update({
    where: { id: found.id },
    data: {
      ...address,
      ...personOf(input, address),
      roles: input.roles,
      grantedById: actor.membershipId,
      version: { increment: 1 },
    },
  });
  return found.id;
}

export function personOf(input: InviteUserInput, { emailKey }: Address) {
  const { firstName, lastName, language, country } = input;
  return { firstName, lastName, language, country, ...personTexts({ ...input, emailKey }) };
}
