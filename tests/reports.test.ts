import { buffer } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, test } from "vitest";
import { playHistory } from "../prisma/demo-history";
import { db } from "../lib/db/client";
import { listLicenses } from "../lib/licenses/list-licenses";
import type { Actor, MemberActor } from "../lib/policy/actor";
import { rolesThatMay } from "../lib/policy/permissions";
import { ROLES, type Role } from "../lib/policy/roles";
import { SYSTEM } from "../lib/policy/actor";
import { keyActivations, shareOf } from "../lib/reports/key-activations";
import { licenseSummary } from "../lib/reports/license-summary";
import type { Ordered } from "../lib/reports/order-figures";
import { ordersOverTime } from "../lib/reports/orders-over-time";
import { peopleAndRoles, peopleByName } from "../lib/reports/people-and-roles";
import { quantityByFamily } from "../lib/reports/quantity-by-family";
import { reportChoices } from "../lib/reports/report-choices";
import { REPORT_COLUMNS, reportFile } from "../lib/reports/report-file";
import { type ReportFilters, readReportFilters, REPORTS } from "../lib/reports/report-filters";
import { monthsBetween } from "../lib/reports/report-months";
import { importData } from "../lib/vendor-data/import-data";
import { FILES, type FileName } from "../lib/vendor-data/files";
import {
  actorOf,
  agreement,
  codeOf,
  DAY,
  later,
  NOW,
  operatorActorOf,
  partnerActorOf,
  sign,
} from "./factories";
import { CONTOSO, FABRIKAM, OPERATOR } from "./world";
import { haveWorld } from "./setup/world";

let dana: MemberActor;
let ravi: MemberActor;
/** Sees the account of the table below, whose every figure can be added up by hand. */
let hand: MemberActor;

const PRODUCTS = [
  "H-P,Harbor Professional,Harbor,yes,no,H-P-L,License,Servers,license",
  "H-P,Harbor Professional,Harbor,yes,no,H-P-M,Maintenance,Servers,maintenance",
  "H-E,Harbor Enterprise,Harbor,yes,no,H-E-U,Step-up,Servers,step-up",
  "Q-1,=Quill,Quill,yes,no,Q-1-L,License,Applications,license",
  "Q-1,=Quill,Quill,yes,no,Q-1-M,Maintenance,Applications,maintenance",
];

// NOW is 2026-11-24: maintenance that ended yesterday, ends today and tomorrow, and begins tomorrow.
const ORDERS = [
  "PA-9000001,SO-1,2024-01-31,PRT-310,,completed",
  "PA-9000001,SO-2,2024-02-01,PRT-455,,completed",
  "PA-9000001,SO-3,2024-02-29,PRT-310,,completed",
  "PA-9000001,SO-4,2024-04-15,PRT-310,,cancelled",
  "PA-9000001,SO-5,2024-04-30,PRT-455,,processing",
  "PA-9000001,SO-6,2025-01-01,PRT-310,,processing",
];

const LINES = [
  "PA-9000001,SO-1,1,H-P-L,10,DE,2024-01-31,2026-11-23,",
  "PA-9000001,SO-1,2,Q-1-L,5,US,,,",
  "PA-9000001,SO-2,1,H-P-L,20,DE,2024-02-01,2026-11-24,",
  "PA-9000001,SO-2,2,H-P-L,3,US,,,",
  "PA-9000001,SO-3,1,H-E-U,4,DE,,,H-P",
  "PA-9000001,SO-4,1,Q-1-L,500,JP,,,",
  "PA-9000001,SO-5,1,Q-1-M,7,US,2024-04-30,2026-11-25,",
  "PA-9000001,SO-5,2,H-P-M,2,FR,2026-11-25,2027-12-31,",
];

const SECRET = "BCDFG-HJKMP-QRTVW-XY234-6789";
const KEYS = [
  `PA-9000001,H-P,Multiple activation,${SECRET}A,100,97,active`,
  `PA-9000001,H-P,Multiple activation,${SECRET}B,50,20,active`,
  `PA-9000001,H-P,Multiple activation,${SECRET}C,1000,1000,blocked`,
  `PA-9000001,H-E,Multiple activation,${SECRET}D,10,1,active`,
  `PA-9000001,H-E,Multiple activation,${SECRET}E,10,9,replaced`,
  `PA-9000001,Q-1,Key management service,${SECRET}F,,,active`,
];

