import { personTexts } from "../accounts/person-texts";
import { personValues } from "../audit/personal";
import { recordEvent } from "../audit/record-event";
import type { Tx } from "../db/client";
import type { Actor } from "../policy/actor";
import type { Invitee } from "./issue-link";
import { openInvitation } from "./open-invitations";

export type Designee = Omit<Invitee, "purchasingAccountId"> & { readonly country: string };

/**
 * Writes who the agreement names as administrator of a new purchasing account and invites that person
 * as Account Administrator (R1, decision 3). One mail per account and designation, guarded twice.
 */
export async function designateAdministrator(
  tx: Tx,
  actor: Actor,
  { purchasingAccountId, person }: { purchasingAccountId: string; person: Designee },
  now: Date,
): Promise<void> {
  const { id: designationId } = await tx.designation.create({
    data: { purchasingAccountId, ...person, since: now },
    select: { id: true },
  });
  const { id: membershipId } = await tx.membership.create({
    data: {
      purchasingAccountId,
      ...person,
      ...personTexts(person),
      roles: ["ACCOUNT_ADMINISTRATOR"],
      status: "INVITED",
      createdAt: now,
    },
    select: { id: true },
  });
  const once = `administrator-invited:${purchasingAccountId}:${designationId}`;
  const invitee = { ...person, purchasingAccountId };
  await inviteAdministrator(tx, actor, { membershipId, designationId, invitee, once }, now);
}

interface Invite {
  readonly membershipId: string;
  readonly designationId: string;
  readonly invitee: Designee & { readonly purchasingAccountId: string };
  readonly once: string;
}

/** A new invitation for the designated person, whose invited membership exists. */
export async function inviteAdministrator(
  tx: Tx,
  actor: Actor,
  { membershipId, designationId, invitee, once }: Invite,
  now: Date,
): Promise<void> {
  const { purchasingAccountId } = invitee;
  const invitation = { kind: "ADMINISTRATOR", membershipId, purchasingAccountId } as const;
  const invitationId = await openInvitation(tx, now, { invitation, invitee, once });
  await recordEvent(tx, actor, now, {
    action: "invitation.sent",
    object: { kind: "invitation", id: invitationId },
    purchasingAccountId,
    data: { membershipId, designationId, roles: ["ACCOUNT_ADMINISTRATOR"] },
    personal: { after: personValues(invitee) },
  });
}
