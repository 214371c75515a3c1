import { buffer } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, test } from "vitest";
import { playHistory } from "../prisma/demo-history";
import { db, pool } from "../lib/db/client";
import { EXPORT_AT_MOST, exportOrders } from "../lib/orders/export-orders";
import { listOrders, type OrderRow } from "../lib/orders/list-orders";
import { orderChoices } from "../lib/orders/order-choices";
import { orderLinesCsv, ordersCsv } from "../lib/orders/orders-csv";
import { type OrderFilters, readOrderFilters } from "../lib/orders/orders-query";
import { hrefOf } from "../lib/page-address";
import type { PageOf } from "../lib/orders/page-of";
import { exportOrderLines, readOrder } from "../lib/orders/read-order";
import { SCAN } from "../lib/orders/walk";
import type { Actor, MemberActor, PartnerActor } from "../lib/policy/actor";
import { rolesThatMay } from "../lib/policy/permissions";
import { ROLES } from "../lib/policy/roles";
import { grantVisibility } from "../lib/visibility/grant-visibility";
import {
  actorOf,
  agreement,
  codeOf,
  later,
  NOW,
  operatorActorOf,
  partnerActorOf,
  refusal,
  sign,
} from "./factories";
import { CONTOSO, FABRIKAM, OPERATOR } from "./world";
import { haveWorld } from "./setup/world";

let dana: MemberActor;
let ravi: MemberActor;
let mira: PartnerActor;
let ada: PartnerActor;

beforeAll(async () => {
  await haveWorld();
  await playHistory(NOW);
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
  ravi = await actorOf("ravi.menon@fabrikam.com", FABRIKAM);
  mira = await partnerActorOf("mira.chen@proseware.com");
  ada = await partnerActorOf("ada.obi@wingtip.com");
});

/** What the database holds of an account, filtered and sorted here in plain words. */
async function wanted(account: string, filters: OrderFilters, partner?: string) {
  const orders = await db.order.findMany({
    where: { purchasingAccount: { numberKey: account } },
    include: { partner: true, lines: { include: { product: true } } },
  });
  const { search, from, to, product, status, country } = filters;
  const seller = filters.partner ?? partner;
  const text = (date: Date) => date.toISOString().slice(0, 10);
  return orders
    .filter(({ orderedOn }) => !from || text(orderedOn) >= from)
    .filter(({ orderedOn }) => !to || text(orderedOn) <= to)
    .filter(({ lines }) => !product || lines.some((line) => line.product.codeKey === product))
    .filter((order) => !seller || order.partner.numberKey === seller)
    .filter((order) => !status || order.status === status)
    .filter(({ lines }) => !country || lines.some((line) => line.usageCountry === country))
    .filter(({ number, customerReference }) => {
      const plain = (typed: string) => typed.toLowerCase().replace(/[^a-z0-9]/g, "");
      return [number, customerReference ?? ""].some((one) =>
        plain(one).includes(plain(search ?? "")),
      );
    })
    .sort((a, b) => b.orderedOn.getTime() - a.orderedOn.getTime() || (a.id < b.id ? 1 : -1))
    .map((order) => order.number);
}

const numbers = ({ rows }: PageOf<OrderRow>) => rows.map(({ number }) => number);

type Query = OrderFilters & { account?: string };

async function forwards(actor: Actor, query: Query): Promise<PageOf<OrderRow>[]> {
  const pages = [await listOrders(actor, query, NOW)];
  for (let last = pages[0]; last?.next; last = pages.at(-1))
    pages.push(await listOrders(actor, { ...query, after: last.next }, NOW));
  return pages;
}

async function backwards(actor: Actor, query: Query, from: PageOf<OrderRow> | undefined) {
  const pages = from ? [from] : [];
  for (let first = pages[0]; first?.previous; first = pages[0])
    pages.unshift(await listOrders(actor, { ...query, before: first.previous }, NOW));
  return pages;
}

const FILTERS: OrderFilters[] = [
  {},
  { from: "2024-01-01" },
  { to: "2023-06-30" },
  { from: "2024-02-29", to: "2025-02-28", status: "COMPLETED" },
  { product: "HBRE25" },
  { product: "QLLS22", country: "DE" },
  { partner: "PRT455" },
  { partner: "PRT310", product: "LDGP25", from: "2022-01-01" },
  { status: "CANCELLED" },
  { status: "PROCESSING" },
  { country: "JP", status: "COMPLETED" },
  { search: "SO-82130107" },
  { search: "so 8213 01" },
  { search: "po 2022-15", status: "COMPLETED" },
  { search: "po" },
  { search: "nothing like this" },
  { product: "NOSUCH" },
];

