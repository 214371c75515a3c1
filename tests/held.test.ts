import { beforeAll, describe, expect, test } from "vitest";
import { changeRoles } from "../lib/accounts/change-roles";
import { db } from "../lib/db/client";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { approveInvitation } from "../lib/invitations/approve-invitation";
import { confirmByLink, confirmWaiting } from "../lib/invitations/confirm-invitation";
import { inviteUser } from "../lib/invitations/invite-user";
import { readInvitation } from "../lib/invitations/read-invitation";
import { resendInvitation } from "../lib/invitations/resend-invitation";
import { waitingInvitations } from "../lib/invitations/waiting-invitations";
import type { MemberActor } from "../lib/policy/actor";
import type { Role } from "../lib/policy/roles";
import { CONTOSO } from "./world";
import {
  acceptInput,
  actorOf,
  codeOf,
  count,
  HOUR,
  invitationOf,
  inviteInput,
  later,
  letIn,
  newAddress,
  NOW,
  personOf,
  times,
  tokenFor,
  visit,
} from "./factories";
import { haveWorld } from "./setup/world";

let dana: MemberActor;

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
});

const demote = ({ membershipId }: MemberActor, ...roles: Role[]) =>
  changeRoles(dana, { membershipId, roles }, NOW);

const WAYS_TO_LOSE: [string, (inviter: MemberActor) => Promise<unknown>][] = [
  ["demoted", (inviter) => demote(inviter, "REPORT_VIEWER")],
  [
    "demoted to a role that invites, but not with these",
    (inviter) => demote(inviter, "AGREEMENT_ADMINISTRATOR"),
  ],
  [
    "disabled",
    ({ membershipId: id }) => db.membership.update({ where: { id }, data: { status: "DISABLED" } }),
  ],
  [
    "removed",
    ({ membershipId: id }) => db.membership.update({ where: { id }, data: { status: "REMOVED" } }),
  ],
];

/** Invited by a User Administrator who has lost the right since, in one of the ways. */
async function orphaned(lose: (inviter: MemberActor) => Promise<unknown>, email = newAddress()) {
  const inviter = await letIn(dana, CONTOSO, ["USER_ADMINISTRATOR"]);
  await inviteUser(inviter, inviteInput(email, "ACCOUNT_MANAGER"), NOW);
  await lose(inviter);
  const { id } = await invitationOf(email, CONTOSO);
  return { email, invitationId: id, token: await tokenFor(email, CONTOSO) };
}

const loseAll = (inviter: MemberActor) => demote(inviter, "REPORT_VIEWER");
const accept = (token: string) => acceptInvitation(acceptInput(token), visit(), NOW);

describe("an invitation whose writer may no longer assign its roles (decision 5, edge 37)", () => {
  test.each(WAYS_TO_LOSE)("is held when they were %s: nobody gets in", async (_how, lose) => {
    const { email, token, invitationId } = await orphaned(lose);

    expect(await accept(token)).toEqual({ outcome: "held" });

    expect(await db.user.count({ where: { emailKey: email } })).toBe(0);
    const { status, heldAt, membership } = await invitationOf(email, CONTOSO);
    expect({ status, heldAt, member: membership.status }).toEqual({
      status: "PENDING",
      heldAt: NOW,
      member: "INVITED",
    });
    const held = { action: "invitation.held", objectId: invitationId };
    expect(await db.auditEvent.count({ where: held })).toBe(1);
    expect(await readInvitation(token, NOW)).toMatchObject({
      state: "held",
      organization: "Contoso Manufacturing",
    });
  });

  test("works again, with the same link, after an Account Administrator approved", async () => {
    const { email, token, invitationId } = await orphaned(loseAll);
    await accept(token);

    await approveInvitation(dana, { invitationId }, NOW);

    expect(await accept(token)).toMatchObject({ outcome: "in" });
    expect((await actorOf(email, CONTOSO)).roles).toEqual(["ACCOUNT_MANAGER"]);
    expect(await codeOf(approveInvitation(dana, { invitationId }, NOW))).toBe("conflict");
  });

  test("works again by a new link from someone who may assign the roles", async () => {
    const { token, email, invitationId } = await orphaned(loseAll);
    await accept(token);
    const uwe = await actorOf("uwe.schneider@contoso.de", CONTOSO);
    await resendInvitation(uwe, { invitationId }, later(HOUR));
    expect(await codeOf(accept(token))).toBe("gone");
    expect(await accept(await tokenFor(email, CONTOSO))).toMatchObject({ outcome: "in" });
  });

  test("is approved by nobody below Account Administrator, and only when it is held", async () => {
    const { token, invitationId } = await orphaned(loseAll);
    expect(await codeOf(approveInvitation(dana, { invitationId }, NOW))).toBe("conflict");
    await accept(token);
    for (const email of [
      "uwe.schneider@contoso.de",
      "mei.lin@contoso.com",
      "tom.baker@contoso.com",
    ]) {
      const actor = await actorOf(email, CONTOSO);
      expect(await codeOf(approveInvitation(actor, { invitationId }, NOW))).toBe("forbidden");
    }
  });

  test("is held for a person who has an account too, by link and from the dashboard", async () => {
    const email = "ravi.menon@fabrikam.com";
    const { token, invitationId } = await orphaned(loseAll, email);
    const ravi = await personOf(email);

    expect(await confirmWaiting(ravi, { invitationId }, NOW)).toEqual({ outcome: "held" });
    expect(await confirmByLink(ravi, { token }, NOW)).toEqual({ outcome: "held" });
    expect(await waitingInvitations(ravi, NOW)).toEqual([]);

    await approveInvitation(dana, { invitationId }, NOW);
    expect(await confirmByLink(ravi, { token }, NOW)).toMatchObject({ outcome: "in" });
  });

  test("parallel acceptances of it hold it once", async () => {
    const { token, invitationId } = await orphaned(loseAll);
    const answers = await Promise.all(times(count(6, 20)).map(() => accept(token)));
    expect(new Set(answers.map(({ outcome }) => outcome))).toEqual(new Set(["held"]));
    const held = { action: "invitation.held", objectId: invitationId };
    expect(await db.auditEvent.count({ where: held })).toBe(1);
  });
});

test("the designated administrator's invitation has no writer who could lose the right", async () => {
  expect((await invitationOf("dana.kowalski@contoso.com", CONTOSO)).membership.grantedById).toBe(
    null,
  );
});
