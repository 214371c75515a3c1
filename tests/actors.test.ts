import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { changeRoles } from "../lib/accounts/change-roles";
import { listPeople } from "../lib/accounts/list-people";
import { findMember } from "../lib/accounts/member-actor";
import { myAccounts } from "../lib/accounts/my-accounts";
import { listAgreements } from "../lib/agreements/list-agreements";
import { db } from "../lib/db/client";
import { approveInvitation } from "../lib/invitations/approve-invitation";
import { inviteUser } from "../lib/invitations/invite-user";
import { resendInvitation } from "../lib/invitations/resend-invitation";
import { revokeInvitation } from "../lib/invitations/revoke-invitation";
import { listAccounts } from "../lib/designations/list-accounts";
import { SYSTEM, type Actor } from "../lib/policy/actor";
import { CONTOSO, OPERATOR } from "./world";
import {
  actorOf,
  codeOf,
  dump,
  HOUR,
  invitationOf,
  inviteInput,
  later,
  letIn,
  NOW,
  operatorActorOf,
  partnerActorOf,
  personOf,
} from "./factories";
import { haveWorld } from "./setup/world";

let invitationId: string;
let membershipId: string;
const strangers: Record<string, Actor> = {};

beforeAll(async () => {
  await haveWorld();
  invitationId = (await invitationOf("keiko.tanaka@contoso.co.jp", CONTOSO)).id;
  ({ membershipId } = await actorOf("tom.baker@contoso.com", CONTOSO));
  const { userId } = await personOf(OPERATOR.email);
  const account = await db.purchasingAccount.findUniqueOrThrow({ where: { numberKey: CONTOSO } });
  Object.assign(strangers, {
    "the account's own partner": {
      kind: "partner",
      userId: randomUUID(),
      partnerUserId: randomUUID(),
      partnerId: account.partnerId,
      isAdministrator: true,
    },
    "an operator": { kind: "operator", userId },
    "a person without membership": { kind: "person", userId, sessionId: randomUUID() },
    "the portal itself": SYSTEM,
  });
});

/** Every verb that is a member's. */
const MEMBER_VERBS: [string, (actor: Actor) => Promise<unknown>][] = [
  ["invites", (actor) => inviteUser(actor, inviteInput("new@contoso.com"), NOW)],
  ["resends", (actor) => resendInvitation(actor, { invitationId }, later(HOUR))],
  ["revokes", (actor) => revokeInvitation(actor, { invitationId }, NOW)],
  ["approves", (actor) => approveInvitation(actor, { invitationId }, NOW)],
  ["changes roles", (actor) => changeRoles(actor, { membershipId, roles: ["REPORT_VIEWER"] }, NOW)],
  ["lists people", (actor) => listPeople(actor, {}, NOW)],
  ["lists agreements", (actor) => listAgreements(actor)],
];

describe.each([
  "the account's own partner",
  "an operator",
  "a person without membership",
  "the portal itself",
])("%s (decision 2, R88)", (who) => {
  test.each(MEMBER_VERBS)("never %s", async (_verb, run) => {
    const before = await dump();
    const stranger = strangers[who];
    if (!stranger) throw new Error(who);
    expect(await codeOf(run(stranger))).toBe("forbidden");
    expect(await dump()).toEqual(before);
  });
});

test("an operator who is in no purchasing account is a member of none", async () => {
  const person = await personOf(OPERATOR.email);
  expect(await findMember(person, CONTOSO, NOW)).toBeNull();
  expect(await myAccounts(person)).toEqual([]);
});

test("the list of accounts opens for partner and operator, not for any role (R87, R88)", async () => {
  const dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
  const person = await personOf("dana.kowalski@contoso.com");
  for (const actor of [dana, person]) {
    expect(await codeOf(listAccounts(actor, { show: "all" }, NOW))).toBe("forbidden");
  }
  const rowsOf = async (actor: Actor) =>
    (await listAccounts(actor, { show: "all" }, NOW)).rows.map(
      ({ numberKey, state }) => `${numberKey} ${state.kind}`,
    );
  const contoso = ["PA0048213 hasAccess", "PA0048214 invited"];
  const fabrikam = ["PA0051977 hasAccess", "PA0051978 invited"];
  const operator = await operatorActorOf(OPERATOR.email);
  expect(await rowsOf(operator)).toEqual([...contoso, ...fabrikam]);
  expect(await rowsOf(await partnerActorOf("jonas.feld@proseware.com"))).toEqual(contoso);
  expect(await rowsOf(await partnerActorOf("ada.obi@wingtip.com"))).toEqual(fabrikam);
});

test.each(["INVITED", "DISABLED", "REMOVED"] as const)(
  "a membership that is %s opens nothing, whatever its roles say",
  async (status) => {
    const dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
    const email = `${status.toLowerCase()}@contoso.com`;
    const { membershipId: id } = await letIn(dana, CONTOSO, ["ACCOUNT_ADMINISTRATOR"], email);
    const person = await personOf(email);
    expect(await findMember(person, CONTOSO, NOW)).not.toBeNull();
    await db.membership.update({ where: { id }, data: { status } });
    expect(await findMember(person, CONTOSO, NOW)).toBeNull();
    expect(await myAccounts(person)).toEqual([]);
  },
);

test("a visit is noted for the account that was visited and for no other (decision 2)", async () => {
  const person = await personOf("dana.kowalski@contoso.com");
  await findMember(person, CONTOSO, later(HOUR));
  const rows = await db.membership.findMany({ where: { userId: person.userId } });
  expect(rows.map(({ lastSeenAt }) => lastSeenAt)).toEqual([later(HOUR)]);
});
