import { beforeAll, describe, expect, test } from "vitest";
import { playHistory, historyFiles } from "../prisma/demo-history";
import { db, pool } from "../lib/db/client";
import { openKey } from "../lib/keys/seal-key";
import { SYSTEM } from "../lib/policy/actor";
import { FILES, type FileName } from "../lib/vendor-data/files";
import { type DataFiles, importData } from "../lib/vendor-data/import-data";
import {
  actorOf,
  codeOf,
  dump,
  later,
  NOW,
  operatorActorOf,
  partnerActorOf,
  times,
  together,
} from "./factories";
import { CONTOSO, OPERATOR } from "./world";
import { haveWorld } from "./setup/world";

beforeAll(async () => {
  await haveWorld();
  await playHistory(NOW);
});

type Texts = Partial<Record<FileName, string | Buffer>>;

function filesOf(texts: Texts): DataFiles {
  return Object.fromEntries(
    Object.entries(texts).map(([name, text]) => [
      name,
      async function* () {
        yield await Promise.resolve(Buffer.from(text));
      },
    ]),
  );
}

const run = (texts: Texts, now = NOW) => importData(SYSTEM, filesOf(texts), {}, now);

/** A file with some rows, in the order of its documented columns. */
const file = (name: FileName, ...rows: string[]) =>
  [FILES[name].columns.map(({ heading }) => heading).join(","), ...rows].join("\n");

/** Everything but the list of imports and the trail. */
const data = async () =>
  (await dump()).filter((row) => !/"?(DataImport|AuditEvent)"? /.test(row.slice(0, 40)));