describe("the list of orders", () => {
  test.each(FILTERS)("by %j shows every order once, forwards and backwards", async (filters) => {
    for (const [actor, account] of [
      [dana, CONTOSO],
      [ravi, FABRIKAM],
    ] as const) {
      const due = await wanted(account, filters);
      const pages = await forwards(actor, filters);
      expect(pages.flatMap(numbers)).toEqual(due);
      expect(pages[0]?.previous).toBeNull();
      expect(pages.some(({ stopped }) => stopped)).toBe(false);
      const back = await backwards(actor, filters, pages.at(-1));
      expect(back.flatMap(numbers)).toEqual(due);
    }
  });

  test("says of an order what its lines add up to", async () => {
    const [row] = (await listOrders(dana, {}, NOW)).rows;
    const lines = await db.orderLine.findMany({ where: { orderId: row?.id ?? "" } });
    expect(lines.length).toBeGreaterThan(0);
    expect(row).toMatchObject({
      lines: lines.length,
      quantity: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    });
  });

  test("an order that comes in while one turns the pages neither hides nor doubles another", async () => {
    const first = await listOrders(dana, {}, NOW);
    const due = await wanted(CONTOSO, {});
    await db.order.create({
      data: {
        purchasingAccountId: dana.purchasingAccountId,
        number: "SO-NEW",
        numberKey: "SONEW",
        orderedOn: NOW,
        partnerId: mira.partnerId,
        status: "PROCESSING",
        recordedAt: NOW,
      },
    });
    const next = await listOrders(dana, { after: first.next ?? "" }, NOW);
    await db.order.deleteMany({ where: { numberKey: "SONEW" } });
    expect([...numbers(first), ...numbers(next)]).toEqual(due.slice(0, 100));
  });

  test.each(["x", "=", "2026-13-01.x", "2026-11-01.018f0000-0000-7000-8000-00000000000", "\0"])(
    "a made-up cursor %j shows the beginning",
    async (after) => {
      expect(await listOrders(dana, { after }, NOW)).toEqual(await listOrders(dana, {}, NOW));
    },
  );
});

describe("the state of the list is its address", () => {
  test("and comes back from it, in any spelling of numbers", async () => {
    const filters: OrderFilters = {
      search: "po & 7",
      from: "2024-02-29",
      to: "2026-11-24",
      product: "HBRE25",
      partner: "PRT455",
      status: "COMPLETED",
      country: "DE",
    };
    const choices = await orderChoices(dana, {}, NOW);
    const { searchParams } = new URL(hrefOf("http://localhost/orders", filters));
    const address = Object.fromEntries(searchParams);
    expect(readOrderFilters(address, choices)).toEqual({ filters, ignored: [] });
    const spelled = { ...address, product: "hbr-e25", partner: "prt-455" };
    expect(readOrderFilters(spelled, choices)).toEqual({ filters, ignored: [] });
  });

  test.each([
    [{ from: "yesterday" }, ["from"]],
    [{ from: "2026-02-30", to: "2026-1-1" }, ["from", "to"]],
    [{ from: "2026-05-01", to: "2026-04-30" }, ["to"]],
    [{ product: "__proto__", partner: "PRT-9999" }, ["product", "partner"]],
    [{ status: "completed", country: "Germany" }, ["status", "country"]],
    [{ status: ["GONE", "COMPLETED"] }, ["status"]],
    [{ status: "", country: " ", search: "\0", unknown: "x" }, []],
  ])("%j asks for nothing, and what is left out is told", async (address, ignored) => {
    const choices = await orderChoices(dana, {}, NOW);
    const asked = readOrderFilters(address, choices);
    expect(asked.ignored).toEqual(ignored);
    const given = Object.entries(asked.filters).filter(([, value]) => value !== undefined);
    expect(
      given.filter(([name]) => name !== "from" || (ignored as string[]).includes(name)),
    ).toEqual([]);
  });

  test("offers the products that were ordered and who sold them, and no others", async () => {
    const { products, partners } = await orderChoices(dana, {}, NOW);
    const lines = await db.orderLine.findMany({
      where: { purchasingAccountId: dana.purchasingAccountId },
      include: { product: true },
    });
    const ordered = new Set(lines.map(({ product }) => product.codeKey));
    expect(products.map(({ key }) => key).sort()).toEqual([...ordered].sort());
    expect(partners.map(({ key }) => key)).toEqual(["PRT310", "PRT455"]);
    expect((await orderChoices(ravi, {}, NOW)).partners.map(({ key }) => key)).toEqual(["PRT455"]);
  });
});

