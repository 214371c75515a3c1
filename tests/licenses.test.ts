import { randomUUID } from "node:crypto";
import { buffer } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, test } from "vitest";
import { playHistory } from "../prisma/demo-history";
import { sumWords } from "../app/(portal)/accounts/[account]/licenses/sum-words";
import { db } from "../lib/db/client";
import { exportLicenses } from "../lib/licenses/export-licenses";
import { licensesCsv } from "../lib/licenses/licenses-csv";
import {
  LICENSE_FIGURES,
  type LicenseFigure,
  type LicenseFilters,
  readLicenseFilters,
  readLicensePart,
} from "../lib/licenses/licenses-query";
import { type LicenseLineRow, listLicenseLines } from "../lib/licenses/list-license-lines";
import { licenseFamilies, type LicenseRow, listLicenses } from "../lib/licenses/list-licenses";
import { readLicense } from "../lib/licenses/read-license";
import type { PageOf } from "../lib/orders/page-of";
import type { Actor, MemberActor, PartnerActor } from "../lib/policy/actor";
import { rolesThatMay } from "../lib/policy/permissions";
import { ROLES } from "../lib/policy/roles";
import { grantVisibility } from "../lib/visibility/grant-visibility";
import { actorOf, codeOf, NOW, operatorActorOf, partnerActorOf } from "./factories";
import { CONTOSO, CONTOSO_RESEARCH, FABRIKAM, OPERATOR } from "./world";
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

const TODAY = new Date("2026-11-24");

interface Figures {
  licensed: number;
  bought: number;
  steppedIn: Record<string, number>;
  steppedOut: Record<string, number>;
  inMaintenance: number;
}

/** The figures of an account, added up here line by line, by product and pool. */
async function wanted(account: string, partner?: string): Promise<Map<string, Figures>> {
  const lines = await db.orderLine.findMany({
    where: {
      order: {
        purchasingAccount: { numberKey: account },
        status: { not: "CANCELLED" },
        ...(partner && { partner: { numberKey: partner } }),
      },
    },
    include: { part: true, product: true, stepUpFrom: true },
  });
  const figures = new Map<string, Figures>();
  const of = (product: string, pool: string) => {
    const none = { licensed: 0, bought: 0, steppedIn: {}, steppedOut: {}, inMaintenance: 0 };
    const known = figures.get(`${product} ${pool}`) ?? none;
    figures.set(`${product} ${pool}`, known);
    return known;
  };
  const add = (sums: Record<string, number>, name: string, quantity: number) =>
    (sums[name] = (sums[name] ?? 0) + quantity);
  for (const { part, product, stepUpFrom, quantity, termFrom, termUntil } of lines) {
    const here = of(product.codeKey, part.pool);
    if (part.kind !== "MAINTENANCE") here.licensed += quantity;
    if (part.kind === "LICENSE") here.bought += quantity;
    if (termFrom && termUntil && termFrom <= TODAY && TODAY <= termUntil)
      here.inMaintenance += quantity;
    if (!stepUpFrom) continue;
    add(here.steppedIn, stepUpFrom.name, quantity);
    const there = of(stepUpFrom.codeKey, part.pool);
    there.licensed -= quantity;
    add(there.steppedOut, product.name, quantity);
  }
  return figures;
}

function figuresIn(rows: readonly LicenseRow[]): Map<string, Figures> {
  const sums = (moved: LicenseRow["steppedIn"]) =>
    Object.fromEntries(moved.map(({ product, quantity }) => [product, quantity]));
  return new Map(
    rows.map(({ key, pool, licensed, bought, inMaintenance, steppedIn, steppedOut }) => [
      `${key} ${pool}`,
      {
        licensed,
        bought,
        inMaintenance,
        steppedIn: sums(steppedIn),
        steppedOut: sums(steppedOut),
      },
    ]),
  );
}

type Query = LicenseFilters & { account?: string };

async function all(actor: Actor, query: Query = {}): Promise<LicenseRow[]> {
  const pages = [await listLicenses(actor, query, NOW)];
  for (let last = pages[0]; last?.next; last = pages.at(-1))
    pages.push(await listLicenses(actor, { ...query, after: last.next }, NOW));
  const forwards = pages.flatMap(({ rows }) => rows);
  const back = pages.slice(-1);
  for (let first = back[0]; first?.previous; first = back[0])
    back.unshift(await listLicenses(actor, { ...query, before: first.previous }, NOW));
  expect(back.flatMap(({ rows }) => rows)).toEqual(forwards);
  return forwards;
}