describe("a set of files", () => {
  test("again changes nothing, and says so", async () => {
    const before = await data();
    const result = await run(historyFiles(NOW), later(60));
    expect(result.state).toBe("done");
    expect(result.saved.map((one) => one.new + one.changed)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(result.saved.every(({ unchanged }) => unchanged > 0)).toBe(true);
    expect(await data()).toEqual(before);
  });

  test("in any order of rows and columns gives the same", async () => {
    const before = await data();
    const shuffled = Object.fromEntries(
      Object.entries(historyFiles(NOW)).map(([name, text]) => {
        const [heading = "", ...rows] = text.trim().split("\r\n");
        return [name, [heading, ...rows.reverse()].join("\n")];
      }),
    );
    expect((await run(shuffled)).state).toBe("done");
    expect(await data()).toEqual(before);
  });

  test("that differs in one cell changes that row only", async () => {
    const text = historyFiles(NOW)["orders.csv"]?.replace(/,completed\r\n/, ",cancelled\r\n") ?? "";
    const result = await run({ "orders.csv": text });
    expect(result.saved).toMatchObject([{ table: "Order", new: 0, changed: 1 }]);
    await run({ "orders.csv": historyFiles(NOW)["orders.csv"] ?? "" });
  });

  test("as a dry run says what it would do and does nothing", async () => {
    const before = await data();
    const order = file("orders.csv", "PA-0048213,SO-DRY,2026-11-01,PRT-310,,completed");
    const result = await importData(
      SYSTEM,
      filesOf({ "orders.csv": order }),
      { dryRun: true },
      NOW,
    );
    expect(result).toMatchObject({ state: "done", saved: [{ new: 1 }] });
    expect(await data()).toEqual(before);
  });

  test("is the vendor's alone to import", async () => {
    const dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
    const mira = await partnerActorOf("mira.chen@proseware.com");
    const elena = await operatorActorOf(OPERATOR.email);
    const files = filesOf({ "orders.csv": file("orders.csv") });
    expect(await codeOf(importData(dana, files, {}, NOW))).toBe("forbidden");
    expect(await codeOf(importData(mira, files, {}, NOW))).toBe("forbidden");
    expect((await importData(elena, files, {}, NOW)).state).toBe("done");
  });

  test("waits for no other one: the second is refused", async () => {
    const order = file("orders.csv", "PA-0048213,SO-TWICE,2026-11-01,PRT-310,,completed");
    const outcomes = await together([1, 2].map(() => () => run({ "orders.csv": order })));
    expect(outcomes.done.length + outcomes.refused.length).toBe(2);
    expect(outcomes.refused.every((code) => code === "conflict dataRunning")).toBe(true);
    expect(await db.order.count({ where: { numberKey: "SOTWICE" } })).toBe(1);
  });
});

type Told = readonly [file: string, line: number | null, column: string | null, key: string];
type Mistake = readonly [name: string, texts: Texts, told: Told];

test("an import that is cut off midway changes nothing, and the next one goes through", async () => {
  const before = await data();
  const order = (n: number) => `PA-0048213,SO-CUT${n},2026-11-01,PRT-310,,completed`;
  const text = file("orders.csv", ...times(20_000).map(order));
  const files = {
    "orders.csv": async function* () {
      yield Buffer.from(text.slice(0, text.length / 2));
      await pool.query(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
         WHERE datname = current_database() AND query LIKE 'COPY "stagedOrder"%'`,
      );
      yield Buffer.from(text.slice(text.length / 2));
    },
  };
  await expect(importData(SYSTEM, files, {}, NOW)).rejects.toThrow();
  expect(await data()).toEqual(before);
  expect(await db.dataImport.findFirst({ orderBy: { id: "desc" } })).toMatchObject({
    state: "FAILED",
  });
  expect((await run(historyFiles(NOW))).state).toBe("done");
});

/** What each mistake is told as: file, line, column, sentence. */
const MISTAKES: readonly Mistake[] = [
  ["an empty file", { "orders.csv": "" }, ["orders.csv", null, null, "importNoRows"]],
  [
    "a missing column",
    { "orders.csv": "PURCHASING ACCOUNT,DATE\nPA-1,2026-01-01" },
    ["orders.csv", null, null, "importColumnsMissing"],
  ],
  [
    "an encoding that isn't text",
    { "orders.csv": Buffer.concat([Buffer.from("PURCHASING ACCOUNT,\xff", "latin1")]) },
    ["orders.csv", null, null, "importEncoding"],
  ],
  ...["03/04/2026", "4.3.2026", "2026-02-30", "today"].map(
    (day) =>
      [
        `the date ${day}`,
        { "orders.csv": file("orders.csv", `PA-0048213,SO-1,${day},PRT-310,,completed`) },
        ["orders.csv", 2, "DATE", "dataNotADay"],
      ] satisfies Mistake,
  ),
  ...["0024-11-02", "1969-12-31", "2100-01-01"].map(
    (day) =>
      [
        `the far off day ${day}`,
        { "orders.csv": file("orders.csv", `PA-0048213,SO-1,${day},PRT-310,,completed`) },
        ["orders.csv", 2, "DATE", "dataDayFarOff"],
      ] satisfies Mistake,
  ),
  [
    "an unknown purchasing account",
    { "orders.csv": file("orders.csv", "PA-9,SO-1,2026-01-01,PRT-310,,completed") },
    ["orders.csv", 2, "PURCHASING ACCOUNT", "dataAccountUnknown"],
  ],
  [
    "an unknown partner",
    { "orders.csv": file("orders.csv", "PA-0048213,SO-1,2026-01-01,PRT-9,,completed") },
    ["orders.csv", 2, "PARTNER", "dataPartnerUnknown"],
  ],
  [
    "an order twice, in other spellings",
    {
      "orders.csv": file(
        "orders.csv",
        "PA-0048213,SO-1,2026-01-01,PRT-310,,completed",
        "pa 0048213,so1,2026-01-02,PRT-310,,completed",
      ),
    },
    ["orders.csv", 3, null, "dataTwice"],
  ],
  [
    "an unknown part number",
    { "order-lines.csv": file("order-lines.csv", "PA-0048213,SO-82130001,9,NO-SUCH,1,US,,,") },
    ["order-lines.csv", 2, "PART NUMBER", "dataPartUnknown"],
  ],
  [
    "another account's order",
    { "order-lines.csv": file("order-lines.csv", "PA-0048214,SO-82130001,9,HBR-S22-L,1,US,,,") },
    ["order-lines.csv", 2, "ORDER NUMBER", "dataOrderUnknown"],
  ],
  ...["-5", "0"].map(
    (quantity) =>
      [
        `the quantity ${quantity}`,
        {
          "order-lines.csv": file(
            "order-lines.csv",
            `PA-0048213,SO-82130001,9,HBR-S22-L,${quantity},US,,,`,
          ),
        },
        ["order-lines.csv", 2, "QUANTITY", "dataTooSmall"],
      ] satisfies Mistake,
  ),
  [
    "a quantity with a separator",
    {
      "order-lines.csv": file(
        "order-lines.csv",
        'PA-0048213,SO-82130001,9,HBR-S22-L,"1,000",US,,,',
      ),
    },
    ["order-lines.csv", 2, "QUANTITY", "dataNotWhole"],
  ],
  [
    "a term that ends before it begins",
    {
      "order-lines.csv": file(
        "order-lines.csv",
        "PA-0048213,SO-82130001,9,HBR-S22-L,1,US,2026-05-01,2026-04-01,",
      ),
    },
    ["order-lines.csv", 2, "MAINTENANCE UNTIL", "dataEndBeforeBegin"],
  ],
  [
    "a step-up that names no product",
    { "order-lines.csv": file("order-lines.csv", "PA-0048213,SO-82130001,9,HBR-E25-U,1,US,,,") },
    ["order-lines.csv", 2, "STEP-UP FROM", "dataStepUpFromMissing"],
  ],
  [
    "a step-up that takes more than there is",
    {
      "order-lines.csv": file(
        "order-lines.csv",
        "PA-0048213,SO-82130001,9,HBR-E25-U,1000000,US,,,HBR-P25",
      ),
    },
    ["order-lines.csv", 2, "STEP-UP FROM", "dataStepUpTooMany"],
  ],
  [
    "a key that is none",
    { "keys.csv": file("keys.csv", "PA-0048213,HBR-S22,Multiple activation,short,,,active") },
    ["keys.csv", 2, "KEY", "dataNotAKey"],
  ],
  [
    "a path out of the storage directory",
    {
      "files.csv": file(
        "files.csv",
        `HBR-S22,1.0,English,x64,Installer,../../etc/passwd,1,${"a".repeat(64)}`,
      ),
    },
    ["files.csv", 2, "PATH", "dataNotAPath"],
  ],
  [
    "a product that differs from itself",
    {
      "products.csv": file(
        "products.csv",
        "NEW-1,New one,New,yes,no,NEW-1-L,License,Applications,license",
        "NEW-1,Other name,New,yes,no,NEW-1-M,Maintenance,Applications,maintenance",
      ),
    },
    ["products.csv", 3, "PRODUCT", "dataProductDiffers"],
  ],
];

describe("what bad input gets: nothing is changed, and file, line, column and reason are told", () => {
  test.each(MISTAKES)("%s", async (_name, texts, expected) => {
    const before = await data();
    const { state, problems, saved } = await run(texts);
    expect({ state, saved }).toEqual({ state: "refused", saved: [] });
    expect(
      problems.map(({ file: name, line, column, sentence }) => [name, line, column, sentence.key]),
    ).toEqual([expected]);
    expect(await data()).toEqual(before);
  });
});

/** Lines of one order after the other, and what they add up to: bought, in, out, in maintenance. */
const FIGURES: readonly [string, readonly string[], Record<string, readonly number[]>][] = [
  ["licenses of several lines add up", ["T-A-L,10,,,", "T-A-L,5,,,"], { "T-A": [15, 0, 0, 0] }],
  [
    "pools count apart",
    ["T-A-L,10,,,", "T-A-X,3,,,"],
    { "T-A": [10, 0, 0, 0], "T-A x": [3, 0, 0, 0] },
  ],
  [
    "a step-up moves its quantity",
    ["T-A-L,10,,,", "T-B-U,4,,,T-A"],
    { "T-A": [10, 0, 4, 0], "T-B": [0, 4, 0, 0] },
  ],
  [
    "maintenance adds no licenses, and counts on the first and on the last day of its term",
    ["T-A-L,10,,,", "T-A-M,8,2026-11-24,2027-01-01,", "T-A-M,2,2026-01-01,2026-11-24,"],
    { "T-A": [10, 0, 0, 10] },
  ],
  [
    "terms that are over or to come don't count",
    ["T-A-L,10,2026-01-01,2026-11-23,", "T-A-L,5,2026-11-25,2027-01-01,"],
    { "T-A": [15, 0, 0, 0] },
  ],
];

describe("license figures", () => {
  test.each(FIGURES)("%s", async (_name, lines, expected) => {
    const order = `SO-F${(made += 1)}`;
    expect((await run(setOf(order, lines))).state).toBe("done");
    expect(await figures()).toEqual(expected);
    // Cancelled, the order counts for nothing.
    const cancelled = file("orders.csv", `PA-0048214,${order},2026-11-01,PRT-310,,cancelled`);
    await run({ "orders.csv": cancelled });
    expect(await figures()).toEqual({});
  });

  test("an order that steps up from another can't leave that one cancelled", async () => {
    await run(setOf("SO-BASE", ["T-A-L,10,,,"]));
    await run(setOf("SO-STEP", ["T-B-U,4,,,T-A"]));
    const before = await data();
    const result = await run({
      "orders.csv": file("orders.csv", "PA-0048214,SO-BASE,2026-11-01,PRT-310,,cancelled"),
    });
    expect(result.problems.map(({ sentence }) => sentence)).toEqual([
      {
        key: "dataStepUpTooMany",
        values: { account: "PA-0048214", product: "T-A", pool: "Applications", missing: 4 },
      },
    ]);
    expect(await data()).toEqual(before);
  });
});

let made = 0;

const setOf = (order: string, lines: readonly string[]): Texts => ({
  "products.csv": file(
    "products.csv",
    "T-A,Test A,Test,no,no,T-A-L,License,Applications,license",
    "T-A,Test A,Test,no,no,T-A-X,License elsewhere,x,license",
    "T-A,Test A,Test,no,no,T-A-M,Maintenance,Applications,maintenance",
    "T-B,Test B,Test,no,no,T-B-U,Step-up,Applications,step-up",
  ),
  "orders.csv": file("orders.csv", `PA-0048214,${order},2026-11-01,PRT-310,,completed`),
  "order-lines.csv": file(
    "order-lines.csv",
    ...lines.map((line, index) => {
      const [part, quantity, from, until, stepUp] = line.split(",");
      const cells = [part, quantity, "US", from, until, stepUp].join(",");
      return `PA-0048214,${order},${index + 1},${cells}`;
    }),
  ),
});

/** What the tables say of the test products, on the day of NOW. */
async function figures(): Promise<Record<string, number[]>> {
  const products = await db.product.findMany({ where: { code: { in: ["T-A", "T-B"] } } });
  const where = { productId: { in: products.map(({ id }) => id) } };
  const day = new Date(NOW.toISOString().slice(0, 10));
  const current = { ...where, from: { lte: day }, until: { gte: day } };
  const terms = await db.maintenancePeriod.findMany({ where: current });
  const entitlements = await db.entitlement.findMany({ where });
  return Object.fromEntries(
    entitlements.map(({ productId, pool, bought, steppedIn, steppedOut }) => {
      const code = products.find(({ id }) => id === productId)?.code ?? "";
      const own = terms.filter((term) => term.productId === productId && term.pool === pool);
      const maintained = own.reduce((sum, { quantity }) => sum + Number(quantity), 0);
      const figure = [Number(bought), Number(steppedIn), Number(steppedOut), maintained];
      return [pool === "Applications" ? code : `${code} ${pool}`, figure];
    }),
  );
}

describe("product keys", () => {
  test("stand in no row as they are, and open for their own account only", async () => {
    const [, ...lines] = (historyFiles(NOW)["keys.csv"] ?? "").trim().split("\r\n");
    const secrets = lines.map((line) => line.split(",")[3] ?? "");
    expect(secrets.length).toBeGreaterThan(50);
    const everything = (await dump()).join("\n");
    expect(secrets.filter((secret) => everything.includes(secret))).toEqual([]);
    const keys = await db.licenseKey.findMany({ include: { purchasingAccount: true } });
    const opened = keys.map((key) => openKey(key.secretEnc, key.purchasingAccount.numberKey));
    expect(opened.sort()).toEqual(secrets.sort());
    expect(openKey(keys[0]?.secretEnc ?? new Uint8Array(), "PA0000000")).toBeUndefined();
  });
});
