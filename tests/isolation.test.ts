import { beforeAll, describe, expect, test } from "vitest";
import { changeRoles } from "../lib/accounts/change-roles";
import { listPeople } from "../lib/accounts/list-people";
import { findMember } from "../lib/accounts/member-actor";
import { myAccounts } from "../lib/accounts/my-accounts";
import { listAgreements } from "../lib/agreements/list-agreements";
import { db } from "../lib/db/client";
import { approveInvitation } from "../lib/invitations/approve-invitation";
import { confirmByLink, confirmWaiting } from "../lib/invitations/confirm-invitation";
import { inviteUser } from "../lib/invitations/invite-user";
import { resendInvitation } from "../lib/invitations/resend-invitation";
import { revokeInvitation } from "../lib/invitations/revoke-invitation";
import { waitingInvitations } from "../lib/invitations/waiting-invitations";
import { readHome } from "../lib/organizations/read-home";
import type { Actor, MemberActor } from "../lib/policy/actor";
import { can } from "../lib/policy/authorize";
import { ROLES } from "../lib/policy/roles";
import { CONTOSO, CONTOSO_RESEARCH, FABRIKAM, FABRIKAM_LOGISTICS } from "./world";
import {
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
  refusal,
  tokenFor,
} from "./factories";
import { haveWorld } from "./setup/world";

/** Everyone of Fabrikam: the cast, and one person for each role. */
const fabrikam: { email: string; actor: MemberActor }[] = [];
/** Contoso's open and held invitations, with their links. */
let invitationIds: string[];
let tokens: string[];
let memberIds: string[];

beforeAll(async () => {
  await haveWorld();
  const ravi = await actorOf("ravi.menon@fabrikam.com", FABRIKAM);
  for (const role of ROLES)
    await letIn(ravi, FABRIKAM, [role], `${role.toLowerCase()}@fabrikam.com`);
  const members = await db.membership.findMany({
    where: { status: "ACTIVE", purchasingAccount: { numberKey: FABRIKAM } },
  });
  for (const { emailKey } of members) {
    fabrikam.push({ email: emailKey, actor: await actorOf(emailKey, FABRIKAM) });
  }
  const dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
  const held = newAddress("held");
  await inviteUser(dana, inviteInput(held), NOW);
  const { id: heldId } = await invitationOf(held, CONTOSO);
  await db.invitation.update({ where: { id: heldId }, data: { heldAt: NOW } });
  const keiko = "keiko.tanaka@contoso.co.jp";
  invitationIds = [(await invitationOf(keiko, CONTOSO)).id, heldId];
  tokens = [await tokenFor(keiko, CONTOSO), await tokenFor(held, CONTOSO)];
  const contoso = await db.membership.findMany({
    where: { purchasingAccount: { numberKey: { in: [CONTOSO, CONTOSO_RESEARCH] } } },
  });
  memberIds = contoso.map(({ id }) => id);
});

/** Every verb that takes an id of an invitation or of a member. */
const WRITES: [
  string,
  (actor: Actor, invitationId: string, membershipId: string) => Promise<unknown>,
][] = [
  ["resend", (actor, invitationId) => resendInvitation(actor, { invitationId }, later(HOUR))],
  ["revoke", (actor, invitationId) => revokeInvitation(actor, { invitationId }, NOW)],
  ["approve", (actor, invitationId) => approveInvitation(actor, { invitationId }, NOW)],
  [
    "change roles",
    (actor, _, membershipId) =>
      changeRoles(actor, { membershipId, roles: ["ACCOUNT_VIEWER"] }, NOW),
  ],
];

/** A foreign id is no id at all; who may not use the verb anyway is told that first. */
const mayWrite = (actor: MemberActor, verb: string) =>
  can(actor, verb === "resend" || verb === "revoke" ? "users.invite" : "users.manage");

