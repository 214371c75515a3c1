import { beforeAll, describe, expect, test } from "vitest";
import { listPeople, type PeoplePage } from "../lib/accounts/list-people";
import type { PeopleQuery } from "../lib/accounts/people-query";
import { db } from "../lib/db/client";
import { inviteUser } from "../lib/invitations/invite-user";
import { revokeInvitation } from "../lib/invitations/revoke-invitation";
import type { MemberActor } from "../lib/policy/actor";
import { CONTOSO } from "./world";
import {
  actorOf,
  codeOf,
  DAY,
  invitationOf,
  inviteInput,
  later,
  letIn,
  newAddress,
  NOW,
  times,
} from "./factories";
import { haveWorld } from "./setup/world";

let dana: MemberActor;
let mei: MemberActor;
let mine: string[];

const emails = ({ rows }: PeoplePage) => rows.map(({ email }) => email);
const stateOf = async (actor: MemberActor, email: string, now = NOW) =>
  (await listPeople(actor, { search: email }, now)).rows[0]?.invitation?.state;

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
  mei = await actorOf("mei.lin@contoso.com", CONTOSO);
  mine = [newAddress("mine"), newAddress("mine"), newAddress("mine")];
  const [open = "", revoked = "", accepted = ""] = mine;
  await inviteUser(mei, inviteInput(open), NOW);
  await inviteUser(mei, inviteInput(revoked), NOW);
  const { id } = await invitationOf(revoked, CONTOSO);
  await revokeInvitation(mei, { invitationId: id }, NOW);
  await letIn(mei, CONTOSO, ["ACCOUNT_VIEWER"], accepted);
});

describe("Manage Users of an Agreement Administrator (decision 4)", () => {
  test("shows the invitations that they sent and what became of them, nothing else", async () => {
    const page = await listPeople(mei, {}, NOW);
    expect(emails(page).sort()).toEqual([...mine].sort());
    const [open = "", revoked = "", accepted = ""] = mine;
    const row = (email: string) => page.rows.find((person) => person.email === email);
    expect(row(open)).toMatchObject({ status: "INVITED", invitation: { state: "open" } });
    expect(row(revoked)).toMatchObject({ status: "REMOVED", invitation: { state: "revoked" } });
    expect(row(accepted)).toMatchObject({ status: "ACTIVE", invitation: null });
  });

  test.each([
    "dana",
    "kowalski",
    "baker",
    "tom.baker@contoso.com",
    "keiko",
    "li",
    "%",
    "_",
    "contoso",
  ])("finds nobody else by searching for %s", async (search) => {
    for (const email of emails(await listPeople(mei, { search }, NOW)))
      expect(mine).toContain(email);
  });

  test("isn't turned to another page of people by somebody else's id", async () => {
    const tom = await actorOf("tom.baker@contoso.com", CONTOSO);
    for (const query of [{ after: tom.membershipId }, { before: tom.membershipId }]) {
      for (const email of emails(await listPeople(mei, query, NOW))) expect(mine).toContain(email);
    }
  });
});

test.each(["amir.haddad@contoso.com", "paulo.reis@contoso.com", "tom.baker@contoso.com"])(
  "the list is closed to %s, who manages nobody (R59)",
  async (email) => {
    expect(await codeOf(listPeople(await actorOf(email, CONTOSO), {}, NOW))).toBe("forbidden");
  },
);

describe("the list (R74)", () => {
  test("is sorted by last name without marks or case, members and invited together", async () => {
    const { rows } = await listPeople(dana, {}, NOW);
    const names = rows.map(({ name }) => name);
    expect(names.slice(0, 3)).toEqual(["Tom Baker", "Amir Haddad", "Dana Kowalski"]);
    expect(rows.find(({ email }) => email === "keiko.tanaka@contoso.co.jp")).toMatchObject({
      status: "INVITED",
      invitation: { state: "open", mayHandle: true, delivery: { state: "QUEUED" } },
    });
    expect(rows.filter(({ isSelf }) => isSelf).map(({ email }) => email)).toEqual([
      "dana.kowalski@contoso.com",
    ]);
  });

  test.each([
    ["schnei", ["uwe.schneider@contoso.de"]],
    ["UWE SCHNEIDER", ["uwe.schneider@contoso.de"]],
    ["contoso.de", ["uwe.schneider@contoso.de"]],
    ["ta", ["keiko.tanaka@contoso.co.jp"]],
    ["  tanaka  ", ["keiko.tanaka@contoso.co.jp"]],
    ["ＴＡＮＡＫＡ", ["keiko.tanaka@contoso.co.jp"]],
    ["100%", []],
    ["a_b", []],
    ["\\", []],
    ["'; DROP TABLE", []],
    ["nobody\u0000", []],
    ["x".repeat(70_000), []],
  ])("searched for %j", async (search, found) => {
    expect(emails(await listPeople(dana, { search }, NOW))).toEqual(found);
  });

  test("says expired by the clock, whatever the row says (decision 8)", async () => {
    const email = "keiko.tanaka@contoso.co.jp";
    expect(await stateOf(dana, email, later(60 * DAY - 1))).toBe("open");
    expect(await stateOf(dana, email, later(60 * DAY))).toBe("expired");
  });

  test("hides who is no longer here", async () => {
    const found = emails(await listPeople(dana, { search: "mine" }, NOW));
    expect(found).not.toContain(mine[1]);
  });

  test("pages forwards and backwards over everyone once, also among namesakes (edge 21)", async () => {
    const { purchasingAccountId } = dana;
    await db.membership.createMany({
      data: times(120).map((at) => ({
        purchasingAccountId,
        email: `namesake${at}@contoso.com`,
        emailKey: `namesake${at}@contoso.com`,
        firstName: "Kim",
        lastName: "Akers",
        language: "en",
        country: "US",
        roles: ["ACCOUNT_VIEWER" as const],
        status: "INVITED" as const,
        sortName: at % 2 === 0 ? "akers kim" : `akers kim ${at % 7}`,
        searchText: `kim akers namesake${at}@contoso.com`,
        createdAt: NOW,
      })),
    });
    const all = await db.membership.count({
      where: { purchasingAccountId, NOT: { status: "REMOVED" } },
    });

    const pages = [await listPeople(dana, {}, NOW)];
    for (let last = pages[0]; last?.next; last = pages.at(-1)) {
      pages.push(await listPeople(dana, { after: last.next }, NOW));
    }
    const forwards = pages.flatMap(emails);
    expect(new Set(forwards).size).toBe(all);
    expect(forwards).toHaveLength(all);
    expect(pages[0]?.previous).toBeNull();

    const back: PeoplePage[] = pages.slice(-1);
    for (let first = back[0]; first?.previous; first = back[0]) {
      back.unshift(await listPeople(dana, { before: first.previous }, NOW));
    }
    expect(back.flatMap(emails)).toEqual(forwards);
    expect(back[0]?.next).not.toBeNull();
  });

  test.each<PeopleQuery>([
    { after: "x" },
    { before: "" },
    { after: "\u0000" },
    { after: "1' OR 1=1" },
  ])("a made-up cursor %j is no bound at all", async (query) => {
    expect(await listPeople(dana, query, NOW)).toEqual(await listPeople(dana, {}, NOW));
  });
});
