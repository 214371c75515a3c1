import { beforeAll, describe, expect, test } from "vitest";
import { SCAN } from "../lib/accounts/find-people";
import { listPeople, type PeoplePage } from "../lib/accounts/list-people";
import {
  PEOPLE_SORTS,
  readPeopleQuery,
  type PeopleFilters,
  type PeopleQuery,
  type PeopleSort,
} from "../lib/accounts/people-query";
import { hrefOf } from "../lib/page-address";
import { db, pool } from "../lib/db/client";
import type { MemberActor } from "../lib/policy/actor";
import { actorOf, agreement, count, NOW, sign } from "./factories";
import { CONTOSO, FABRIKAM } from "./world";
import { haveWorld } from "./setup/world";

const PEOPLE = count(170, 600);

let dana: MemberActor;
let mei: MemberActor;

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
  mei = await actorOf("mei.lin@contoso.com", CONTOSO);
  for (const account of [CONTOSO, FABRIKAM]) await crowd(account, PEOPLE);
  await pool.query(
    `INSERT INTO "Invitation" ("id", "purchasingAccountId", "membershipId", "kind", "status", "expiresAt", "createdAt", "endedAt", "invitedById")
     SELECT gen_random_uuid(), "purchasingAccountId", "id", 'COLLEAGUE', 'EXPIRED', $1, $1, $1, $2
     FROM "Membership" WHERE "email" LIKE 'crowd%' AND "purchasingAccountId" = $3 AND right("email", 1) <> '0'
       AND substr(md5("email"), 1, 1) < '8'`,
    [NOW, mei.membershipId, mei.purchasingAccountId],
  );
});

/** People with few different names, visits and days, so that many share each, and of every kind. */
async function crowd(account: string, size: number): Promise<void> {
  await pool.query(
    `WITH p AS (
       SELECT gen_random_uuid() AS id, n, 'crowd' || n || '@' || lower($1) || '.example' AS email,
         'First' || n % 3 AS first, chr(97 + n % 5) || 'last' || n % 4 AS last,
         (ARRAY['ACTIVE','INVITED','ACTIVE','DISABLED','REMOVED'])[1 + n % 5]::"MembershipStatus" AS status
       FROM generate_series(1, $2::int) n
     ), u AS (
       INSERT INTO "User" ("id", "email", "emailKey", "firstName", "lastName", "language", "country", "createdAt")
       SELECT id, email, email, first, last, 'en', 'US', $3::timestamptz FROM p WHERE status IN ('ACTIVE', 'DISABLED')
     )
     INSERT INTO "Membership" ("id", "purchasingAccountId", "userId", "email", "emailKey", "firstName", "lastName",
       "language", "country", "roles", "status", "sortName", "searchText", "createdAt", "lastSeenAt")
     SELECT p.id, a."id", CASE WHEN status IN ('ACTIVE', 'DISABLED') THEN p.id END, email, email, first, last,
       (ARRAY['en','de','ja'])[1 + n % 3], (ARRAY['US','DE'])[1 + n % 2],
       CASE WHEN n % 7 = 0 THEN ARRAY['ACCOUNT_MANAGER','REPORT_VIEWER']::"Role"[] ELSE ARRAY['ACCOUNT_VIEWER']::"Role"[] END,
       status, last || ' ' || lower(first), lower(first) || ' ' || last || ' ' || email,
       $3::timestamptz - n % 9 * interval '1 day',
       CASE WHEN n % 3 > 0 THEN $3::timestamptz - n % 11 * interval '1 hour' END
     FROM p, "PurchasingAccount" a WHERE a."numberKey" = $1`,
    [account, size, NOW],
  );
}