describe("who reads orders", () => {
  const verbs = {
    list: (actor: Actor) => listOrders(actor, {}, NOW),
    choices: (actor: Actor) => orderChoices(actor, {}, NOW),
    order: async (actor: Actor) => readOrder(actor, { orderId: await orderOf(CONTOSO) }, NOW),
    lines: async (actor: Actor) =>
      exportOrderLines(actor, { orderId: await orderOf(CONTOSO) }, NOW),
    export: (actor: Actor) => exportOrders(actor, {}, NOW),
  };

  test.each(Object.entries(verbs))(
    "%s: the roles of the matrix and nobody else",
    async (_, verb) => {
      for (const role of ROLES) {
        const outcome = await codeOf(verb({ ...dana, roles: [role] })).catch(() => "done");
        expect(outcome, role).toBe(
          rolesThatMay("orders.view").includes(role) ? "done" : "forbidden",
        );
      }
      const elena = await operatorActorOf(OPERATOR.email);
      for (const actor of [elena, { kind: "system" } as const])
        expect(await codeOf(verb(actor))).toBe("forbidden");
    },
  );

  test("another account's order looks like one that doesn't exist", async () => {
    const foreign = await orderOf(FABRIKAM);
    for (const orderId of [foreign, "018f0000-0000-7000-8000-000000000000", "1", "\0"]) {
      expect(await refusal(readOrder(dana, { orderId }, NOW))).toMatchObject({ code: "notFound" });
      expect(await codeOf(exportOrderLines(dana, { orderId }, NOW))).toBe("notFound");
    }
    // Whatever account is named: a member reads their own.
    const page = await listOrders(dana, { account: FABRIKAM }, NOW);
    expect(page).toEqual(await listOrders(dana, {}, NOW));
  });

  test("the account's own partner reads what it sold, under a grant also the rest", async () => {
    const own = await wanted(CONTOSO, {}, "PRT310");
    const pages = await forwards(mira, { account: CONTOSO });
    expect(pages.flatMap(numbers)).toEqual(own);
    expect((await orderChoices(mira, { account: CONTOSO }, NOW)).partners).toHaveLength(1);
    const [through] = await db.order.findMany({
      where: { purchasingAccountId: dana.purchasingAccountId, partnerId: ada.partnerId },
      take: 1,
    });
    const orderId = through?.id ?? "";
    expect(await codeOf(readOrder(mira, { account: CONTOSO, orderId }, NOW))).toBe("notFound");
    expect(await codeOf(listOrders(ada, { account: CONTOSO }, NOW))).toBe("notFound");
    expect(await codeOf(listOrders(mira, {}, NOW))).toBe("notFound");
    const until = new Date("2027-01-31");
    await grantVisibility(dana, { partnerNumber: "PRT-310", until }, NOW);
    const all = await wanted(CONTOSO, {});
    expect((await forwards(mira, { account: CONTOSO })).flatMap(numbers)).toEqual(all);
    expect((await readOrder(mira, { account: CONTOSO, orderId }, NOW)).order.id).toBe(orderId);
    const over = later(0, new Date("2027-02-01T00:00:00Z"));
    expect(await codeOf(readOrder(mira, { account: CONTOSO, orderId }, over))).toBe("notFound");
  });
});

const orderOf = async (account: string) =>
  (await db.order.findFirstOrThrow({ where: { purchasingAccount: { numberKey: account } } })).id;

test("an order's lines say part, product, pool, kind, quantity, country, term and step-up", async () => {
  const stepUp = await db.orderLine.findFirstOrThrow({
    where: { purchasingAccountId: dana.purchasingAccountId, stepUpFromId: { not: null } },
    include: { part: true, product: true, stepUpFrom: true },
  });
  const { lines } = await readOrder(dana, { orderId: stepUp.orderId }, NOW);
  expect(lines.map(({ lineNo }) => lineNo)).toEqual([...lines.keys()].map((index) => index + 1));
  expect(lines.find(({ lineNo }) => lineNo === stepUp.lineNo)).toEqual({
    lineNo: stepUp.lineNo,
    partNumber: stepUp.part.number,
    product: { key: stepUp.product.codeKey, name: stepUp.product.name },
    pool: stepUp.part.pool,
    kind: "STEP_UP",
    quantity: stepUp.quantity,
    usageCountry: stepUp.usageCountry,
    term: null,
    stepUpFrom: { key: stepUp.stepUpFrom?.codeKey, name: stepUp.stepUpFrom?.name },
  });
});

type Row = Record<string, string>;
const WORDS = {
  heading: (column: string) => column,
  status: (status: string) => status,
  kind: (kind: string) => kind,
};

