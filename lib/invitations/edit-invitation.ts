import { z } from "zod";
import { lockAsMember } from "../accounts/lock-as-member";
import { personValues } from "../audit/personal";
import { recordEvent } from "../audit/record-event";
import { parseAddress, type Address } from "../canonical";
import { db, type Tx } from "../db/client";
import { isUniqueViolation } from "../db/is-unique-violation";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import { liftSuppression } from "../mail/suppression";
import type { Actor, MemberActor } from "../policy/actor";
import { authorize, authorizeRoles } from "../policy/authorize";
import { sortRoles } from "../policy/roles";
import type { Membership } from "../../prisma/generated/client";
import { findInvitation } from "./find-invitation";
import { personOf } from "./invite-all";
import { inviteUserSchema } from "./invite-user";
import { atEmail, designeeOf, readInviteeAddress, refuseSelf } from "./invitee-address";
import { renewInvitation } from "./renew-invitation";

export const editInvitationSchema = inviteUserSchema.extend({
  invitationId: z.uuid("notFound"),
  version: z.coerce.number<string>("notFound").int("notFound"),
});

type Input = z.infer<typeof editInvitationSchema>;

/**
 * Puts an invited person right: address, names, roles, language, country. The old links die and a fresh
 * mail goes out, all or nothing; it renews a declined or expired invitation, within the limits of every
 * resend, which begin anew with another address (decision 12). Throws `conflict` for an address that is
 * taken here, for an invitation that isn't open any more and for a page that is out of date.
 */
export async function editInvitation(
  actor: Actor,
  input: Input,
  now = new Date(),
): Promise<{ email: string }> {
  authorize(actor, "users.invite");
  authorizeRoles(actor, input.roles);
  try {
    return await transaction((tx) => edit(tx, actor, input, now));
  } catch (error) {
    // A living person of this account has the address (decision 003).
    throw isUniqueViolation(error) ? await taken(actor, input.email) : error;
  }
}

async function edit(tx: Tx, asked: MemberActor, input: Input, now: Date) {
  const actor = await lockAsMember(tx, asked, "users.invite");
  authorizeRoles(actor, input.roles);
  const { invitationId } = input;
  const { membership: before, kind } = await findInvitation(tx, actor, invitationId);
  // The agreement names this person; who may correct it are the partner and the vendor (decision 3).
  if (kind === "ADMINISTRATOR") throw refuse("forbidden", "editDesignated");
  if (before.version !== input.version) throw refuse("conflict", "changedMeanwhile");
  const address = await addressOf(tx, actor, input, before);
  const after = await tx.membership.update({
    where: { id: before.id },
    data: {
      ...address,
      ...personOf(input, address),
      roles: input.roles,
      grantedById: actor.membershipId,
      version: { increment: 1 },
    },
  });
  await liftSuppression(tx, after.emailKey);
  await renewInvitation(tx, { invitationId, invitee: after }, now);
  const moved = after.emailKey !== before.emailKey;
  await tx.invitation.update({
    where: { id: invitationId },
    data: { heldAt: null, ...(moved ? { remindersOff: false } : {}) },
  });
  if (moved) await forgetOptOuts(tx, invitationId, now);
  await note(tx, actor, { invitationId, before, after }, now);
  return { email: after.email };
}

/** An address that stays is asked nothing: what it was refused for today may have been fine that day. */
async function addressOf(
  tx: Tx,
  actor: MemberActor,
  input: Input,
  before: Membership,
): Promise<Address> {
  const typed = parseAddress(input.email);
  if (typeof typed !== "string" && typed.emailKey === before.emailKey) return typed;
  const address = readInviteeAddress(input.email);
  await refuseSelf(tx, actor, address);
  if (address.emailKey === (await designeeOf(tx, actor.purchasingAccountId))) {
    throw atEmail("conflict", "designatedAddress", { email: address.email });
  }
  return address;
}

/** The former mailbox has no say any more in what is mailed to the other one. */
async function forgetOptOuts(tx: Tx, invitationId: string, now: Date): Promise<void> {
  await tx.oneTimeLink.updateMany({
    where: { invitationId, purpose: "OPT_OUT", usedAt: null },
    data: { usedAt: now },
  });
}

async function note(
  tx: Tx,
  actor: MemberActor,
  {
    invitationId,
    before,
    after,
  }: Record<"before" | "after", Membership> & { invitationId: string },
  now: Date,
): Promise<void> {
  const fields = ["email", "firstName", "lastName", "language", "country"] as const;
  await recordEvent(tx, actor, now, {
    action: "invitation.edited",
    object: { kind: "invitation", id: invitationId },
    purchasingAccountId: actor.purchasingAccountId,
    data: {
      membershipId: after.id,
      before: sortRoles(before.roles),
      after: sortRoles(after.roles),
      changed: fields.filter((field) => before[field] !== after[field]),
    },
    personal: { before: personValues(before), after: personValues(after) },
  });
}

async function taken(actor: MemberActor, typed: string) {
  const { email, emailKey } = readInviteeAddress(typed);
  const { purchasingAccountId } = actor;
  const invited = await db.membership.count({
    where: { purchasingAccountId, emailKey, status: "INVITED" },
  });
  return atEmail("conflict", invited > 0 ? "alreadyInvited" : "alreadyMember", { email });
}
