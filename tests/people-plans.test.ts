import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { SCAN } from "../lib/accounts/find-people";
import { listPeople } from "../lib/accounts/list-people";
import { PEOPLE_SORTS, type PeopleQuery } from "../lib/accounts/people-query";
import { db, pool } from "../lib/db/client";
import { waitingInvitations } from "../lib/invitations/waiting-invitations";
import type { MemberActor } from "../lib/policy/actor";
import type { Role } from "../lib/policy/roles";
import { count, NOW, sign, agreement } from "./factories";

/** Members in the account that is looked at, and as many again in each of the others. */
const MEMBERS = count(4_000, 40_000);

let actor: MemberActor;
/** A cursor in the middle of each order. */
const middle: Record<string, string> = {};

const ORDERS = {
  name: `"sortName", "id"`,
  visit: `"lastSeenAt" DESC NULLS LAST, "id" DESC`,
  added: `"createdAt" DESC, "id" DESC`,
};

beforeAll(async () => {
  const accounts = ["PA1", "PA2", "PA3"];
  for (const account of accounts) await sign(agreement(account, `first.${account}@contoso.com`));
  // Names as they come: 250 first names, 997 last names, so that no search word fits everybody.
  await pool.query(
    `INSERT INTO "Membership" ("id", "purchasingAccountId", "email", "emailKey", "firstName", "lastName",
       "language", "country", "roles", "status", "sortName", "searchText", "createdAt", "lastSeenAt")
     SELECT gen_random_uuid(), a."id", p.email, p.email, p.first, p.last, 'en', 'US',
       ARRAY[CASE n % 1500 WHEN 0 THEN 'REPORT_VIEWER' ELSE 'ACCOUNT_VIEWER' END]::"Role"[], 'INVITED',
       p.last || ' ' || p.first, p.first || ' ' || p.last || ' ' || p.email,
       $2::timestamptz - n % 5000 * interval '1 hour',
       CASE WHEN n % 3 > 0 THEN $2::timestamptz - n % 7000 * interval '1 minute' END
     FROM "PurchasingAccount" a, generate_series(1, $1::int) n,
       LATERAL (SELECT substr(md5('f' || n % 250), 1, 6) AS first, substr(md5('l' || n % 997), 1, 8) AS last,
         'person' || n || '@contoso.com' AS email) p`,
    [MEMBERS, NOW],
  );
  // A hundred of each account's people invited the others; VACUUM also empties the trigrams' waiting list.
  await pool.query(
    `INSERT INTO "Invitation" ("id", "purchasingAccountId", "membershipId", "kind", "status", "expiresAt", "createdAt", "endedAt", "invitedById")
     SELECT gen_random_uuid(), i."purchasingAccountId", i."id", 'COLLEAGUE', 'EXPIRED', $1, $1, $1, inviter."id"
     FROM (SELECT *, row_number() OVER (PARTITION BY "purchasingAccountId" ORDER BY "id") AS n FROM "Membership") i
     JOIN (SELECT *, row_number() OVER (PARTITION BY "purchasingAccountId" ORDER BY "id") AS n FROM "Membership") inviter
       ON inviter."purchasingAccountId" = i."purchasingAccountId" AND inviter.n = 2 + i.n % 100 AND i.n > 1`,
    [NOW],
  );
  await pool.query("VACUUM ANALYZE");
  const { id: account } = await db.purchasingAccount.findUniqueOrThrow({
    where: { numberKey: "PA2" },
  });
  for (const [sort, order] of Object.entries(ORDERS)) {
    const { rows } = await pool.query<{ id: string; visit: Date | null }>(
      `SELECT "id", "lastSeenAt" AS visit FROM "Membership" WHERE "purchasingAccountId" = $1
       ORDER BY ${order} OFFSET $2 LIMIT 1`,
      [account, MEMBERS / 2],
    );
    const [{ id = "", visit = null } = {}] = rows;
    middle[sort] = sort === "visit" ? `${visit?.getTime() ?? "never"}.${id}` : id;
  }
  actor = {
    kind: "member",
    userId: randomUUID(),
    membershipId: await inviterOf(middle.name ?? ""),
    purchasingAccountId: account,
    roles: ["USER_ADMINISTRATOR"],
  };
}, 300_000);

async function inviterOf(membershipId: string): Promise<string> {
  const { invitedById } = await db.invitation.findFirstOrThrow({ where: { membershipId } });
  return invitedById ?? "";
}

const seen: { sql: string; values: unknown[] }[] = [];
const real = Reflect.get(Client.prototype, "query") as (...args: unknown[]) => unknown;

// What Prisma really sends, also within transactions: the queries are watched, not replaced.
beforeAll(() => {
  Client.prototype.query = function (this: Client, ...args: unknown[]) {
    const [config, values] = args as [string | { text?: string; values?: unknown[] }, unknown];
    const sql = typeof config === "string" ? config : (config.text ?? "");
    const own = typeof config === "string" ? undefined : config.values;
    seen.push({ sql, values: own ?? (Array.isArray(values) ? values : []) });
    return real.apply(this, args);
  } as typeof Client.prototype.query;
});

afterAll(() => {
  Client.prototype.query = real as typeof Client.prototype.query;
});

type Plan = {
  "Node Type": string;
  "Relation Name"?: string;
  "Index Name"?: string;
  "Actual Rows": number;
  "Rows Removed by Filter"?: number;
  Plans?: Plan[];
};