async function takeOver(set: Partial<Record<FileName, readonly string[]>>): Promise<void> {
  const files = Object.entries(set).map(([name, rows]) => {
    const heading = FILES[name as FileName].columns.map((column) => column.heading).join(",");
    const text = [heading, ...rows].join("\n");
    return [name, () => pieces(text)] as const;
  });
  const { state, problems } = await importData(SYSTEM, Object.fromEntries(files), {}, NOW);
  expect(problems).toEqual([]);
  expect(state).toBe("done");
}

async function* pieces(text: string) {
  yield await Promise.resolve(Buffer.from(text));
}

beforeAll(async () => {
  await haveWorld();
  await playHistory(NOW);
  await sign(agreement("PA-9000001", "hand@contoso.com"));
  await takeOver({
    "products.csv": PRODUCTS,
    "orders.csv": ORDERS,
    "order-lines.csv": LINES,
    "keys.csv": KEYS,
  });
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
  ravi = await actorOf("ravi.menon@fabrikam.com", FABRIKAM);
  const { id } = await db.purchasingAccount.findUniqueOrThrow({
    where: { numberKey: "PA9000001" },
  });
  hand = { ...dana, purchasingAccountId: id };
});

/** "2024-02: 2 orders, 23 + 4 + 0" without the months in which nothing was ordered. */
const told = (name: string, { orders, quantity, licenses, stepUps, maintenance }: Ordered) => {
  expect(quantity).toBe(licenses + stepUps + maintenance);
  return `${name}: ${orders} of ${licenses} + ${stepUps} + ${maintenance}`;
};

describe("orders over time, added up by hand", () => {
  test.each<[ReportFilters, string[]]>([
    [
      {},
      ["2024-01: 1 of 15 + 0 + 0", "2024-02: 2 of 23 + 4 + 0", "2024-04: 1 of 0 + 0 + 9"].concat(
        "2025-01: 1 of 0 + 0 + 0",
      ),
    ],
    [{ by: "year" }, ["2024: 4 of 38 + 4 + 9", "2025: 1 of 0 + 0 + 0"]],
    [{ from: "2024-02", until: "2024-02" }, ["2024-02: 2 of 23 + 4 + 0"]],
    [{ until: "2024-01" }, ["2024-01: 1 of 15 + 0 + 0"]],
    [{ from: "2025-02" }, []],
    [{ partner: "PRT455" }, ["2024-02: 1 of 23 + 0 + 0", "2024-04: 1 of 0 + 0 + 9"]],
    [{ partner: "NOSUCH" }, []],
    [
      { family: "Harbor" },
      ["2024-01: 1 of 10 + 0 + 0", "2024-02: 2 of 23 + 4 + 0", "2024-04: 1 of 0 + 0 + 2"],
    ],
    [{ country: "DE" }, ["2024-01: 1 of 10 + 0 + 0", "2024-02: 2 of 20 + 4 + 0"]],
    [{ country: "JP" }, []],
    [{ family: "Harbor", country: "US" }, ["2024-02: 1 of 3 + 0 + 0"]],
    [{ family: "Quill", country: "US", partner: "PRT310" }, ["2024-01: 1 of 5 + 0 + 0"]],
    [{ by: "year", partner: "PRT310" }, ["2024: 2 of 15 + 4 + 0", "2025: 1 of 0 + 0 + 0"]],
  ])("by %j", async (filters, due) => {
    const rows = await ordersOverTime(hand, filters);
    const some = rows.filter(({ orders }) => orders > 0);
    expect(some.map((row) => told(row.period, row))).toEqual(due);
    const [first, last] = [rows.at(0)?.period ?? "", rows.at(-1)?.period ?? ""];
    const periods = rows.map(({ period }) => period);
    if (rows.length > 0 && !filters.by) expect(periods).toEqual(monthsBetween(first, last));
  });

  test("months between go over the turn of a year", () => {
    expect(monthsBetween("2023-11", "2024-02")).toEqual([
      "2023-11",
      "2023-12",
      "2024-01",
      "2024-02",
    ]);
    expect(monthsBetween("2024-02", "2024-01")).toEqual([]);
  });
});

