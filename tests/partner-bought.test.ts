import { buffer } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, test } from "vitest";
import { sumWords } from "../app/(portal)/accounts/[account]/licenses/sum-words";
import { exportPeople } from "../lib/accounts/export-people";
import { listPeople } from "../lib/accounts/list-people";
import { db } from "../lib/db/client";
import { exportKeys } from "../lib/keys/export-keys";
import { listKeys } from "../lib/keys/list-keys";
import { exportLicenses } from "../lib/licenses/export-licenses";
import { licensesCsv } from "../lib/licenses/licenses-csv";
import { listLicenses } from "../lib/licenses/list-licenses";
import { readLicense } from "../lib/licenses/read-license";
import { exportOrders } from "../lib/orders/export-orders";
import { listOrders } from "../lib/orders/list-orders";
import { readBoughtAccount } from "../lib/orders/read-bought-account";
import { exportOrderLines, readOrder } from "../lib/orders/read-order";
import type { MemberActor, PartnerActor } from "../lib/policy/actor";
import { SYSTEM } from "../lib/policy/actor";
import { FILES, type FileName } from "../lib/vendor-data/files";
import { importData } from "../lib/vendor-data/import-data";
import { grantVisibility } from "../lib/visibility/grant-visibility";
import { listVisibleAccounts } from "../lib/visibility/list-visible-accounts";
import { revokeVisibility } from "../lib/visibility/revoke-visibility";
import { actorOf, codeOf, DAY, later, NOW, partnerActorOf, PASSWORD } from "./factories";
import { CONTOSO, FABRIKAM } from "./world";
import { haveWorld } from "./setup/world";

let dana: MemberActor;
/** Of the partner that serves Contoso and stepped up what the other one sold. */
let mira: PartnerActor;
/** Of another one that sold to Contoso as well. */
let ada: PartnerActor;

const UNTIL = new Date("2027-01-31");
const OVER = new Date("2027-02-01T00:00:00Z");
const contoso = { account: CONTOSO };

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
  mira = await partnerActorOf("mira.chen@proseware.com");
  ada = await partnerActorOf("ada.obi@wingtip.com");
  const texts: Partial<Record<FileName, readonly string[]>> = {
    "products.csv": [
      "T-A,Test A,Test,no,no,T-A-L,License,Pool,license",
      "T-B,Test B,Test,no,no,T-B-U,Step-up,Pool,step-up",
    ],
    "orders.csv": [
      "PA-0048213,SO-ADA,2026-11-01,PRT-455,,completed",
      "PA-0048213,SO-MIRA,2026-11-02,PRT-310,,completed",
    ],
    "order-lines.csv": [
      "PA-0048213,SO-ADA,1,T-A-L,10,US,,,",
      "PA-0048213,SO-MIRA,1,T-B-U,4,US,,,T-A",
    ],
  };
  const files = Object.entries(texts).map(([name, rows]) => {
    const heading = FILES[name as FileName].columns.map((column) => column.heading).join(",");
    return [
      name,
      async function* () {
        yield await Promise.resolve(Buffer.from([heading, ...rows].join("\n")));
      },
    ] as const;
  });
  expect((await importData(SYSTEM, Object.fromEntries(files), {}, NOW)).state).toBe("done");
});

const numbers = async (actor: PartnerActor, now = NOW) =>
  (await listOrders(actor, contoso, now)).rows.map(({ number }) => number);

const idOf = async (number: string) => (await db.order.findFirstOrThrow({ where: { number } })).id;

async function csvOf(actor: PartnerActor, now = NOW) {
  const words = {
    heading: (column: string) => column,
    sum: (row: Parameters<typeof sumWords>[1]) => sumWords(KEYS, row).join(", "),
  };
  const rows = await exportLicenses(actor, contoso, now);
  return parse<Record<string, string>>(await buffer(licensesCsv(rows, words)), {
    bom: true,
    columns: true,
  });
}

/** The keys of the words instead of the words. */
const KEYS = ((key: string) => key) as Parameters<typeof sumWords>[0];

