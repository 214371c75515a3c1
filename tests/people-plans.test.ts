import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listPeople, type PeopleQuery } from "../lib/accounts/list-people";
import { db, pool } from "../lib/db/client";
import type { MemberActor } from "../lib/policy/actor";
import type { Role } from "../lib/policy/roles";
import { count, NOW, sign, agreement } from "./factories";

/** Members in the account that is looked at, and as many again in each of the others. */
const MEMBERS = count(4_000, 40_000);

let actor: MemberActor;
let middle: string;

beforeAll(async () => {
  const accounts = ["PA1", "PA2", "PA3"];
  for (const account of accounts) await sign(agreement(account, `first.${account}@contoso.com`));
  // Names as they come: 250 first names, 997 last names, so that no search word fits everybody.
  await pool.query(
    `INSERT INTO "Membership" ("id", "purchasingAccountId", "email", "emailKey", "firstName", "lastName",
       "language", "country", "roles", "status", "sortName", "searchText", "createdAt")
     SELECT gen_random_uuid(), a."id", p.email, p.email, p.first, p.last, 'en', 'US',
       ARRAY['ACCOUNT_VIEWER']::"Role"[], 'INVITED', p.last || ' ' || p.first,
       p.first || ' ' || p.last || ' ' || p.email, $2
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
  const { rows } = await pool.query<{ id: string; account: string }>(
    `SELECT m."id", m."purchasingAccountId" AS account FROM "Membership" m
     JOIN "PurchasingAccount" a ON a."id" = m."purchasingAccountId" AND a."numberKey" = 'PA2'
     ORDER BY m."sortName" OFFSET $1 LIMIT 1`,
    [MEMBERS / 2],
  );
  middle = rows[0]?.id ?? "";
  actor = {
    kind: "member",
    userId: randomUUID(),
    membershipId: await inviterOf(middle),
    purchasingAccountId: rows[0]?.account ?? "",
    roles: ["USER_ADMINISTRATOR"],
  };
});

async function inviterOf(membershipId: string): Promise<string> {
  const { invitedById } = await db.invitation.findFirstOrThrow({ where: { membershipId } });
  return invitedById ?? "";
}

const seen: { sql: string; values: unknown[] }[] = [];
const query = pool.query.bind(pool);

// What Prisma really sends: the pool's query is watched, not replaced.
beforeAll(() => {
  pool.query = ((...args: Parameters<typeof query>) => {
    const [config, values] = args as unknown as [{ text: string; values?: unknown[] }, unknown[]?];
    if (typeof config === "object")
      seen.push({ sql: config.text, values: values ?? config.values ?? [] });
    return query(...args);
  }) as typeof pool.query;
});

afterAll(() => {
  pool.query = query;
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

/** The plan of the statement that fetched the people of a page. */
async function planOf(search: PeopleQuery, roles: readonly Role[] = actor.roles): Promise<Plan[]> {
  seen.length = 0;
  await listPeople({ ...actor, roles }, search, NOW);
  const page = seen.find(({ sql }) => /FROM "public"\."Membership".*ORDER BY.*LIMIT/s.test(sql));
  if (!page) throw new Error(`no page among ${seen.length} statements`);
  const { rows } = await query<{ "QUERY PLAN": { Plan: Plan }[] }>(
    `EXPLAIN (ANALYZE, FORMAT JSON) ${page.sql}`,
    page.values,
  );
  const [explained] = rows[0]?.["QUERY PLAN"] ?? [];
  return explained ? nodes(explained.Plan) : [];
}

const indexes = (plan: Plan[]) => plan.flatMap((node) => node["Index Name"] ?? []);
const scanned = (plan: Plan[]) =>
  plan.filter((node) => node["Node Type"] === "Seq Scan" && node["Relation Name"] === "Membership");
const touched = (plan: Plan[]) =>
  Math.max(...plan.map((node) => node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)));

const ORDER = "Membership_purchasingAccountId_sortName_id_idx";

test.each([
  ["the first page", () => ({})],
  ["the page after somebody in the middle", () => ({ after: middle })],
  ["the page before somebody in the middle", () => ({ before: middle })],
  ["a last name's beginning", () => ({ search: "a" })],
])("%s reads its own rows in the index's order and no others", async (_what, search) => {
  const plan = await planOf(search());
  expect(indexes(plan)).toContain(ORDER);
  expect(scanned(plan)).toEqual([]);
  expect(touched(plan)).toBeLessThan(150);
});

test.each([["person1234@"], ["no such person"]])(
  "a search for %s uses the trigrams",
  async (search) => {
    const plan = await planOf({ search });
    expect(indexes(plan)).toContain("Membership_search_idx");
    expect(scanned(plan)).toEqual([]);
    expect(touched(plan)).toBeLessThan(150);
  },
);

test("an Agreement Administrator's list starts from the invitations that they sent", async () => {
  const plan = await planOf({}, ["AGREEMENT_ADMINISTRATOR"]);
  expect(indexes(plan)).toContain("Invitation_invitedById_idx");
  expect(scanned(plan)).toEqual([]);
});