describe("quantity by product family, added up by hand", () => {
  test.each<[ReportFilters, string[]]>([
    [{}, ["Harbor: 4 of 33 + 4 + 2", "Quill: 2 of 5 + 0 + 7", "all: 5 of 38 + 4 + 9"]],
    [
      { partner: "PRT455" },
      ["Harbor: 2 of 23 + 0 + 2", "Quill: 1 of 0 + 0 + 7", "all: 2 of 23 + 0 + 9"],
    ],
    [{ country: "DE" }, ["Harbor: 3 of 30 + 4 + 0", "all: 3 of 30 + 4 + 0"]],
    [
      { from: "2024-03", until: "2024-12" },
      ["Quill: 1 of 0 + 0 + 7", "Harbor: 1 of 0 + 0 + 2", "all: 1 of 0 + 0 + 9"],
    ],
    [{ country: "JP" }, ["all: 0 of 0 + 0 + 0"]],
  ])("by %j, most first", async (filters, due) => {
    const { rows, total } = await quantityByFamily(hand, filters);
    expect([...rows.map((row) => told(row.family, row)), told("all", total)]).toEqual(due);
  });
});

describe("the license summary, added up by hand", () => {
  test.each<[string, ReportFilters, Date, string[]]>([
    ["today", {}, NOW, ["H-E 4, 0", "H-P 29, 20", "Q-1 5, 7"]],
    ["tomorrow", {}, later(DAY), ["H-E 4, 0", "H-P 29, 2", "Q-1 5, 7"]],
    ["the day after", {}, later(2 * DAY), ["H-E 4, 0", "H-P 29, 2", "Q-1 5, 0"]],
    ["yesterday", {}, later(-DAY), ["H-E 4, 0", "H-P 29, 30", "Q-1 5, 7"]],
    ["what one sold", { partner: "PRT310" }, NOW, ["H-E 4, 0", "H-P 6, 0", "Q-1 5, 0"]],
    ["what the other sold", { partner: "PRT455" }, NOW, ["H-P 23, 20", "Q-1 0, 7"]],
    ["a family", { family: "Quill" }, NOW, ["Q-1 5, 7"]],
    ["nobody's", { partner: "NOSUCH" }, NOW, []],
  ])("%s", async (_, filters, now, due) => {
    const rows = await licenseSummary(hand, filters, now);
    const words = rows.map((row) => `${row.code} ${row.licensed}, ${row.inMaintenance}`);
    expect(words.sort()).toEqual(due);
  });
});

test("activations of a product are those of its active keys; nothing in them comes from a key", async () => {
  const rows = await keyActivations(hand, {});
  expect(rows.map(({ code, allowed, used }) => [code, allowed, used])).toEqual([
    ["H-P", 150, 117],
    ["H-E", 10, 1],
    ["Q-1", 0, 0],
  ]);
  expect(rows.map(({ counted, unlimited }) => [counted, unlimited])).toEqual([
    [2, 0],
    [1, 0],
    [0, 1],
  ]);
  expect(rows.map(shareOf)).toEqual([0.78, 0.1, null]);
  expect((await keyActivations(hand, { family: "Quill" })).map(({ code }) => code)).toEqual([
    "Q-1",
  ]);
  const text = JSON.stringify(rows);
  for (const { last5 } of await db.licenseKey.findMany()) expect(text).not.toContain(last5);
});

test("figures follow what the vendor corrects: a cancelled order, another partner, another family", async () => {
  const changed = ORDERS.map((order) =>
    order.replace("SO-1,2024-01-31,PRT-310,,completed", "SO-1,2024-03-05,PRT-455,,completed"),
  ).map((order) =>
    order.replace("SO-5,2024-04-30,PRT-455,,processing", "SO-5,2024-04-30,PRT-455,,cancelled"),
  );
  const products = PRODUCTS.map((part) => part.replace(",Quill,", ",Papers,"));
  await takeOver({ "products.csv": products, "orders.csv": changed });
  const { rows } = await quantityByFamily(hand, { partner: "PRT455" });
  expect(rows.map((row) => told(row.family, row))).toEqual([
    "Harbor: 2 of 33 + 0 + 0",
    "Papers: 1 of 5 + 0 + 0",
  ]);
  const months = await ordersOverTime(hand, { until: "2024-12" });
  expect(months.map(({ period, quantity }) => `${period} ${quantity}`)).toEqual([
    "2024-02 27",
    "2024-03 15",
  ]);
  await takeOver({ "products.csv": PRODUCTS, "orders.csv": ORDERS });
});

