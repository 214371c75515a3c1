import { randomUUID } from "node:crypto";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { db, pool } from "../lib/db/client";
import type { KeyQuery } from "../lib/keys/key-query";
import { listKeys } from "../lib/keys/list-keys";
import type { LicenseFigure } from "../lib/licenses/licenses-query";
import { listLicenseLines } from "../lib/licenses/list-license-lines";
import { listLicenses } from "../lib/licenses/list-licenses";
import { listOrders } from "../lib/orders/list-orders";
import { orderChoices } from "../lib/orders/order-choices";
import type { OrderFilters } from "../lib/orders/orders-query";
import type { Cursors } from "../lib/orders/page-of";
import { SCAN } from "../lib/orders/walk";
import type { MemberActor } from "../lib/policy/actor";
import { agreement, count, NOW, sign } from "./factories";

/** Orders in each of three accounts, five lines each. */
const ORDERS = count(6_000, 60_000);
const PRODUCTS = 60;
/** Keys are of the first fifty. */
const BARE_PRODUCTS = 10;

let actor: MemberActor;
let product: string;
/** Cursors in the middle of the orders, and of the lines of one product. */
let middle: string;
let middleLine: string;

beforeAll(async () => {
  for (const account of ["PA1", "PA2", "PA3"])
    await sign(agreement(account, `first.${account}@contoso.com`));
  await pool.query(
    `INSERT INTO "Product" ("id", "code", "codeKey", "name", "family", "needsKey", "hasDownload")
     SELECT gen_random_uuid(), 'P' || n, 'P' || n, 'Product ' || n, 'Family ' || n % 12, true, true
     FROM generate_series(0, $1::int) n`,
    [PRODUCTS - 1],
  );
  await pool.query(
    `INSERT INTO "Part" ("id", "number", "numberKey", "productId", "name", "pool", "kind")
     SELECT gen_random_uuid(), p."code" || k, p."code" || k, p."id", p."name", 'Servers', k::"PartKind"
     FROM "Product" p, unnest(ARRAY['LICENSE', 'STEP_UP']) k`,
  );
  // Hardly any order is in progress or used in Japan; one partner in a thousand orders is another one.
  await pool.query(
    `INSERT INTO "Partner" ("id", "number", "numberKey", "name", "createdAt")
     VALUES (gen_random_uuid(), 'PRT-RARE', 'PRTRARE', 'Rare', now()),
       (gen_random_uuid(), 'PRT-USUAL', 'PRTUSUAL', 'Usual', now())`,
  );
  await pool.query(
    `INSERT INTO "Order" ("id", "purchasingAccountId", "number", "numberKey", "orderedOn", "partnerId", "customerReference",
       "status", "recordedAt", "lineCount", "quantity", "countries")
     SELECT gen_random_uuid(), a."id", 'SO-' || n, 'SO' || n, $2::date - n % 1800,
       (SELECT "id" FROM "Partner" WHERE "numberKey" = CASE n % 1000 WHEN 7 THEN 'PRTRARE' ELSE 'PRTUSUAL' END),
       'PO ' || md5(n::text), 'COMPLETED', $2, 5, 50, ARRAY['US']
     FROM "PurchasingAccount" a, generate_series(1, $1::int) n`,
    [ORDERS, NOW],
  );
  await pool.query(
    `INSERT INTO "OrderLine" ("orderId", "lineNo", "purchasingAccountId", "partnerId", "orderedOn", "partId", "productId",
       "quantity", "usageCountry", "stepUpFromId")
     SELECT o."id", l, o."purchasingAccountId", o."partnerId", o."orderedOn", a."id", p."id", 10, 'US', f."id"
     FROM "Order" o, generate_series(1, 5) l,
       LATERAL (SELECT substr(o."numberKey", 3)::int * 7 + l * 11 AS n) s,
       LATERAL (SELECT n % $1::int AS one, n % 40 = 0 AS up) x
     JOIN "Product" p ON p."codeKey" = 'P' || one
     JOIN "Part" a ON a."productId" = p."id" AND a."kind" = CASE WHEN up THEN 'STEP_UP' ELSE 'LICENSE' END::"PartKind"
     LEFT JOIN "Product" f ON up AND f."codeKey" = 'P' || (one + 1) % $1::int`,
    [PRODUCTS],
  );
  await pool.query(
    `UPDATE "Order" o SET "productIds" = (SELECT array_agg(DISTINCT l."productId") FROM "OrderLine" l WHERE l."orderId" = o."id")`,
  );
  await pool.query(
    `INSERT INTO "Entitlement" SELECT "purchasingAccountId", "productId", 'Servers', "partnerId", sum("quantity"), 0, 0
     FROM "OrderLine" GROUP BY 1, 2, 3, 4`,
  );
  await pool.query(
    `INSERT INTO "MaintenancePeriod" SELECT "purchasingAccountId", "productId", 'Servers', "partnerId", "orderedOn",
       lead("orderedOn", 1, '2030-01-01') OVER (PARTITION BY "purchasingAccountId", "productId", "partnerId" ORDER BY "orderedOn") - 1,
       sum("quantity") FROM "OrderLine" GROUP BY 1, 2, 3, 4, 5`,
  );
  await pool.query(
    `INSERT INTO "LicenseKey" ("id", "purchasingAccountId", "productId", "kind", "secretEnc", "secretHmac", "last5",
       "status", "recordedAt")
     SELECT gen_random_uuid(), a."id", p."id", 'Volume', '', sha256(n::text::bytea), 'ABCDE', 'ACTIVE', $2
     FROM "PurchasingAccount" a, generate_series(1, $1::int) n
     JOIN "Product" p ON p."codeKey" = 'P' || CASE WHEN n % 3 = 0 THEN n % 50 ELSE 20 END`,
    [ORDERS, NOW],
  );
  await pool.query("VACUUM ANALYZE");
  const account = await db.purchasingAccount.findUniqueOrThrow({ where: { numberKey: "PA2" } });
  actor = {
    kind: "member",
    userId: randomUUID(),
    membershipId: randomUUID(),
    purchasingAccountId: account.id,
    roles: ["REPORT_VIEWER"],
  };
  ({ id: product } = await db.product.findUniqueOrThrow({ where: { codeKey: "P20" } }));
  middle = await cursorIn(`"Order" o`, `o."id"`, `'', true`);
  middleLine = await cursorIn(
    `"OrderLine" o`,
    `o."orderId"`,
    `'.' || o."lineNo", o."productId" = '${product}'`,
  );
}, 300_000);

