import { beforeAll, expect, test } from "vitest";
import { db } from "../lib/db/client";
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
import { CONTOSO } from "./world";
import { haveWorld } from "./setup/world";

const DANA = "dana.kowalski@contoso.com";
const UWE = "uwe.schneider@contoso.de";
const MEI = "mei.lin@contoso.com";
const soonOver = later(58 * DAY);

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

test("an invitation can't be filed under another purchasing account than its person", async () => {
  const { id } = await invitationOf(viewer, CONTOSO);
  const other = await db.purchasingAccount.findFirstOrThrow({
    where: { NOT: { numberKey: CONTOSO } },
  });
  const move = db.invitation.update({ where: { id }, data: { purchasingAccountId: other.id } });
  await expect(move).rejects.toThrow(/Foreign key|Invitation_account_fkey/i);
});