/** What the database holds, filtered and sorted here in plain words. */
async function wanted(actor: MemberActor, filters: PeopleFilters, sort: PeopleSort) {
  const own = actor.roles.includes("AGREEMENT_ADMINISTRATOR");
  const people = await db.membership.findMany({
    where: {
      purchasingAccountId: actor.purchasingAccountId,
      ...(own && { invitations: { some: { invitedById: actor.membershipId } } }),
    },
  });
  const { search, status, role, language, country } = filters;
  const time = (date: Date | null) => date?.getTime() ?? -Infinity;
  const text = (a: string, b: string) => Buffer.compare(Buffer.from(a), Buffer.from(b));
  return people
    .filter((person) => (status ? person.status === status : own || person.status !== "REMOVED"))
    .filter((person) => !role || person.roles.includes(role))
    .filter((person) => !language || person.language === language)
    .filter((person) => !country || person.country === country)
    .filter(({ searchText, sortName }) =>
      !search || search.length > 2
        ? searchText.includes(search ?? "")
        : sortName.startsWith(search),
    )
    .sort((a, b) => {
      if (sort === "name") return text(a.sortName, b.sortName) || text(a.id, b.id);
      const key = sort === "visit" ? "lastSeenAt" : "createdAt";
      const [x, y] = [time(a[key]), time(b[key])];
      return x === y ? text(b.id, a.id) : y - x;
    })
    .map(({ email }) => email);
}

const emails = ({ rows }: PeoplePage) => rows.map(({ email }) => email);

async function forwards(actor: MemberActor, query: PeopleQuery): Promise<PeoplePage[]> {
  const pages = [await listPeople(actor, query, NOW)];
  for (let last = pages[0]; last?.next; last = pages.at(-1)) {
    pages.push(await listPeople(actor, { ...query, after: last.next }, NOW));
  }
  return pages;
}

async function backwards(actor: MemberActor, query: PeopleQuery, from: PeoplePage) {
  const pages = [from];
  for (let first = pages[0]; first?.previous; first = pages[0]) {
    pages.unshift(await listPeople(actor, { ...query, before: first.previous }, NOW));
  }
  return pages;
}

const FILTERS: PeopleFilters[] = [
  {},
  { status: "INVITED" },
  { status: "ACTIVE" },
  { status: "DISABLED" },
  { status: "REMOVED" },
  { role: "ACCOUNT_VIEWER" },
  { role: "ACCOUNT_MANAGER", country: "DE" },
  { language: "ja" },
  { country: "DE" },
  { search: "last1" },
  { search: "b" },
  { search: "first2 cla", status: "ACTIVE", language: "en" },
  { search: "crowd", role: "REPORT_VIEWER" },
  { search: "nobody at all" },
];

describe.each(PEOPLE_SORTS)("sorted by %s", (sort) => {
  test.each(FILTERS)("%j shows everyone once, forwards and backwards", async (filters) => {
    for (const actor of [dana, mei]) {
      const due = await wanted(actor, filters, sort);
      const pages = await forwards(actor, { ...filters, sort });
      expect(pages.flatMap(emails)).toEqual(due);
      expect(pages[0]?.previous).toBeNull();
      expect(pages.some(({ stopped }) => stopped)).toBe(false);
      const last = pages.at(-1);
      const back = last ? await backwards(actor, { ...filters, sort }, last) : [];
      expect(back.flatMap(emails)).toEqual(due);
    }
  });
});

test("an Agreement Administrator finds nobody but those whom they invited, by any filter and order", async () => {
  const own = await wanted(mei, {}, "name");
  expect(own.length).toBeGreaterThan(50);
  for (const filters of FILTERS) {
    for (const sort of PEOPLE_SORTS) {
      const found = (await forwards(mei, { ...filters, sort })).flatMap(emails);
      expect(found.filter((email) => !own.includes(email))).toEqual([]);
    }
  }
});