/** The cursor of the row in the middle of a table's share of the account. */
async function cursorIn(table: string, id: string, more: string): Promise<string> {
  const [line = "", condition = ""] = more.split(", ");
  const { rows } = await pool.query<{ cursor: string }>(
    `SELECT o."orderedOn" || '.' || ${id} || ${line} AS cursor FROM ${table}
     WHERE o."purchasingAccountId" = $1 AND ${condition}
     ORDER BY o."orderedOn" DESC, ${id} DESC
     OFFSET (SELECT count(*) / 2 FROM ${table} WHERE o."purchasingAccountId" = $1 AND ${condition}) LIMIT 1`,
    [actor.purchasingAccountId],
  );
  return rows[0]?.cursor ?? "";
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
  "Actual Loops": number;
  "Rows Removed by Filter"?: number;
  Plans?: Plan[];
};

const nodes = (plan: Plan): Plan[] => [plan, ...(plan.Plans ?? []).flatMap(nodes)];

/** The plans of every statement that a verb sent. */
async function plansOf(run: () => Promise<unknown>): Promise<Plan[]> {
  seen.length = 0;
  await run();
  const asked = [...seen];
  const plan: Plan[] = [];
  const client = await pool.connect();
  for (const { sql, values } of asked) {
    if (/^(BEGIN|SET|COMMIT)/.test(sql)) await client.query(sql);
    // What is shown of a page's rows is read by their ids, as Prisma writes it.
    if (!/^\s*(SELECT|WITH)/.test(sql) || sql.startsWith('SELECT "public"')) continue;
    const { rows } = await client.query<{ "QUERY PLAN": { Plan: Plan }[] }>(
      `EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`,
      values,
    );
    const [explained] = rows[0]?.["QUERY PLAN"] ?? [];
    if (explained) plan.push(...nodes(explained.Plan));
  }
  client.release();
  if (plan.length === 0) throw new Error(`no plan among ${asked.length} statements`);
  return plan;
}

const indexes = (plan: Plan[]) => plan.flatMap((node) => node["Index Name"] ?? []);
const BIG = ["Order", "OrderLine", "MaintenancePeriod", "LicenseKey"];
const scanned = (plan: Plan[]) =>
  plan.filter(
    (node) => node["Node Type"] === "Seq Scan" && BIG.includes(node["Relation Name"] ?? ""),
  );
const touched = (plan: Plan[]) =>
  Math.max(
    ...plan
      .filter((node) => BIG.includes(node["Relation Name"] ?? "") || !node["Relation Name"])
      .map((node) => node["Actual Rows"] + (node["Rows Removed by Filter"] ?? 0)),
  );

const NEWEST = "Order_purchasingAccountId_orderedOn_id_idx";

