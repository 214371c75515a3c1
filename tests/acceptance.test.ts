import { beforeAll, expect, test } from "vitest";
import { db } from "../lib/db/client";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { confirmByLink, confirmWaiting } from "../lib/invitations/confirm-invitation";
import { inviteUser } from "../lib/invitations/invite-user";
import type { MemberActor } from "../lib/policy/actor";
import { CONTOSO, CONTOSO_RESEARCH, FABRIKAM } from "./world";
import {
  acceptInput,
  actorOf,
  codeOf,
  count,
  dump,
  invitationOf,
  inviteInput,
  mailsTo,
  newAddress,
  NOW,
  OTHER_PASSWORD,
  PASSWORD,
  personOf,
  refusal,
  times,
  together,
  tokenFor,
  visit,
} from "./factories";
import { haveWorld } from "./setup/world";

let dana: MemberActor;
let ravi: MemberActor;

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
  ravi = await actorOf("ravi.menon@fabrikam.com", FABRIKAM);
});

async function invited(inviter = dana, account = CONTOSO, email = newAddress()) {
  await inviteUser(inviter, inviteInput(email), NOW);
  return { email, token: await tokenFor(email, account) };
}

test("parallel acceptances make one account, one membership, one event; the losers conflict (edge 3)", async () => {
  const { email, token } = await invited();
  const many = times(count(20, 60)).map(
    () => () => acceptInvitation(acceptInput(token), visit(), NOW),
  );

  const { done, refused } = await together(many);

  expect(done).toMatchObject([{ outcome: "in", accountKey: CONTOSO }]);
  expect(refused).toHaveLength(many.length - 1);
  for (const reason of refused) expect(reason).toMatch(/^(conflict|gone) /);
  const { id, membership } = await invitationOf(email, CONTOSO);
  const user = await db.user.findUniqueOrThrow({ where: { emailKey: email } });
  expect(membership).toMatchObject({ status: "ACTIVE", userId: user.id });
  const events = { action: "invitation.accepted", objectId: id };
  expect(await db.auditEvent.count({ where: events })).toBe(1);
  expect(await db.session.count({ where: { userId: user.id } })).toBe(1);
});

test("parallel confirmations of a person who has an account let them in once (edges 3, 18)", async () => {
  const { token } = await invited(dana, CONTOSO, "ravi.menon@fabrikam.com");
  const person = await personOf("ravi.menon@fabrikam.com");
  const { id } = await invitationOf("ravi.menon@fabrikam.com", CONTOSO);

  const { done } = await together([
    ...times(5).map(() => () => confirmByLink(person, { token }, NOW)),
    ...times(5).map(() => () => confirmWaiting(person, { invitationId: id }, NOW)),
  ]);

  expect(done).toEqual([{ outcome: "in", accountKey: CONTOSO }]);
  expect(await db.membership.count({ where: { userId: person.userId } })).toBe(2);
});

test("of two passwords for one new address one wins, the other signs in and confirms (decision 14)", async () => {
  const email = newAddress("two.passwords");
  const tokens = [
    (await invited(dana, CONTOSO, email)).token,
    (await invited(ravi, FABRIKAM, email)).token,
  ];
  const before = await db.membership.count({ where: { emailKey: email, status: "ACTIVE" } });

  const { done, refused } = await together(
    tokens.map(
      (token, at) => () =>
        acceptInvitation(acceptInput(token, at === 0 ? PASSWORD : OTHER_PASSWORD), visit(), NOW),
    ),
  );

  expect(before).toBe(0);
  expect(done).toHaveLength(1);
  expect(refused).toEqual(["conflict accountExists"]);
  expect(await db.user.count({ where: { emailKey: email } })).toBe(1);
  expect(await db.membership.count({ where: { emailKey: email, status: "ACTIVE" } })).toBe(1);

  const waiting = await db.invitation.findFirstOrThrow({
    where: { status: "PENDING", membership: { emailKey: email } },
  });
  const person = await personOf(email);
  await confirmWaiting(person, { invitationId: waiting.id }, NOW);
  expect(await db.membership.count({ where: { userId: person.userId, status: "ACTIVE" } })).toBe(2);
});

test("a new password never replaces that of a person who has an account", async () => {
  const { token } = await invited(ravi, FABRIKAM, "tom.baker@contoso.com");
  const before = await dump();

  const answer = await refusal(acceptInvitation(acceptInput(token, OTHER_PASSWORD), visit(), NOW));

  expect(answer).toMatchObject({ code: "conflict", key: "accountExists" });
  expect(await dump()).toEqual(before);
});

test("a link of somebody else's is refused to a signed-in person and stays alive (edge 8)", async () => {
  const { email, token } = await invited();
  const before = await dump();
  const uwe = await personOf("uwe.schneider@contoso.de");

  expect(await refusal(confirmByLink(uwe, { token }, NOW))).toMatchObject({
    code: "forbidden",
    key: "otherAddress",
  });
  expect(await dump()).toEqual(before);
  await acceptInvitation(acceptInput(token), visit(), NOW);
  expect((await invitationOf(email, CONTOSO)).status).toBe("ACCEPTED");
});

test("the dashboard confirms nothing that waits for somebody else (edge 42)", async () => {
  const { id } = await invitationOf("dana.kowalski@contoso.com", CONTOSO_RESEARCH);
  const before = await dump();
  for (const email of ["uwe.schneider@contoso.de", "ravi.menon@fabrikam.com"]) {
    const answer = confirmWaiting(await personOf(email), { invitationId: id }, NOW);
    expect(await codeOf(answer)).toBe("notFound");
  }
  expect(await dump()).toEqual(before);
});

test("the designated person's second account comes with one confirmation (decision 3)", async () => {
  const person = await personOf("dana.kowalski@contoso.com");
  const { id } = await invitationOf("dana.kowalski@contoso.com", CONTOSO_RESEARCH);

  expect(await confirmWaiting(person, { invitationId: id }, NOW)).toEqual({
    outcome: "in",
    accountKey: CONTOSO_RESEARCH,
  });
  const { roles } = await actorOf("dana.kowalski@contoso.com", CONTOSO_RESEARCH);
  expect(roles).toEqual(["ACCOUNT_ADMINISTRATOR"]);
  expect(await mailsTo("dana.kowalski@contoso.com")).toHaveLength(2);
});

test("a person lets themselves in under the name that they typed, with the address that was invited (R36)", async () => {
  const { email, token } = await invited();
  const input = { ...acceptInput(token), firstName: "Zoë", lastName: "Ångström" };

  await acceptInvitation(input, visit(), NOW);

  const { membership } = await invitationOf(email, CONTOSO);
  expect(membership).toMatchObject({ firstName: "Zoë", sortName: "angstrom zoe", email });
  expect(await db.user.findUniqueOrThrow({ where: { emailKey: email } })).toMatchObject({
    lastName: "Ångström",
    email,
  });
});