test("somebody's visit while one turns the pages neither hides nor doubles anybody else", async () => {
  const first = await listPeople(dana, { sort: "visit" }, NOW);
  const last = first.rows.at(-1);
  await db.membership.update({ where: { id: last?.id ?? "" }, data: { lastSeenAt: NOW } });
  const next = await listPeople(dana, { sort: "visit", after: first.next ?? "" }, NOW);
  await db.membership.update({
    where: { id: last?.id ?? "" },
    data: { lastSeenAt: last?.lastVisit ?? null },
  });
  const due = await wanted(dana, {}, "visit");
  expect([...emails(first), ...emails(next)]).toEqual(due.slice(0, 100));
});

describe("the state of the list is its address", () => {
  test("and comes back from it", () => {
    const query: PeopleQuery = {
      search: "o'neil & ünal",
      status: "DISABLED",
      role: "REPORT_VIEWER",
      language: "pt-BR",
      country: "BR",
      sort: "visit",
      after: "never.018f0000-0000-7000-8000-000000000000",
      before: undefined,
    };
    const { searchParams } = new URL(hrefOf("http://localhost/list", query));
    expect(readPeopleQuery(Object.fromEntries(searchParams))).toEqual(query);
  });

  test.each([
    { status: "GONE", role: "OPERATOR", language: "xx", country: "ZZ", sort: "size" },
    { status: "", role: "", language: "", country: "", sort: "", search: "  ", after: "" },
    { status: ["", "ACTIVE"] },
    { role: "__proto__" },
  ])("and made-up values %j ask for nothing", (address) => {
    const asked = Object.values(readPeopleQuery(address)).filter((value) => value !== undefined);
    expect(asked).toEqual([]);
  });

  test.each(["never.x", "99999999999999.018f0000-0000-7000-8000-000000000000", "=", "=1.2"])(
    "and a made-up cursor %j is no bound",
    async (after) => {
      const page = await listPeople(dana, { sort: "visit", after }, NOW);
      expect(page).toEqual(await listPeople(dana, { sort: "visit" }, NOW));
    },
  );
});

describe("a filter that many don't pass", () => {
  let admin: MemberActor;

  beforeAll(async () => {
    await sign(agreement("PAWIDE", "wide@contoso.com"));
    const { id } = await db.purchasingAccount.findUniqueOrThrow({ where: { numberKey: "PAWIDE" } });
    admin = { ...dana, purchasingAccountId: id };
    await crowd("PAWIDE", 2.5 * SCAN);
    // Only some people far down the list of names are in Japan.
    await pool.query(
      `UPDATE "Membership" SET "country" = 'JP'
       WHERE "purchasingAccountId" = $1 AND "sortName" > 'c' AND "status" = 'ACTIVE'
         AND substr(md5("email"), 1, 2) < '06'`,
      [id],
    );
  });

  test("looks at 10,000 people a page and then says so; going on finds everyone once", async () => {
    const query = { country: "JP" };
    const pages = await forwards(admin, query);
    expect(pages[0]).toMatchObject({ rows: [], stopped: true });
    const found = pages.flatMap(emails);
    const due = await wanted(admin, query, "name");
    expect(found).toEqual(due);
    const last = pages.at(-1);
    const back = last ? await backwards(admin, query, last) : [];
    expect(back.flatMap(emails)).toEqual(due);
  });

  test("finds the few who have a role or a name wherever they stand", async () => {
    const [last] = await db.membership.findMany({
      where: { purchasingAccountId: admin.purchasingAccountId, status: "ACTIVE" },
      orderBy: [{ sortName: "desc" }, { id: "desc" }],
      take: 1,
    });
    await db.membership.update({
      where: { id: last?.id ?? "" },
      data: { roles: ["AGREEMENT_ADMINISTRATOR"] },
    });
    for (const filters of [{ role: "AGREEMENT_ADMINISTRATOR" }, { search: last?.email }] as const) {
      const page = await listPeople(admin, filters, NOW);
      expect(emails(page)).toEqual([last?.email]);
      expect(page).toMatchObject({ stopped: false, next: null, previous: null });
    }
  });
});