describe("license details", () => {
  test.each([CONTOSO, CONTOSO_RESEARCH, FABRIKAM])(
    "of %s add up to its order lines, each product and pool once, by name",
    async (account) => {
      const { id } = await db.purchasingAccount.findUniqueOrThrow({
        where: { numberKey: account },
      });
      const rows = await all({ ...dana, purchasingAccountId: id });
      expect(rows.length).toBeGreaterThan(40);
      expect(figuresIn(rows)).toEqual(await wanted(account));
      const names = rows.map(({ name }) => name);
      expect(names).toEqual([...names].sort());
      for (const { licensed, bought, steppedIn, steppedOut } of rows) {
        const sum = (moved: LicenseRow["steppedIn"]) =>
          moved.reduce((total, { quantity }) => total + quantity, 0);
        expect(licensed).toBe(bought + sum(steppedIn) - sum(steppedOut));
      }
    },
  );

  test.each<[LicenseFilters, (row: LicenseRow) => boolean]>([
    [{ family: "Servers" }, () => false],
    [{ family: "Harbor Server" }, ({ name }) => name.startsWith("Harbor Server")],
    [{ search: "enterprise 2025" }, ({ name }) => name.endsWith("Enterprise 2025")],
    [{ search: "hbr-e" }, ({ code }) => code.startsWith("HBR-E")],
    [{ search: "PRO" }, ({ name }) => name.includes("Pro")],
    [{ search: "%" }, () => false],
    [{ search: "2022", family: "Quill Documents" }, ({ name }) => /^Quill.*2022/.test(name)],
  ])("by %j show what matches", async (filters, matching) => {
    const due = (await all(dana)).filter(matching);
    expect(await all(dana, filters)).toEqual(due);
  });

  test("say in words how a number adds up", async () => {
    const t = ((key: string, values: Record<string, string | number> = {}) =>
      [key, ...Object.values(values)].join(" ")) as Parameters<typeof sumWords>[0];
    const figures = { licensed: 8, bought: 12, steppedIn: [], steppedOut: [], inMaintenance: 0 };
    const product = "Harbor Server Enterprise 2025";
    expect(sumWords(t, { ...figures, steppedOut: [{ product, quantity: 4 }] })).toEqual([
      "bought 12",
      `steppedOut ${product} 4`,
    ]);
    expect(sumWords(t, { ...figures, bought: 0 })).toEqual(["maintenanceOnly"]);
  });

  test.each(["x", "\0", "018f0000-0000-7000-8000-000000000000.Servers"])(
    "a made-up cursor %j is no error",
    async (after) => {
      const page = await listLicenses(dana, { after }, NOW);
      expect(page.next === null || page.rows.length > 0).toBe(true);
    },
  );

  test("an address that makes no sense asks for nothing, and what is left out is told", async () => {
    const families = await licenseFamilies(dana, {}, NOW);
    expect(families).toHaveLength(12);
    const made = readLicenseFilters({ family: "Castles", search: "\0 " }, families);
    expect(made).toEqual({
      filters: { search: undefined, family: undefined },
      ignored: ["family"],
    });
    const pools = [{ pool: "Servers" }, { pool: "Systems" }];
    const address = { pool: "Castles", show: "everything" };
    expect(readLicensePart(address, pools)).toEqual({
      part: pools[0],
      figure: "licensed",
      ignored: ["pool", "show"],
    });
    expect(readLicensePart({ pool: "Systems", show: "bought" }, pools)).toMatchObject({
      part: pools[1],
      figure: "bought",
      ignored: [],
    });
  });
});

async function linesBehind(actor: Actor, row: LicenseRow, figure: LicenseFigure) {
  const query = { productId: row.productId, pool: row.pool, figure };
  const pages: PageOf<LicenseLineRow>[] = [await listLicenseLines(actor, query, NOW)];
  for (let last = pages[0]; last?.next; last = pages.at(-1))
    pages.push(await listLicenseLines(actor, { ...query, after: last.next }, NOW));
  const forwards = pages.flatMap(({ rows }) => rows);
  const back = pages.slice(-1);
  for (let first = back[0]; first?.previous; first = back[0])
    back.unshift(await listLicenseLines(actor, { ...query, before: first.previous }, NOW));
  expect(back.flatMap(({ rows }) => rows)).toEqual(forwards);
  return forwards;
}

describe("the order lines behind a number", () => {
  test.each(LICENSE_FIGURES)("add up to it: %s of every product", async (figure) => {
    for (const row of await all(dana)) {
      const lines = await linesBehind(dana, row, figure);
      const sum = lines.reduce((total, { counts }) => total + counts, 0);
      const value = row[figure];
      const due =
        typeof value === "number" ? value : value.reduce((total, one) => total + one.quantity, 0);
      expect(Math.abs(sum), row.name).toBe(due);
      const days = lines.map(({ orderedOn }) => orderedOn.getTime());
      expect(days).toEqual([...days].sort((a, b) => b - a));
      expect(new Set(lines.map(({ orderId, lineNo }) => `${orderId} ${lineNo}`)).size).toBe(
        lines.length,
      );
    }
  });

  test("come in pages that cover each once, also where several stand in one order", async () => {
    const [product] = await all(dana, { search: "HBR-S22" });
    if (!product) throw new Error("no product");
    const line = await db.orderLine.findFirstOrThrow({
      where: { purchasingAccountId: dana.purchasingAccountId, productId: product.productId },
    });
    await db.order.update({ where: { id: line.orderId }, data: { status: "COMPLETED" } });
    const data = Array.from({ length: 130 }, (_, index) => ({ ...line, lineNo: 1000 + index }));
    await db.orderLine.createMany({ data });
    const lines = await linesBehind(dana, product, "licensed");
    await db.orderLine.deleteMany({ where: { orderId: line.orderId, lineNo: { gte: 1000 } } });
    const numbers = lines.map(({ lineNo }) => lineNo).filter((lineNo) => lineNo >= 1000);
    expect(numbers).toEqual(data.map(({ lineNo }) => lineNo));
  });
});