test("a product's other family reaches whoever ordered another part of it than the file has", async () => {
  const other = PRODUCTS.filter((part) => part.includes(",Quill,"))
    .slice(0, 1)
    .map((part) =>
      part
        .replace(",Quill,", ",Papers,")
        .replace(/,([^,]*),([^,]*),([^,]*),([^,]*)$/, ",$1-NEW,$2,$3,$4"),
    );
  await takeOver({ "products.csv": other });
  const { rows } = await quantityByFamily(hand, {});
  expect(rows.map(({ family }) => family)).toContain("Papers");
  await takeOver({ "products.csv": PRODUCTS });
});

/** The demo history, line by line, narrowed here in plain words. */
async function linesOf(account: string, filters: ReportFilters) {
  const orders = await db.order.findMany({
    where: { purchasingAccount: { numberKey: account }, status: { not: "CANCELLED" } },
    include: { partner: true, lines: { include: { product: true, part: true } } },
  });
  const { from = "", until = "9999-12", family, partner, country } = filters;
  const month = (day: Date) => day.toISOString().slice(0, 7);
  return orders
    .filter(({ orderedOn }) => from <= month(orderedOn) && month(orderedOn) <= until)
    .filter((order) => !partner || order.partner.numberKey === partner)
    .flatMap((order) =>
      order.lines.map((line) => ({ ...line, order: order.id, month: month(order.orderedOn) })),
    )
    .filter(({ product }) => !family || product.family === family)
    .filter(({ usageCountry }) => !country || usageCountry === country);
}

function sumsBy<Line extends { order: string; quantity: number }>(
  lines: readonly Line[],
  name: (line: Line) => string,
) {
  const names = [...new Set(lines.map(name))];
  return Object.fromEntries(
    names.map((one) => {
      const group = lines.filter((line) => name(line) === one);
      const orders = new Set(group.map(({ order }) => order)).size;
      return [one, [orders, group.reduce((sum, { quantity }) => sum + quantity, 0)]];
    }),
  );
}

const FILTERS: ReportFilters[] = [
  {},
  { from: "2024-02", until: "2025-06" },
  { family: "Harbor Server" },
  { partner: "PRT455" },
  { country: "DE" },
  { country: "US", family: "Ledger Database", partner: "PRT310", from: "2023-01" },
];

describe.each(FILTERS)("figures by %j are those of the order lines themselves", (filters) => {
  test.each([CONTOSO, FABRIKAM])("in %s", async (account) => {
    const actor = account === CONTOSO ? dana : ravi;
    const lines = await linesOf(account, filters);
    const some = (rows: readonly (Ordered & { name: string })[]) =>
      Object.fromEntries(
        rows
          .filter(({ orders }) => orders > 0)
          .map(({ name, orders, quantity }) => [name, [orders, quantity]]),
      );
    const months = await ordersOverTime(actor, filters);
    expect(some(months.map((row) => ({ ...row, name: row.period })))).toEqual(
      sumsBy(lines, ({ month }) => month),
    );
    const years = await ordersOverTime(actor, { ...filters, by: "year" });
    expect(some(years.map((row) => ({ ...row, name: row.period })))).toEqual(
      sumsBy(lines, ({ month }) => month.slice(0, 4)),
    );
    const { rows } = await quantityByFamily(actor, filters);
    const families = rows.filter(({ family }) => !filters.family || family === filters.family);
    expect(some(families.map((row) => ({ ...row, name: row.family })))).toEqual(
      sumsBy(lines, ({ product }) => product.family),
    );
  });
});

test("the license summary is what license details say", async () => {
  const rows = await licenseSummary(dana, {}, NOW);
  const pages = [await listLicenses(dana, {}, NOW)];
  for (let last = pages[0]; last?.next; last = pages.at(-1))
    pages.push(await listLicenses(dana, { after: last.next }, NOW));
  const words = (row: { key: string; pool: string; licensed: number; inMaintenance: number }) =>
    `${row.key} ${row.pool} ${row.licensed} ${row.inMaintenance}`;
  expect(rows.length).toBeGreaterThan(40);
  expect(rows.map(words)).toEqual(pages.flatMap((page) => page.rows.map(words)));
});

