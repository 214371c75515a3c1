import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listActivity } from "../lib/activity/list-activity";
import { tellOfReveals } from "../lib/keys/tell-of-keys";
import { db, pool } from "../lib/db/client";
import type { Actor, MemberActor, PartnerActor } from "../lib/policy/actor";
import { count, later, NOW, sign, agreement } from "./factories";

/** Events in each of three accounts, a minute apart. */
const EVENTS = count(30_000, 350_000);

/** Keys that one person had shown in the last account, one a minute after all other events. */
const REVEALS = EVENTS / 10;

let member: MemberActor;
/** That person. */
let revealer: MemberActor;
let partner: PartnerActor;
const operator: Actor = { kind: "operator", userId: randomUUID() };
let middle: string;
let object: string;

beforeAll(async () => {
  for (const account of ["PA1", "PA2", "PA3"]) {
    await sign(agreement(account, `first.${account}@contoso.com`));
  }
  const partnerId = randomUUID();
  // Forty people act in turn; every hundredth event is the partner's. All but the last are sealed.
  await pool.query(
    `INSERT INTO "AuditEvent" ("purchasingAccountId", "partnerId", "at", "actorKind", "actorId", "action",
       "objectKind", "objectId", "data", "chainSeq", "hash")
     SELECT a."id", CASE WHEN n % 100 = 0 THEN $3::uuid END, $2::timestamptz + n * interval '1 minute',
       (CASE WHEN n % 100 = 0 THEN 'PARTNER' ELSE 'MEMBER' END)::"ActorKind", md5('person' || n % 40)::uuid,
       CASE WHEN n = 7 THEN 'membership.left' ELSE 'invitation.sent' END, 'invitation', gen_random_uuid(), '{}',
       CASE WHEN n < $1 - 10 THEN n END, CASE WHEN n < $1 - 10 THEN '\\x00'::bytea END
     FROM generate_series(1, $1::int) n CROSS JOIN "PurchasingAccount" a ORDER BY n`,
    [EVENTS, NOW, partnerId],
  );
  await pool.query(
    `INSERT INTO "AuditEvent" ("purchasingAccountId", "at", "actorKind", "actorId", "action", "objectKind",
       "objectId", "data", "chainSeq", "hash")
     SELECT a."id", $3::timestamptz + ($1::int + n) * interval '1 minute', 'MEMBER', md5('person0')::uuid,
       'key.revealed', 'licenseKey', gen_random_uuid(), '{}', $1::int + n, '\\x00'::bytea
     FROM generate_series(1, $2::int) n CROSS JOIN "PurchasingAccount" a WHERE a."numberKey" = 'PA3'`,
    [EVENTS, REVEALS, NOW],
  );
  await pool.query("VACUUM ANALYZE");
  const account = await db.purchasingAccount.findUniqueOrThrow({ where: { numberKey: "PA2" } });
  member = {
    kind: "member",
    userId: randomUUID(),
    membershipId: randomUUID(),
    purchasingAccountId: account.id,
    roles: ["ACCOUNT_ADMINISTRATOR"],
  };
  const [last] = await db.auditEvent.findMany({ orderBy: { id: "desc" }, take: 1 });
  revealer = {
    ...member,
    membershipId: last?.actorId ?? "",
    purchasingAccountId: last?.purchasingAccountId ?? "",
  };
  partner = {
    kind: "partner",
    userId: randomUUID(),
    partnerUserId: randomUUID(),
    partnerId,
    isAdministrator: true,
  };
  const event = await db.auditEvent.findFirstOrThrow({
    where: { purchasingAccountId: account.id },
    orderBy: { id: "asc" },
    skip: EVENTS / 2,
  });
  middle = String(event.id);
  object = event.objectId;
}, 600_000);

const seen: { sql: string; values: unknown[] }[] = [];
const query = pool.query.bind(pool);

