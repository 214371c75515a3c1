import { personTexts } from "../accounts/person-texts";
import { personValues } from "../audit/personal";
import { recordEvent } from "../audit/record-event";
import type { Tx } from "../db/client";
import { refuse } from "../errors";
import { inviteAdministrator, type Designee } from "../invitations/designate-administrator";
import { expiryFrom } from "../invitations/invitation-life";
import { issueLink, supersedeLinks } from "../invitations/issue-link";
import { enqueueMail, recipientOf } from "../mail/enqueue-mail";
import type { Actor } from "../policy/actor";
import { sortRoles } from "../policy/roles";
import type { Designation, DesignationChange, Membership } from "../../prisma/generated/client";

/**
 * Puts a claimed change into effect (edges 24 to 28): the former designation ends, an open invitation
 * to it is revoked, the new person is invited or, as a member, named. Nobody's sign-in is rewritten and
 * no member is removed. The caller holds the account's lock and has set the change's state. Returns whom a mail
 * tells of it.
 */
export async function applyChange(
  tx: Tx,
  actor: Actor,
  change: DesignationChange,
  now: Date,
): Promise<ReadonlySet<string>> {
  const { purchasingAccountId } = change;
  const former = await tx.designation.findFirst({ where: { purchasingAccountId, until: null } });
  if (former) await endDesignation(tx, former, now);
  const person = await findPerson(tx, purchasingAccountId, change.emailKey);
  const { id: designationId } = await tx.designation.create({
    data: {
      purchasingAccountId,
      ...designeeOf(change),
      since: now,
      membershipId: person?.status === "ACTIVE" ? person.id : null,
      // Designated, without access: only another designation helps (decision 3).
      blockedAt: person?.status === "DISABLED" ? now : null,
    },
    select: { id: true },
  });
  await recordEvent(tx, actor, now, {
    action: "designation.changed",
    object: { kind: "designationChange", id: change.id },
    purchasingAccountId,
    data: { kind: change.kind, designationId },
    personal: { before: former ? personValues(former) : undefined, after: personValues(change) },
  });
  await letIn(tx, actor, { change, person, designationId }, now);
  return tellPeople(tx, change, former, now);
}

function designeeOf(change: DesignationChange): Designee {
  const { firstName, lastName, email, emailKey, language, country } = change;
  return { firstName, lastName, email, emailKey, language, country };
}

/** The address's living person in the account, locked. */
async function findPerson(tx: Tx, purchasingAccountId: string, emailKey: string) {
  await tx.$queryRaw`
    SELECT 1 FROM "Membership" WHERE "purchasingAccountId" = ${purchasingAccountId}::uuid
      AND "emailKey" = ${emailKey} AND "status" <> 'REMOVED' FOR UPDATE`;
  return tx.membership.findFirst({
    where: { purchasingAccountId, emailKey, NOT: { status: "REMOVED" } },
  });
}

/** Whoever never got in is out again; whoever did stays until an administrator removes them. */
async function endDesignation(tx: Tx, former: Designation, now: Date): Promise<void> {
  await tx.designation.update({ where: { id: former.id }, data: { until: now } });
  const person = await findPerson(tx, former.purchasingAccountId, former.emailKey);
  if (person?.status !== "INVITED") return;
  await tx.invitation.updateMany({
    where: { membershipId: person.id, status: "PENDING" },
    data: { status: "REVOKED", endedAt: now },
  });
  await tx.membership.update({ where: { id: person.id }, data: { status: "REMOVED" } });
}

interface NewAdministrator {
  readonly change: DesignationChange;
  readonly person: Membership | null;
  readonly designationId: string;
}

async function letIn(
  tx: Tx,
  actor: Actor,
  { change, person, designationId }: NewAdministrator,
  now: Date,
) {
  const { purchasingAccountId } = change;
  const invitee = { ...designeeOf(change), purchasingAccountId };
  const once = `administrator-invited:${purchasingAccountId}:${designationId}`;
  if (!person) {
    const [row] = await tx.membership.createManyAndReturn({
      data: {
        ...invitee,
        ...personTexts(invitee),
        roles: ["ACCOUNT_ADMINISTRATOR"],
        status: "INVITED",
        createdAt: now,
      },
      skipDuplicates: true,
      select: { id: true },
    });
    // Somebody has just invited that address: the next try finds them.
    if (!row) throw refuse("conflict", "changedMeanwhile");
    const invite = { membershipId: row.id, designationId, invitee, once };
    return inviteAdministrator(tx, actor, invite, now);
  }
  if (person.status === "DISABLED") return;
  await tx.membership.update({
    where: { id: person.id },
    data: {
      roles: sortRoles([...person.roles, "ACCOUNT_ADMINISTRATOR"]),
      grantedById: null,
      version: { increment: 1 },
    },
  });
  if (person.status === "ACTIVE") {
    return enqueueMail(tx, now, {
      template: "administratorNamed",
      language: person.language,
      to: recipientOf(person),
      props: { changeId: change.id },
      purchasingAccountId,
    });
  }
  const renewed = await upgradeInvitation(tx, person, now);
  if (!renewed) {
    await inviteAdministrator(
      tx,
      actor,
      { membershipId: person.id, designationId, invitee, once },
      now,
    );
  }
}

/** An open colleague invitation becomes the administrator's, with a fresh link: never two (decision 3). */
async function upgradeInvitation(tx: Tx, person: Membership, now: Date): Promise<boolean> {
  const expiresAt = expiryFrom(now);
  const [open] = await tx.invitation.updateManyAndReturn({
    where: { membershipId: person.id, status: "PENDING" },
    data: { kind: "ADMINISTRATOR", heldAt: null, expiresAt },
    select: { id: true },
  });
  if (!open) return false;
  await supersedeLinks(tx, open.id, now);
  await issueLink(tx, now, { invitationId: open.id, invitee: person, expiresAt });
  return true;
}

/** The former address learns that it is over, the Account Administrators who it is now (R89). */
async function tellPeople(
  tx: Tx,
  change: DesignationChange,
  former: Designation | null,
  now: Date,
): Promise<ReadonlySet<string>> {
  const { purchasingAccountId } = change;
  const props = { changeId: change.id };
  if (former && former.emailKey !== change.emailKey) {
    await enqueueMail(tx, now, {
      template: "administratorReplaced",
      language: former.language,
      to: recipientOf(former),
      props,
      purchasingAccountId,
    });
  }
  const told = [change.emailKey, former?.emailKey ?? ""];
  const administrators = await tx.membership.findMany({
    where: {
      purchasingAccountId,
      status: "ACTIVE",
      roles: { has: "ACCOUNT_ADMINISTRATOR" },
      emailKey: { notIn: told },
    },
    orderBy: { id: "asc" },
  });
  for (const administrator of administrators) {
    await enqueueMail(tx, now, {
      template: "administratorChanged",
      language: administrator.language,
      to: recipientOf(administrator),
      props,
      purchasingAccountId,
    });
  }
  return new Set([...told, ...administrators.map(({ emailKey }) => emailKey)]);
}
