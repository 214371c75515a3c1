import { personTexts } from "../accounts/person-texts";
import { recordEvent } from "../audit/record-event";
import type { Tx } from "../db/client";
import type { OperatorActor, SystemActor } from "../policy/actor";
import { expiryFrom } from "./invitation-life";
import { issueLink, type Invitee } from "./issue-link";

interface Designate {
  readonly purchasingAccountId: string;
  readonly person: Omit<Invitee, "purchasingAccountId"> & { readonly country: string };
}

/**
 * Writes who the agreement names as administrator of a new purchasing account and invites that person
 * as Account Administrator (R1, decision 3). One mail per account and designation, guarded twice.
 */
export async function designateAdministrator(
  tx: Tx,
  actor: OperatorActor | SystemActor,
  { purchasingAccountId, person }: Designate,
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
  const { id: invitationId } = await tx.invitation.create({
    data: {
      membershipId,
      purchasingAccountId,
      kind: "ADMINISTRATOR",
      expiresAt: expiryFrom(now),
      createdAt: now,
    },
    select: { id: true },
  });
  await issueLink(tx, now, {
    invitationId,
    invitee: { ...person, purchasingAccountId },
    kind: "FIRST",
    once: `administrator-invited:${purchasingAccountId}:${designationId}`,
  });
  await recordEvent(tx, actor, now, {
    action: "invitation.sent",
    object: { kind: "invitation", id: invitationId },
    purchasingAccountId,
    data: { membershipId, designationId, roles: ["ACCOUNT_ADMINISTRATOR"] },
  });
}
