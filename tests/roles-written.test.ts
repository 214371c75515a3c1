import { beforeAll, describe, expect, test } from "vitest";
import { changeRoles } from "../lib/accounts/change-roles";
import { findMember } from "../lib/accounts/member-actor";
import { db } from "../lib/db/client";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { approveInvitation } from "../lib/invitations/approve-invitation";
import { inviteUser } from "../lib/invitations/invite-user";
import { resendInvitation } from "../lib/invitations/resend-invitation";
import { revokeInvitation } from "../lib/invitations/revoke-invitation";
import type { MemberActor } from "../lib/policy/actor";
import { ROLES, type Role } from "../lib/policy/roles";
import { CONTOSO } from "./world";
import {
  acceptInput,
  actorOf,
  codeOf,
  dump,
  HOUR,
  invitationOf,
  inviteInput,
  later,
  letIn,
  newAddress,
  NOW,
  personOf,
  tokenFor,
  visit,
} from "./factories";
import { haveWorld } from "./setup/world";

const LETTERS = "ABCDEF";

/** Decision 4, by hand: which roles (in the order of ROLES) the role of each row may hand out. */
const MAY_ASSIGN: Record<Role, string> = {
  ACCOUNT_ADMINISTRATOR: "ABCDEF",
  AGREEMENT_ADMINISTRATOR: " B   F",
  USER_ADMINISTRATOR: " BCDEF",
  ACCOUNT_MANAGER: "      ",
  REPORT_VIEWER: "      ",
  ACCOUNT_VIEWER: "      ",
};

const ASSIGNMENTS = ROLES.flatMap((holder) =>
  ROLES.map((role, at) => {
    const may = MAY_ASSIGN[holder][at] === LETTERS[at];
    return { holder, verb: may ? "may" : "may not", role, may };
  }),
);

const MANAGES: readonly Role[] = ["ACCOUNT_ADMINISTRATOR", "USER_ADMINISTRATOR"];

const actors = {} as Record<Role, MemberActor>;
let dana: MemberActor;
let target: MemberActor;

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
  for (const role of ROLES) actors[role] = await letIn(dana, CONTOSO, [role]);
  target = await letIn(dana, CONTOSO, []);
});

async function open(role: Role, inviter = dana) {
  const email = newAddress();
  await inviteUser(inviter, inviteInput(email, role), NOW);
  const { id } = await invitationOf(email, CONTOSO);
  return { email, invitationId: id };
}

/** As if the form had let the invitation be written by that member. */
const writtenBy = (actor: MemberActor, invitationId: string) =>
  db.invitation.update({
    where: { id: invitationId },
    data: {
      invitedBy: { connect: { id: actor.membershipId } },
      membership: { update: { grantedById: actor.membershipId } },
    },
  });

async function doneOrRefused(run: () => Promise<unknown>, done: boolean) {
  if (done) return void (await run());
  const before = await dump();
  expect(await codeOf(run())).toBe("forbidden");
  expect(await dump()).toEqual(before);
}

describe.each(ASSIGNMENTS)("$holder $verb hand out $role", ({ holder, role, may }) => {
  let email: string;
  let invitationId: string;

  // One invitation goes through the three tests that follow, each time as if the holder had written it.
  beforeAll(async () => {
    ({ email, invitationId } = await open(role));
  });

  test("by an invitation, alone or among others", async () => {
    for (const roles of [["ACCOUNT_VIEWER", role] as const, [role] as const]) {
      const input = inviteInput(newAddress(), ...roles);
      await doneOrRefused(() => inviteUser(actors[holder], input, NOW), may);
      if (may) return;
    }
  });

  test("by changing a member's roles", async () => {
    const roles: Role[] = [role === "ACCOUNT_VIEWER" ? "REPORT_VIEWER" : "ACCOUNT_VIEWER"];
    await db.membership.update({ where: { id: target.membershipId }, data: { roles } });
    const change = { membershipId: target.membershipId, roles: [...roles, role] };
    const changed = may && MANAGES.includes(holder);
    await doneOrRefused(() => changeRoles(actors[holder], change, NOW), changed);
  });

  test("by sending one's own invitation again", async () => {
    await writtenBy(actors[holder], invitationId);
    const resend = () => resendInvitation(actors[holder], { invitationId }, later(HOUR));
    await doneOrRefused(resend, may);
  });

  test("by approving what is held: that is the Account Administrator's", async () => {
    await writtenBy(actors[holder], invitationId);
    await db.invitation.update({ where: { id: invitationId }, data: { heldAt: NOW } });
    const approved = holder === "ACCOUNT_ADMINISTRATOR";
    const approve = () => approveInvitation(actors[holder], { invitationId }, NOW);
    await doneOrRefused(approve, approved);
    const { heldAt } = await invitationOf(email, CONTOSO);
    expect(heldAt === null).toBe(approved);
  });

  test("at the moment of the acceptance (decision 5, edge 37)", async () => {
    await writtenBy(actors[holder], invitationId);
    await db.invitation.update({ where: { id: invitationId }, data: { heldAt: null } });
    const input = acceptInput(await tokenFor(email, CONTOSO));

    const { outcome } = await acceptInvitation(input, visit(), later(HOUR));

    expect(outcome).toBe(may ? "in" : "held");
    const { membership } = await invitationOf(email, CONTOSO);
    expect(membership.status).toBe(may ? "ACTIVE" : "INVITED");
    expect(await db.user.count({ where: { emailKey: email } })).toBe(may ? 1 : 0);
  });
});

describe("an invitation that carries Account Administrator (decision 4, edge 36)", () => {
  test("can't be sent again or withdrawn by a User Administrator, whoever wrote it", async () => {
    const uwe = await actorOf("uwe.schneider@contoso.de", CONTOSO);
    const { invitationId } = await open("ACCOUNT_ADMINISTRATOR");
    for (const writer of [dana, uwe]) {
      await writtenBy(writer, invitationId);
      const before = await dump();
      const now = later(HOUR);
      expect(await codeOf(resendInvitation(uwe, { invitationId }, now))).toBe("forbidden");
      expect(await codeOf(revokeInvitation(uwe, { invitationId }, now))).toBe("forbidden");
      expect(await dump()).toEqual(before);
    }
  });

  test("can't be emptied of it by a User Administrator who invites the address anew", async () => {
    const uwe = await actorOf("uwe.schneider@contoso.de", CONTOSO);
    const { email } = await open("ACCOUNT_ADMINISTRATOR");
    expect(await codeOf(inviteUser(uwe, inviteInput(email), later(HOUR)))).toBe("conflict");
    expect((await invitationOf(email, CONTOSO)).membership.roles).toEqual([
      "ACCOUNT_ADMINISTRATOR",
    ]);
  });
});

test("a role that was taken away is gone on the very next request (decision 7)", async () => {
  const email = newAddress();
  const member = await letIn(dana, CONTOSO, ["USER_ADMINISTRATOR", "REPORT_VIEWER"], email);
  const person = await personOf(email);
  expect((await findMember(person, CONTOSO, NOW))?.roles).toContain("USER_ADMINISTRATOR");

  const change = { membershipId: member.membershipId, roles: ["REPORT_VIEWER" as const] };
  await changeRoles(dana, change, NOW);

  const next = await findMember(person, CONTOSO, NOW);
  expect(next?.roles).toEqual(["REPORT_VIEWER"]);
  if (!next) return;
  expect(await codeOf(inviteUser(next, inviteInput(newAddress()), NOW))).toBe("forbidden");
});