async function fileOf(actor: Actor, filters: OrderFilters = {}): Promise<Row[]> {
  const bytes = await buffer(ordersCsv(await exportOrders(actor, filters, NOW), WORDS));
  expect(bytes.subarray(0, 3)).toEqual(Buffer.from("\uFEFF"));
  return parse<Row>(bytes, { bom: true, columns: true });
}

describe("an export", () => {
  test.each(FILTERS)("by %j holds what the list shows, in its order", async (filters) => {
    const rows = await fileOf(dana, filters);
    expect(rows.map(({ number }) => number)).toEqual(await wanted(CONTOSO, filters));
  });

  test("has no cell that a spreadsheet would compute", async () => {
    const dangerous = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠1"];
    const before = await db.order.findMany({
      where: { purchasingAccountId: dana.purchasingAccountId },
      take: dangerous.length,
    });
    for (const [at, customerReference] of dangerous.entries())
      await db.order.update({ where: { id: before[at]?.id ?? "" }, data: { customerReference } });
    const cells = (await fileOf(dana)).flatMap((row) => Object.values(row));
    for (const { id, customerReference } of before)
      await db.order.update({ where: { id }, data: { customerReference } });
    expect(cells.filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([]);
    expect(cells).toContain("'=1+1");
  });

  test("of an order's lines holds each once", async () => {
    const { id } = await db.order.findFirstOrThrow({
      where: { purchasingAccountId: dana.purchasingAccountId, lineCount: { gt: 3 } },
    });
    const { number, lines } = await exportOrderLines(dana, { orderId: id }, NOW);
    const rows = parse<Row>(await buffer(orderLinesCsv(lines, WORDS)), {
      bom: true,
      columns: true,
    });
    const { order, lines: shown } = await readOrder(dana, { orderId: id }, NOW);
    expect(number).toBe(order.number);
    expect(rows.map(({ line, partNumber }) => `${line} ${partNumber}`)).toEqual(
      shown.map(({ lineNo, partNumber }) => `${lineNo} ${partNumber}`),
    );
  });

  test("is in the trail with its filters, but without what was searched for", async () => {
    await exportOrders(dana, { search: "po 7", status: "COMPLETED" }, NOW);
    const event = await db.auditEvent.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect(event).toMatchObject({
      action: "orders.exported",
      actorId: dana.membershipId,
      purchasingAccountId: dana.purchasingAccountId,
      data: { searched: true, status: "COMPLETED" },
    });
    expect(JSON.stringify(event.data)).not.toContain("po 7");
  });
});

describe("an account with very many orders", () => {
  let admin: MemberActor;

  beforeAll(async () => {
    await sign(agreement("PAWIDE", "wide@contoso.com"));
    const { id } = await db.purchasingAccount.findUniqueOrThrow({ where: { numberKey: "PAWIDE" } });
    admin = { ...dana, purchasingAccountId: id };
    await pool.query(`DROP INDEX "Order_search_idx"`);
    await pool.query(
      `INSERT INTO "Order" ("id", "purchasingAccountId", "number", "numberKey", "orderedOn", "partnerId", "status", "recordedAt", "countries")
       SELECT gen_random_uuid(), $1, 'W-' || n, 'W' || n, $2::date - n / 50, $3, 'COMPLETED', $2,
         CASE WHEN n > 24000 AND n % 10 = 0 AND n < 26000 THEN ARRAY['JP'] ELSE ARRAY['US'] END
       FROM generate_series(1, $4::int) n`,
      [id, NOW, mira.partnerId, EXPORT_AT_MOST + 1],
    );
    await pool.query(`ANALYZE "Order"`);
  }, 120_000);

  test("is filtered 10,000 orders a page, and says so; going on finds each once", async () => {
    const pages = await forwards(admin, { country: "JP" });
    expect(pages[0]).toMatchObject({ rows: [], stopped: true });
    expect(SCAN).toBe(10_000);
    const inJapan = await db.order.findMany({
      where: { purchasingAccountId: admin.purchasingAccountId, countries: { has: "JP" } },
      orderBy: [{ orderedOn: "desc" }, { id: "desc" }],
    });
    const due = inJapan.map(({ number }) => number);
    expect(pages.flatMap(numbers)).toEqual(due);
    const back = await backwards(admin, { country: "JP" }, pages.at(-1));
    expect(back.flatMap(numbers)).toEqual(due);
  });

  test("is exported in parts of at most 100,000", async () => {
    expect(await refusal(exportOrders(admin, {}, NOW))).toMatchObject({
      code: "invalid",
      key: "exportTooManyOrders",
    });
    expect(await fileOf(admin, { country: "JP" })).toHaveLength(199);
  }, 60_000);
});