test("people are counted once in each of their roles and once in all; who was removed isn't", async () => {
  const { rows, people } = await peopleAndRoles(dana);
  const members = await db.membership.findMany({
    where: { purchasingAccountId: dana.purchasingAccountId },
  });
  const count = (status: string, role?: Role) =>
    members.filter((one) => one.status === status && (!role || one.roles.includes(role))).length;
  expect(people).toEqual({
    ACTIVE: count("ACTIVE"),
    INVITED: count("INVITED"),
    DISABLED: count("DISABLED"),
  });
  expect(people.ACTIVE).toBeGreaterThan(1);
  expect(rows).toEqual(
    ROLES.map((role) => ({
      role,
      ACTIVE: count("ACTIVE", role),
      INVITED: count("INVITED", role),
      DISABLED: count("DISABLED", role),
    })),
  );
});

describe("who reads reports", () => {
  const none: ReportFilters = {};
  const words = { heading: (column: string) => column, role: (role: Role) => role };
  const verbs: Record<string, (actor: Actor) => Promise<unknown>> = {
    choices: (actor) => Promise.all(REPORTS.map((report) => reportChoices(actor, report))),
    licenses: (actor) => licenseSummary(actor, none, NOW),
    orders: (actor) => ordersOverTime(actor, none),
    families: (actor) => quantityByFamily(actor, none),
    activations: (actor) => keyActivations(actor, none),
    people: (actor) => peopleAndRoles(actor),
    names: (actor) => peopleByName(actor, {}, NOW),
    file: (actor) => reportFile(actor, { report: "activations", filters: none }, words, NOW),
  };

  test.each(Object.entries(verbs))(
    "%s: the roles of the matrix and nobody else",
    async (_, verb) => {
      expect(rolesThatMay("reports.view")).toEqual([
        "ACCOUNT_ADMINISTRATOR",
        "ACCOUNT_MANAGER",
        "REPORT_VIEWER",
        "ACCOUNT_VIEWER",
      ]);
      for (const role of ROLES) {
        const outcome = verb({ ...dana, roles: [role] });
        if (rolesThatMay("reports.view").includes(role)) await outcome;
        else expect(await codeOf(outcome), role).toBe("forbidden");
      }
      const elena = await operatorActorOf(OPERATOR.email);
      const mira = await partnerActorOf("mira.chen@proseware.com");
      for (const actor of [elena, mira, { kind: "system" } as const])
        expect(await codeOf(verb(actor))).toBe("forbidden");
    },
  );

  test.each<[Role[], boolean]>([
    [["ACCOUNT_ADMINISTRATOR"], true],
    [["REPORT_VIEWER", "USER_ADMINISTRATOR"], true],
    [["ACCOUNT_MANAGER"], false],
    [["REPORT_VIEWER"], false],
    [["ACCOUNT_VIEWER"], false],
    // They see whom they invited, not everybody.
    [["ACCOUNT_VIEWER", "AGREEMENT_ADMINISTRATOR"], false],
  ])("%j: whether names are shown is %s", async (roles, shown) => {
    const page = await peopleByName({ ...dana, roles }, {}, NOW);
    expect(page !== null).toBe(shown);
    if (page) expect(page.rows.map(({ email }) => email)).toContain("dana.kowalski@contoso.com");
  });

  test("nothing of another account is in any of them", async () => {
    const figures = async (actor: MemberActor) =>
      JSON.stringify(
        await Promise.all(
          Object.values(verbs)
            .slice(0, 6)
            .map((verb) => verb(actor)),
        ),
      );
    expect(await figures(ravi)).not.toMatch(/=Quill|H-P|PRT310/);
    const empty = { ...dana, purchasingAccountId: "018f0000-0000-7000-8000-000000000000" };
    expect(await ordersOverTime(empty, none)).toEqual([]);
    expect(await licenseSummary(empty, none, NOW)).toEqual([]);
    expect(await keyActivations(empty, none)).toEqual([]);
    expect((await peopleAndRoles(empty)).people).toEqual({ ACTIVE: 0, INVITED: 0, DISABLED: 0 });
  });
});