const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

/** The plans of the statements that found the people of a page; what is shown of them is read by id. */
function planOf(search: PeopleQuery, roles: readonly Role[] = actor.roles): Promise<Plan[]> {
  const list = () => listPeople({ ...actor, roles }, search, NOW);
  return plansOf(list, /^SELECT.*"Membership" [mp]\b.*LIMIT/s);
}

/** The plans of what a verb asks, as far as it is wanted. */
async function plansOf(run: () => Promise<unknown>, wanted: RegExp): Promise<Plan[]> {
  seen.length = 0;
  await run();
  const asked = [...seen];
  const plans: Plan[] = [];
  const client = await pool.connect();
  for (const { sql, values } of asked) {
    if (/^(BEGIN|SET|COMMIT)/.test(sql)) await client.query(sql);
    if (!wanted.test(sql)) continue;
    const { rows } = await client.query<{ "QUERY PLAN": { Plan: Plan }[] }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
      values,
    );
    const [explained] = rows[0]?.["QUERY PLAN"] ?? [];
    if (explained) plans.push(...nodes(explained.Plan));
  }
  client.release();
  if (plans.length === 0) throw new Error(`no page among ${asked.length} statements`);
  return plans;
}

const indexes = (plan: Plan[]) => plan.flatMap((node) => node["Index Name"] ?? []);
const scanned = (plan: Plan[]) =>
  plan.filter((node) => node["Node Type"] === "Seq Scan" && node["Relation Name"] === "Membership");
const touched = (plan: Plan[]) =>
  Math.max(...plan.map((node) => node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)));

const INDEX = {
  name: "Membership_purchasingAccountId_sortName_id_idx",
  visit: "Membership_visit_idx",
  added: "Membership_added_idx",
} as const;

describe.each(PEOPLE_SORTS)("sorted by %s", (sort) => {
  test.each([
    ["the first page", () => ({})],
    ["the page after somebody in the middle", () => ({ after: middle[sort] })],
    ["the page before somebody in the middle", () => ({ before: middle[sort] })],
  ])("%s reads its own rows in the index's order and no others", async (_what, search) => {
    const plan = await planOf({ sort, ...search() });
    expect(indexes(plan)).toContain(INDEX[sort]);
    expect(scanned(plan)).toEqual([]);
    expect(touched(plan)).toBeLessThan(150);
  });

  test.each<[string, PeopleQuery]>([
    ["a language that nobody has", { language: "ja" }],
    ["a status that nobody has", { status: "DISABLED" }],
    ["a country from the middle on", { country: "DE" }],
  ])("%s is looked for among so many in the index's order and no others", async (_what, filter) => {
    const plan = await planOf({ sort, after: middle[sort], ...filter });
    expect(indexes(plan)).toContain(INDEX[sort]);
    expect(scanned(plan)).toEqual([]);
    expect(touched(plan)).toBeLessThan(SCAN + 2);
  });

  test.each([["person1234@"], ["no such person"]])(
    "a search for %s looks at some neighbours, then uses the trigrams",
    async (search) => {
      const plan = await planOf({ sort, search });
      expect(indexes(plan)).toContain("Membership_search_idx");
      expect(scanned(plan)).toEqual([]);
      expect(touched(plan)).toBeLessThan(1100);
    },
  );

  test("a role that few have looks at some neighbours, then uses the index on roles", async () => {
    const plan = await planOf({ sort, role: "REPORT_VIEWER" });
    expect(indexes(plan)).toContain("Membership_roles_idx");
    expect(scanned(plan)).toEqual([]);
    expect(touched(plan)).toBeLessThan(1100);
  });
});

test("a last name's beginning is a stretch of the names' order", async () => {
  const plan = await planOf({ search: "a" });
  expect(indexes(plan)).toContain(INDEX.name);
  expect(scanned(plan)).toEqual([]);
  expect(touched(plan)).toBeLessThan(300);
});

test("an Agreement Administrator's list starts from the invitations that they sent", async () => {
  const plan = await planOf({}, ["AGREEMENT_ADMINISTRATOR"]);
  expect(indexes(plan)).toContain("Invitation_invitedById_idx");
  expect(scanned(plan)).toEqual([]);
});

test("what waits for a person's address is found through the address, however many others were invited", async () => {
  const emailKey = "person77@contoso.com";
  const { id: userId } = await db.user.create({
    data: {
      ...{ email: emailKey, emailKey, firstName: "A", lastName: "B", language: "en" },
      ...{ country: "US", createdAt: NOW },
    },
  });
  await db.invitation.updateMany({
    where: { membership: { emailKey }, kind: "COLLEAGUE" },
    data: { status: "PENDING", endedAt: null, expiresAt: new Date(NOW.getTime() + 86_400_000) },
  });
  await pool.query(`ANALYZE "Invitation", "Membership"`);
  const find = () => waitingInvitations({ kind: "person", userId, sessionId: randomUUID() }, NOW);
  expect(await find()).toHaveLength(3);
  const plan = await plansOf(find, /^SELECT.*"(Membership|Invitation)"/s);
  expect(indexes(plan)).toContain("Membership_emailKey_idx");
  const scans = plan.filter((node) => node["Node Type"] === "Seq Scan");
  expect(scans.map((node) => node["Relation Name"])).not.toContain("Membership");
  expect(scans.map((node) => node["Relation Name"])).not.toContain("Invitation");
});
