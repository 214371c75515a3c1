import { beforeAll, expect, test } from "vitest";
import { db } from "../lib/db/client";
import { LOST_GRACE_DAYS } from "../lib/domains/domain-gate";
import { inviteUser } from "../lib/invitations/invite-user";
import { readHome } from "../lib/organizations/read-home";
import type { MemberActor } from "../lib/policy/actor";
import {
  actorOf,
  DAY,
  invitationOf,
  inviteInput,
  later,
  newAddress,
  NOW,
  personOf,
} from "./factories";
import { CONTOSO, FABRIKAM } from "./world";
import { haveWorld } from "./setup/world";

const DANA = "dana.kowalski@contoso.com";
const UWE = "uwe.schneider@contoso.de";
const MEI = "mei.lin@contoso.com";
const TOM = "tom.baker@contoso.com";
const soonOver = later(58 * DAY);
// Requests of the test before have ended by then.
const lostAt = later(31 * DAY);

const viewer = newAddress("viewer");
const administrator = newAddress("administrator");
const held = newAddress("held");
let dana: MemberActor;

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf(DANA, CONTOSO);
  await inviteUser(dana, inviteInput(viewer, "ACCOUNT_VIEWER"), NOW);
  await inviteUser(dana, inviteInput(administrator, "ACCOUNT_ADMINISTRATOR"), NOW);
  await inviteUser(dana, inviteInput(held, "ACCOUNT_VIEWER"), NOW);
  const { id } = await invitationOf(held, CONTOSO);
  await db.invitation.update({ where: { id }, data: { heldAt: NOW } });
});

/** Kind and address of every invitation that the dashboard shows somebody. */
async function shownTo(email: string): Promise<string[]> {
  const home = await readHome(await actorOf(email, CONTOSO), await personOf(email), soonOver);
  return home.needs.flatMap((need) => ("email" in need ? [`${need.kind} ${need.email}`] : []));
}

test("an Account Administrator sees every invitation that ends soon and confirms held ones", async () => {
  const shown = await shownTo(DANA);
  expect(shown).toContain(`ending ${viewer}`);
  expect(shown).toContain(`ending ${administrator}`);
  expect(shown).toContain(`held ${held}`);
});

test("a User Administrator is offered nothing that the verbs would refuse (decisions 4, 5)", async () => {
  const shown = await shownTo(UWE);
  expect(shown).toContain(`ending ${viewer}`);
  expect(shown.join()).not.toContain(administrator);
  expect(shown.join()).not.toContain(held);
});

test("a mail that isn't sent since its address is known not to exist is shown, an overtaken one isn't", async () => {
  const [gone, overtaken] = [newAddress("gone"), newAddress("overtaken")];
  for (const email of [gone, overtaken]) await inviteUser(dana, inviteInput(email), NOW);
  const set = (toKey: string, lastAnswer: string | null) =>
    db.emailMessage.updateMany({ where: { toKey }, data: { state: "SUPPRESSED", lastAnswer } });
  await set(gone, "550 5.1.1 no such user");
  await set(overtaken, null);
  const home = await readHome(await actorOf(DANA, CONTOSO), await personOf(DANA), NOW);
  const shown = home.needs.flatMap((need) =>
    "email" in need ? [`${need.kind} ${need.email}`] : [],
  );
  expect(shown).toContain(`mailHeld ${gone}`);
  expect(shown.join()).not.toContain(overtaken);
});

test("an Agreement Administrator is shown nobody else's invitations", async () => {
  expect(await shownTo(MEI)).toEqual([]);
});

/** What waits for somebody besides invitations, in a few words. */
async function waitingFor(email: string, now: Date): Promise<string[]> {
  const home = await readHome(await actorOf(email, CONTOSO), await personOf(email), now);
  return home.needs.flatMap((need) => {
    if (need.kind === "asking") return [`asking ${need.count}`];
    return "domain" in need ? [`${need.kind} ${need.domain.name}`] : [];
  });
}

test("who asks to be let in is counted for those who may invite, until the request ends", async () => {
  const fabrikam = await actorOf("ravi.menon@fabrikam.com", FABRIKAM);
  for (const [number, status] of (["PENDING", "PENDING", "DECLINED"] as const).entries()) {
    const email = newAddress(`asks-${number}`);
    for (const { purchasingAccountId } of number === 0 ? [dana, fabrikam] : [dana]) {
      await db.joinRequest.create({
        data: {
          ...{ purchasingAccountId, email, emailKey: email, baseKey: email, status },
          ...{ firstName: "Lee", lastName: "Gu", language: "en", country: "US", reason: "New." },
          ...{ createdAt: NOW, expiresAt: later(30 * DAY) },
        },
      });
    }
  }
  for (const email of [DANA, UWE, MEI]) {
    expect(await waitingFor(email, NOW)).toEqual(["asking 2"]);
  }
  expect(await waitingFor(TOM, NOW)).toEqual([]);
  expect(await waitingFor(DANA, later(30 * DAY))).toEqual([]);
});

test("a domain whose record is gone waits for those who manage domains, before and after its grace", async () => {
  const { organizationId } = await db.agreement.findFirstOrThrow({
    where: { accounts: { some: { id: dana.purchasingAccountId } } },
  });
  for (const status of ["LOST", "VERIFIED"] as const) {
    const name = `${status.toLowerCase()}.contoso.com`;
    await db.domain.create({
      data: {
        ...{ organizationId, name, nameKey: name, status, challenge: "x" },
        ...{ createdAt: NOW, verifiedAt: NOW, lostAt: status === "LOST" ? lostAt : null },
        accounts: { create: { purchasingAccountId: dana.purchasingAccountId, since: NOW } },
      },
    });
  }
  expect(await waitingFor(DANA, lostAt)).toEqual(["domainLost lost.contoso.com"]);
  const over = later(LOST_GRACE_DAYS * DAY, lostAt);
  expect(await waitingFor(DANA, over)).toEqual(["domainClosed lost.contoso.com"]);
  expect(await waitingFor(UWE, over)).toEqual([]);
});

test("an invitation can't be filed under another purchasing account than its person", async () => {
  const { id } = await invitationOf(viewer, CONTOSO);
  const other = await db.purchasingAccount.findFirstOrThrow({
    where: { NOT: { numberKey: CONTOSO } },
  });
  const move = db.invitation.update({ where: { id }, data: { purchasingAccountId: other.id } });
  await expect(move).rejects.toThrow(/Foreign key|Invitation_account_fkey/i);
});