describe("the state of a report is its address", () => {
  const filters: ReportFilters = {
    by: "year",
    from: "2024-02",
    until: "2026-11",
    family: "Harbor",
    partner: "PRT455",
    country: "DE",
  };

  test("and comes back from it; a report takes its own filters only", async () => {
    const choices = await reportChoices(hand, "orders");
    expect(choices).toEqual({
      families: ["Harbor", "Quill"],
      partners: [
        { key: "PRT310", name: "Proseware Licensing" },
        { key: "PRT455", name: "Wingtip Software Services" },
      ],
      months: { first: "2024-01", last: "2025-01" },
    });
    const address = { ...filters, partner: "prt-455" };
    expect(readReportFilters("orders", address, choices)).toEqual({ filters, ignored: [] });
    const { filters: some } = readReportFilters("licenses", address, choices);
    expect(some).toEqual({
      ...{ by: undefined, from: undefined, until: undefined, country: undefined },
      family: "Harbor",
      partner: "PRT455",
    });
  });

  test.each<[Record<string, string>, string[], string[]]>([
    [{ from: "2024-13", until: "yesterday" }, ["from", "until"], []],
    [{ from: "2024-05", until: "2024-04" }, ["until"], ["from"]],
    [{ from: "0000-01", family: "__proto__", partner: "PRT-9" }, ["from", "family", "partner"], []],
    [{ by: "week", country: "Germany" }, ["by", "country"], []],
    [{ by: "month", family: " ", country: "\0", unknown: "x" }, [], []],
  ])("%j: %j make no sense and are told, %j remains", async (address, ignored, remains) => {
    const choices = await reportChoices(hand, "orders");
    const asked = readReportFilters("orders", address, choices);
    expect(asked.ignored).toEqual(ignored);
    const given = Object.entries(asked.filters).filter(([, value]) => value !== undefined);
    expect(given.map(([name]) => name)).toEqual(remains);
  });

  test("activations are narrowed by the families that have keys, people by nothing", async () => {
    expect((await reportChoices(hand, "activations")).families).toEqual(["Harbor", "Quill"]);
    expect(await reportChoices(hand, "people")).toEqual({
      families: [],
      partners: [],
      months: null,
    });
  });
});

describe("a report as a file", () => {
  const words = { heading: (column: string) => column, role: (role: Role) => `=${role}` };

  async function rowsOf(report: (typeof REPORTS)[number], filters: ReportFilters = {}) {
    const bytes = await buffer(await reportFile(hand, { report, filters }, words, NOW));
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from("\uFEFF"));
    return parse<Record<string, string>>(bytes, { bom: true, columns: true });
  }

  test.each(REPORTS)(
    "%s has its columns and no cell that a spreadsheet would compute",
    async (report) => {
      const rows = await rowsOf(report);
      expect(Object.keys(rows[0] ?? {})).toEqual(REPORT_COLUMNS[report]);
      const cells = rows.flatMap((row) => Object.values(row));
      expect(cells.filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([]);
      const event = await db.auditEvent.findFirstOrThrow({ orderBy: { id: "desc" } });
      expect(event).toMatchObject({
        action: "reports.exported",
        purchasingAccountId: hand.purchasingAccountId,
        data: { report },
      });
    },
  );

  test("says what the report says", async () => {
    const orders = await rowsOf("orders", { by: "year", partner: "PRT310" });
    expect(orders.map((row) => Object.values(row).join())).toEqual([
      "2024,2,19,15,4,0",
      "2025,1,0,0,0,0",
    ]);
    const activations = await rowsOf("activations");
    expect(activations.map((row) => Object.values(row).join())).toEqual([
      "H-P,Harbor Professional,Harbor,150,117,0.780,2,0",
      "H-E,Harbor Enterprise,Harbor,10,1,0.100,1,0",
      "Q-1,'=Quill,Quill,0,0,,0,1",
    ]);
    const licenses = await rowsOf("licenses");
    expect(licenses.map(({ product }) => product)).toContain("'=Quill");
    expect((await rowsOf("people"))[0]?.role).toBe("'=ACCOUNT_ADMINISTRATOR");
  });
});