describe("who reads license details", () => {
  const verbs = {
    list: (actor: Actor) => listLicenses(actor, {}, NOW),
    families: (actor: Actor) => licenseFamilies(actor, {}, NOW),
    product: (actor: Actor) => readLicense(actor, { product: "HBR-S22" }, NOW),
    lines: async (actor: Actor) => {
      const { id } = await db.product.findUniqueOrThrow({ where: { codeKey: "HBRS22" } });
      const query = { productId: id, pool: "Servers", figure: "licensed" } as const;
      return listLicenseLines(actor, query, NOW);
    },
    export: (actor: Actor) => exportLicenses(actor, {}, NOW),
  };

  test.each(Object.entries(verbs))(
    "%s: the roles of the matrix and nobody else",
    async (_, verb) => {
      for (const role of ROLES) {
        const outcome = await codeOf(verb({ ...dana, roles: [role] })).catch(() => "done");
        expect(outcome, role).toBe(
          rolesThatMay("licenses.view").includes(role) ? "done" : "forbidden",
        );
      }
      const elena = await operatorActorOf(OPERATOR.email);
      expect(await codeOf(verb(elena))).toBe("forbidden");
    },
  );

  test("a product that only others have looks like one that doesn't exist", async () => {
    const product = await db.product.findUniqueOrThrow({ where: { codeKey: "HBRS22" } });
    const part = await db.part.findFirstOrThrow({ where: { productId: product.id } });
    const fresh = await db.product.create({
      data: { ...product, id: randomUUID(), code: "X-1", codeKey: "X1" },
    });
    await db.part.create({
      data: { ...part, id: randomUUID(), number: "X-1-L", numberKey: "X1L", productId: fresh.id },
    });
    await db.entitlement.create({
      data: {
        purchasingAccountId: ravi.purchasingAccountId,
        productId: fresh.id,
        pool: part.pool,
        partnerId: ada.partnerId,
        bought: 7n,
        steppedIn: 0n,
        steppedOut: 0n,
      },
    });
    const [own] = await readLicense(ravi, { product: "x-1" }, NOW);
    expect(own).toMatchObject({ licensed: 7, bought: 7 });
    for (const typed of ["x-1", "NOSUCH", "", "\0", "%"])
      expect(await codeOf(readLicense(dana, { product: typed }, NOW))).toBe("notFound");
    const query = { productId: fresh.id, pool: part.pool, figure: "licensed" } as const;
    expect((await listLicenseLines(dana, query, NOW)).rows).toEqual([]);
    await db.entitlement.deleteMany({ where: { productId: fresh.id } });
  });

  test("the account's own partner reads what it sold, under a grant also the rest", async () => {
    const account = CONTOSO;
    expect(figuresIn(await all(mira, { account }))).toEqual(await wanted(CONTOSO, "PRT310"));
    expect(await codeOf(listLicenses(ada, { account }, NOW))).toBe("notFound");
    expect(await codeOf(listLicenses(mira, {}, NOW))).toBe("notFound");
    const until = new Date("2027-01-31");
    await grantVisibility(dana, { partnerNumber: "PRT-310", until }, NOW);
    expect(figuresIn(await all(mira, { account }))).toEqual(await wanted(CONTOSO));
  });
});

const WORDS = { heading: (column: string) => column, sum: () => "=1+1" };

describe("an export of license details", () => {
  test("holds what the list shows, and no cell that a spreadsheet would compute", async () => {
    const filters = { search: "2025" };
    const bytes = await buffer(licensesCsv(await exportLicenses(dana, filters, NOW), WORDS));
    const rows = parse<Record<string, string>>(bytes, { bom: true, columns: true });
    const due = await all(dana, filters);
    expect(rows.map(({ code, licensed }) => `${code} ${licensed}`)).toEqual(
      due.map(({ code, licensed }) => `${code} ${licensed}`),
    );
    const cells = rows.flatMap((row) => Object.values(row));
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    expect(cells).toContain("'=1+1");
    const event = await db.auditEvent.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect(event).toMatchObject({ action: "licenses.exported", data: { searched: true } });
  });
});