describe("everyone of Fabrikam, with Contoso's ids (decision 22, edge 42)", () => {
  test.each(WRITES)("%s finds nothing and changes nothing", async (verb, write) => {
    const before = await dump();
    for (const { actor } of fabrikam) {
      for (const invitationId of invitationIds) {
        for (const membershipId of memberIds) {
          const code = await codeOf(write(actor, invitationId, membershipId));
          expect(code).toBe(mayWrite(actor, verb) ? "notFound" : "forbidden");
          if (verb !== "change roles") break;
        }
      }
    }
    expect(await dump()).toEqual(before);
  });

  test("the answer to a foreign id is that to one which doesn't exist", async () => {
    const [ravi] = fabrikam.filter(({ email }) => email === "ravi.menon@fabrikam.com");
    const nowhere = "00000000-0000-7000-8000-000000000000";
    for (const [, write] of WRITES) {
      if (!ravi) break;
      const foreign = await refusal(write(ravi.actor, invitationIds[0] ?? "", memberIds[0] ?? ""));
      expect(await refusal(write(ravi.actor, nowhere, nowhere))).toEqual(foreign);
    }
  });

  test("no account number of Contoso's makes them a member, in any spelling", async () => {
    const before = await dump();
    for (const { email } of fabrikam) {
      const person = await personOf(email);
      for (const account of [
        CONTOSO,
        CONTOSO_RESEARCH,
        "pa-0048213",
        " PA 0048213 ",
        FABRIKAM_LOGISTICS,
      ]) {
        expect(await findMember(person, account, NOW)).toBeNull();
      }
      const accounts = (await myAccounts(person)).map(({ numberKey }) => numberKey);
      expect(accounts).toEqual([FABRIKAM]);
    }
    expect(await dump()).toEqual(before);
  });

  test("lists, searches, cursors, the home page and agreements show Fabrikam only", async () => {
    for (const { email, actor } of fabrikam) {
      const shown: unknown[] = [await readHome(actor, await personOf(email), NOW)];
      if (can(actor, "agreements.view")) shown.push(await listAgreements(actor));
      if (can(actor, "users.view")) {
        for (const id of memberIds) {
          shown.push(await listPeople(actor, { after: id }, NOW));
          shown.push(await listPeople(actor, { before: id }, NOW));
        }
        for (const search of ["contoso", "dana", "ko"]) {
          shown.push(await listPeople(actor, { search }, NOW));
        }
      }
      const words = JSON.stringify(shown);
      expect(words).not.toMatch(/contoso|PA-?00482|AGR-?7720114|Kowalski|Proseware/i);
      for (const id of [...memberIds, ...invitationIds]) expect(words).not.toContain(id);
    }
  });

  test("no link or waiting invitation of Contoso's lets them in", async () => {
    const before = await dump();
    for (const { email } of fabrikam) {
      const person = await personOf(email);
      expect(await waitingInvitations(person, NOW)).toEqual([]);
      for (const invitationId of invitationIds) {
        expect(await codeOf(confirmWaiting(person, { invitationId }, NOW))).toBe("notFound");
      }
      const [open = ""] = tokens;
      expect(await codeOf(confirmByLink(person, { token: open }, NOW))).toBe("forbidden");
    }
    expect(await dump()).toEqual(before);
  });

  test("an invitation of somebody who is with Contoso doesn't tell that they are (edge 18)", async () => {
    const ravi = await actorOf("ravi.menon@fabrikam.com", FABRIKAM);
    const known = await inviteUser(ravi, inviteInput("tom.baker@contoso.com"), NOW);
    const unknown = await inviteUser(ravi, inviteInput("nobody.yet@contoso.com"), NOW);
    expect(Object.keys(known)).toEqual(Object.keys(unknown));
    expect([known.warnings, unknown.warnings]).toEqual([[], []]);
    const { rows } = await listPeople(ravi, { search: "contoso.com" }, NOW);
    const looks = rows.map(({ id: _, email: __, invitation, ...row }) => ({
      ...row,
      invitation: invitation && { ...invitation, id: "" },
    }));
    expect(looks[0]).toEqual(looks[1]);
  });
});