describe("without a grant", () => {
  test("a partner sees what went through it, and nothing of the rest", async () => {
    expect(await readBoughtAccount(mira, contoso, NOW)).toEqual({
      number: "PA-0048213",
      name: "Headquarters",
      organization: "Contoso Manufacturing",
      isServed: true,
      throughOthers: false,
    });
    expect(await numbers(mira)).toEqual(["SO-MIRA"]);
    const other = { ...contoso, orderId: await idOf("SO-ADA") };
    expect(await codeOf(readOrder(mira, other, NOW))).toBe("notFound");
    expect(await codeOf(exportOrderLines(mira, other, NOW))).toBe("notFound");
    const exported: { number: string }[] = [];
    for await (const order of await exportOrders(mira, contoso, NOW)) exported.push(order);
    expect(exported.map(({ number }) => number)).toEqual(["SO-MIRA"]);
    expect(await numbers(mira)).toEqual(await numbers(mira, later(DAY)));
  });

  test("a number below zero always says that other partners' licenses are missing in it", async () => {
    const [row] = await readLicense(mira, { ...contoso, product: "T-A" }, NOW);
    expect(row).toMatchObject({ licensed: -4, bought: 0 });
    if (row) expect(sumWords(KEYS, row)).toEqual(["steppedOut", "withoutOthers"]);
    const [negative] = (await csvOf(mira)).filter(({ licensed }) => Number(licensed) < 0);
    expect(negative).toMatchObject({ code: "T-A", words: "steppedOut, withoutOthers" });
  });

  test("having sold to an account opens nothing of it", async () => {
    const [orderId, product] = [await idOf("SO-ADA"), "T-A"];
    for (const read of [
      () => readBoughtAccount(ada, contoso, NOW),
      () => listOrders(ada, contoso, NOW),
      () => readOrder(ada, { ...contoso, orderId }, NOW),
      () => exportOrders(ada, contoso, NOW),
      () => exportOrderLines(ada, { ...contoso, orderId }, NOW),
      () => listLicenses(ada, contoso, NOW),
      () => readLicense(ada, { ...contoso, product }, NOW),
      () => exportLicenses(ada, contoso, NOW),
      () => readBoughtAccount(mira, { account: FABRIKAM }, NOW),
      () => readBoughtAccount(mira, { account: "" }, NOW),
    ])
      expect(await codeOf(read())).toBe("notFound");
    expect((await listVisibleAccounts(ada, {}, NOW)).rows).toEqual([]);
  });
});

test("a grant opens the rest to the account's own partner, until it ends", async () => {
  const { visibilityId } = await grantVisibility(
    dana,
    { partnerNumber: "PRT-310", until: UNTIL },
    NOW,
  );
  expect(await numbers(mira)).toEqual(["SO-MIRA", "SO-ADA"]);
  expect(await readLicense(mira, { ...contoso, product: "T-A" }, NOW)).toMatchObject([
    { licensed: 6, bought: 10 },
  ]);
  expect((await csvOf(mira)).filter(({ licensed }) => Number(licensed) < 0)).toEqual([]);
  // It serves the account: that it also holds a grant needs no second way in.
  expect((await listVisibleAccounts(mira, {}, NOW)).rows).toEqual([]);
  expect(await numbers(mira, OVER)).toEqual(["SO-MIRA"]);
  await revokeVisibility(dana, { visibilityId }, later(60));
  expect(await numbers(mira, later(60))).toEqual(["SO-MIRA"]);
  const uses = await db.auditEvent.findMany({
    where: { action: "visibility.used", actorId: mira.userId },
  });
  expect(uses).toHaveLength(1);
});

test("a grant opens orders and license details of another partner's account, and only them", async () => {
  const { visibilityId } = await grantVisibility(
    dana,
    { partnerNumber: "PRT-455", until: UNTIL },
    NOW,
  );
  expect(await numbers(ada)).toEqual(["SO-MIRA", "SO-ADA"]);
  expect(await readBoughtAccount(ada, contoso, NOW)).toMatchObject({
    isServed: false,
    throughOthers: true,
  });
  expect(await listVisibleAccounts(ada, {}, NOW)).toEqual({
    rows: [
      {
        key: CONTOSO,
        number: "PA-0048213",
        name: "Headquarters",
        organization: "Contoso Manufacturing",
        until: UNTIL,
      },
    ],
    next: null,
  });
  expect((await listVisibleAccounts(ada, { after: CONTOSO }, NOW)).rows).toEqual([]);
  expect((await listVisibleAccounts(ada, {}, OVER)).rows).toEqual([]);
  await revokeVisibility(dana, { visibilityId }, later(60));
  expect(await codeOf(listOrders(ada, contoso, later(60)))).toBe("notFound");
  expect((await listVisibleAccounts(ada, {}, later(60))).rows).toEqual([]);
});

test("no partner ever reads keys or people, with a grant or without", async () => {
  await grantVisibility(dana, { partnerNumber: "PRT-310", until: UNTIL }, NOW);
  for (const actor of [mira, ada]) {
    expect(await codeOf(listKeys(actor, {}))).toBe("forbidden");
    const proof = { currentPassword: PASSWORD, asked: {} };
    expect(await codeOf(exportKeys(actor, proof, NOW))).toBe("forbidden");
    expect(await codeOf(listPeople(actor, {}))).toBe("forbidden");
    expect(await codeOf(exportPeople(actor, {}))).toBe("forbidden");
  }
});