// What Prisma really sends: the pool's query is watched, not replaced.
beforeAll(() => {
  pool.query = ((...args: Parameters<typeof query>) => {
    const [config, values] = args as unknown as [{ text: string; values?: unknown[] }, unknown[]?];
    if (typeof config === "object") {
      seen.push({ sql: config.text, values: values ?? config.values ?? [] });
    }
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
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: Plan[];
};

const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

/** The plans of the statements over events that a verb sends. */
async function plansOf(run: () => Promise<unknown>): Promise<Plan[]> {
  seen.length = 0;
  await run();
  const statements = seen.filter(({ sql }) => /FROM "(public"\.")?AuditEvent"/.test(sql));
  expect(statements.length).toBeGreaterThan(0);
  const plans: Plan[] = [];
  for (const { sql, values } of statements) {
    const { rows } = await query<{ "QUERY PLAN": { Plan: Plan }[] }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
      values,
    );
    for (const { Plan: plan } of rows[0]?.["QUERY PLAN"] ?? []) plans.push(...nodes(plan));
  }
  return plans;
}

const indexes = (plan: Plan[]) => plan.flatMap((node) => node["Index Name"] ?? []);
const scanned = (plan: Plan[]) =>
  plan.filter((node) => node["Node Type"] === "Seq Scan" && node["Relation Name"] === "AuditEvent");
const touched = (plan: Plan[]) =>
  Math.max(...plan.map((node) => node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)));

const day = (minutes: number) =>
  later(minutes * 60)
    .toISOString()
    .slice(0, 10);
const BY_ACCOUNT = "AuditEvent_purchasingAccountId_id_idx";

test.each([
  ["a member's first page", () => member, () => ({}), BY_ACCOUNT, 60],
  ["a page deep in", () => member, () => ({ after: middle }), BY_ACCOUNT, 60],
  ["the page before", () => member, () => ({ before: middle }), BY_ACCOUNT, 60],
  ["a partner's page", () => partner, () => ({}), "AuditEvent_partnerId_id_idx", 200],
  ["an operator's page", () => operator, () => ({ after: middle }), "AuditEvent_pkey", 60],
  ["one thing", () => member, () => ({ object }), "AuditEvent_objectId_idx", 60],
  // A day is 1,440 of these, with a day of slack on both sides.
  [
    "a day in the middle",
    () => member,
    () => ({ from: day(EVENTS / 2), to: day(EVENTS / 2) }),
    BY_ACCOUNT,
    5_000,
  ],
  ["a kind that is hardly there", () => member, () => ({ kind: "people" }), BY_ACCOUNT, 10_001],
])(
  "%s reads its own rows over an index and no others",
  async (_what, actor, search, index, most) => {
    const plan = await plansOf(() => listActivity(actor(), search()));
    expect(indexes(plan)).toContain(index);
    expect(scanned(plan)).toEqual([]);
    expect(touched(plan)).toBeLessThanOrEqual(most);
  },
);

test("what one person did is read over that person's index", async () => {
  const plan = await plansOf(() => listActivity(member, { person: "ortega" }));
  expect(indexes(plan)).toContain("AuditEvent_purchasingAccountId_actorId_id_idx");
  expect(scanned(plan)).toEqual([]);
  expect(touched(plan)).toBeLessThan(200);
});

test("a reveal counts the last minutes of its person, however much that person did before", async () => {
  const now = later((EVENTS + REVEALS + 4) * 60);
  const plan = await plansOf(() => tellOfReveals(db, revealer, now));
  expect(indexes(plan)).toEqual(["AuditEvent_reveals_idx"]);
  expect(touched(plan)).toBeLessThan(10);
});

test("a filter that finds nothing nearby says so and goes on from there", async () => {
  const first = await listActivity(member, { kind: "people" });
  expect(first).toMatchObject({ rows: [], looksFurther: true, previous: null });
  const found: string[] = [];
  let page = first;
  for (let after = page.next; after !== null; after = page.next) {
    page = await listActivity(member, { kind: "people", after });
    found.push(...page.rows.map(({ action }) => action));
  }
  expect(found).toEqual(["membership.left"]);
  expect(page.looksFurther).toBe(false);
});

test("the unsealed events are found over their own index, however many are sealed", async () => {
  const { rows } = await query<{ "QUERY PLAN": { Plan: Plan }[] }>(
    `EXPLAIN (ANALYZE, FORMAT JSON) SELECT * FROM "AuditEvent" WHERE "chainSeq" IS NULL ORDER BY "id" LIMIT 1000`,
  );
  const plan = (rows[0]?.["QUERY PLAN"] ?? []).flatMap(({ Plan: one }) => nodes(one));
  expect(indexes(plan)).toEqual(["AuditEvent_unsealed_idx"]);
});