describe("a page of orders", () => {
  const list = (query: OrderFilters & Cursors) => plansOf(() => listOrders(actor, query, NOW));

  test.each([
    ["the first", () => ({})],
    ["after one in the middle", () => ({ after: middle })],
    ["before one in the middle", () => ({ before: middle })],
    ["of some days", () => ({ from: "2024-01-01", to: "2024-12-31" })],
  ])("%s reads its own rows in the index's order and few others", async (_what, query) => {
    const plan = await list(query());
    expect(indexes(plan)).toContain(NEWEST);
    expect(scanned(plan)).toEqual([]);
    expect(touched(plan)).toBeLessThan(1100);
  });

  test("of a partner that sold little is found by the partner", async () => {
    const plan = await list({ partner: "PRTRARE" });
    expect(indexes(plan)).toContain("Order_purchasingAccountId_partnerId_orderedOn_id_idx");
    expect(scanned(plan)).toEqual([]);
    expect(touched(plan)).toBeLessThan(200);
  });

  test.each([["SO-1234"], ["so 1234"], [`PO ${"0".repeat(30)}`]])(
    "of a search for %s looks at some neighbours, then uses the trigrams",
    async (search) => {
      const plan = await list({ search });
      expect(indexes(plan)).toContain("Order_search_idx");
      expect(scanned(plan)).toEqual([]);
      expect(touched(plan)).toBeLessThan(1500);
    },
  );

  test.each<OrderFilters & Cursors>([{ status: "PROCESSING" }, { country: "JP" }])(
    "of what nobody has, %j, looks at so many orders and no more",
    async (query) => {
      const plan = await list({ ...query, after: middle });
      expect(scanned(plan)).toEqual([]);
      expect(touched(plan)).toBeLessThan(SCAN + 2);
    },
  );
});

test("what orders can be narrowed to is one look into an index for each product and partner", async () => {
  const plan = await plansOf(() => orderChoices(actor, {}, NOW));
  expect(scanned(plan)).toEqual([]);
  expect(touched(plan)).toBeLessThan(200);
});

describe("a page of keys", () => {
  const list = (query: KeyQuery) => plansOf(() => listKeys(actor, query));
  const at = async (offset: number) => {
    const { rows } = await pool.query<{ id: string }>(
      `SELECT k."id" FROM "LicenseKey" k JOIN "Product" p ON p."id" = k."productId"
       WHERE k."purchasingAccountId" = $1 ORDER BY p."name", p."id", k."id" OFFSET $2 LIMIT 1`,
      [actor.purchasingAccountId, offset],
    );
    return rows[0]?.id;
  };

  test.each<[string, () => KeyQuery | Promise<KeyQuery>]>([
    ["the first", () => ({})],
    ["after one in the middle", async () => ({ after: await at(ORDERS / 2) })],
    ["before one in the middle", async () => ({ before: await at(ORDERS / 2) })],
    ["of a status that none has", () => ({ status: "BLOCKED" })],
    ["of one product", () => ({ search: "Product 20" })],
  ])("%s reads no more of each product than it shows", async (_what, query) => {
    const plan = await list(await query());
    expect(scanned(plan)).toEqual([]);
    expect(touched(plan)).toBeLessThan(PRODUCTS * 51);
  });

  test("and the pages of both directions together are all keys and products once", async () => {
    const ids: string[] = [];
    for (let after: string | undefined; ;) {
      const page = await listKeys(actor, { after });
      ids.push(...page.rows.map(({ id }) => id));
      if (page.next === null) break;
      after = page.next;
    }
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.length).toBe(ORDERS + BARE_PRODUCTS);
    const back: string[] = [];
    for (let before = ids.at(-1); before !== undefined;) {
      const page = await listKeys(actor, { before });
      back.unshift(...page.rows.map(({ id }) => id));
      before = page.previous ?? undefined;
    }
    expect(back).toEqual(ids.slice(0, -1));
  });
});

test("license details are read from the figures, step-ups from their index", async () => {
  const plan = await plansOf(() => listLicenses(actor, {}, NOW));
  // Each step-up asks its order whether it counts: of many that is a scan of the orders, never of the lines.
  const lines = scanned(plan).filter((node) => node["Relation Name"] !== "Order");
  expect(lines).toEqual([]);
  expect(touched(plan)).toBeLessThan(ORDERS / 4);
});

describe.each<LicenseFigure>(["licensed", "bought", "steppedIn", "steppedOut", "inMaintenance"])(
  "the lines behind %s",
  (figure) => {
    test.each([
      ["first page", () => ({})],
      ["page after one in the middle", () => ({ after: middleLine })],
      ["page before one in the middle", () => ({ before: middleLine })],
    ])("%s come in an index's order", async (_what, cursor) => {
      const query = { productId: product, pool: "Servers", figure, ...cursor() };
      const plan = await plansOf(() => listLicenseLines(actor, query, NOW));
      expect(scanned(plan)).toEqual([]);
      expect(touched(plan)).toBeLessThan(SCAN + 2);
    });
  },
);
