import { randomBytes, randomUUID } from "node:crypto";
import { mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { startNode, stopChild, type Child } from "../bin/child.mjs";
import { endOperator } from "../lib/accounts/end-operator";
import { inviteOperator } from "../lib/accounts/invite-operator";
import { listActivity } from "../lib/activity/list-activity";
import { db, pool } from "../lib/db/client";
import { env } from "../lib/env";
import { type Part, readParts } from "../lib/multipart/read-parts";
import type { Actor, OperatorActor } from "../lib/policy/actor";
import { SYSTEM } from "../lib/policy/actor";
import { FILES, type FileName } from "../lib/vendor-data/files";
import { importData } from "../lib/vendor-data/import-data";
import { forgetOldFiles } from "../lib/vendor-data/kept-files";
import { listDataImports } from "../lib/vendor-data/list-data-imports";
import { readDataImport } from "../lib/vendor-data/read-data-import";
import { receiveFiles, UPLOAD_MEGABYTES } from "../lib/vendor-data/receive-files";
import { runDataImport } from "../lib/vendor-data/run-data-import";
import {
  actorOf,
  codeOf,
  dump,
  HOUR,
  NOW,
  operatorActorOf,
  partnerActorOf,
  refusal,
  times,
  together,
} from "./factories";
import { CONTOSO, OPERATOR } from "./world";
import { haveWorld } from "./setup/world";

const SECRET = "QWXYZ-23456-BCDFG-HJKMP-98765";
let elena: OperatorActor;
const workers: Child[] = [];

beforeAll(async () => {
  env.dataDirectory = await mkdtemp(path.join(tmpdir(), "uploads-"));
  await haveWorld();
  elena = await operatorActorOf(OPERATOR.email);
});

afterAll(() => rm(env.dataDirectory, { recursive: true }));

// What one test leaves waiting would hold up the next one.
afterEach(async () => {
  for (const child of workers.splice(0)) await stopChild(child);
  await db.dataImport.updateMany({ where: { state: "RUNNING" }, data: { state: "FAILED" } });
  await pool.query("DELETE FROM graphile_worker._private_jobs");
});

type Files = readonly (readonly [name: string, text: string | Buffer])[];

const csv = (name: FileName, ...rows: string[]) =>
  [FILES[name].columns.map(({ heading }) => heading).join(","), ...rows].join("\n");

const PRODUCTS = csv("products.csv", "T-A,Test A,Test,yes,no,T-A-L,License,Pool,license");
const order = (number: string) => `PA-0048213,${number},2026-11-01,PRT-310,,completed`;
const orders = (...numbers: string[]): Files => [
  ["orders.csv", csv("orders.csv", ...numbers.map(order))],
];
const KEYS = csv("keys.csv", `PA-0048213,T-A,Multiple activation,${SECRET},,,active`);

async function* partsOf(files: Files, run = "import"): AsyncGenerator<Part> {
  for (const [fileName, text] of files)
    yield { field: "files", fileName, bytes: pieces(Buffer.from(text)) };
  yield { field: "run", fileName: null, bytes: pieces(Buffer.from(run)) };
}

async function* pieces(text: Buffer) {
  for (let at = 0; at < text.length; at += 50_000)
    yield await Promise.resolve(text.subarray(at, at + 50_000));
}

const upload = (files: Files, run?: string, actor: Actor = elena) =>
  receiveFiles(actor, partsOf(files, run), NOW);

async function imported(files: Files, run?: string) {
  const { importId } = await upload(files, run);
  await runDataImport(importId, NOW);
  return readDataImport(elena, importId);
}

/** Everything but the list of imports and the trail. */
const data = async () =>
  (await dump()).filter((row) => !/"?(DataImport|AuditEvent)"? /.test(row.slice(0, 40)));

const uploads = () => path.join(env.dataDirectory, "uploads");
const left = () => readdir(uploads()).catch(() => []);

describe("a set that is uploaded", () => {
  test("is imported like a folder on the command line, and recorded with the operator", async () => {
    const { importId } = await upload([
      ["Products.CSV", PRODUCTS],
      ...orders("SO-UP1", "SO-UP2"),
      ["order-lines.csv", csv("order-lines.csv", "PA-0048213,SO-UP1,1,T-A-L,10,US,,,")],
      ["keys.csv", KEYS],
    ]);
    expect(await readDataImport(elena, importId)).toMatchObject({ state: "RUNNING", step: null });
    await runDataImport(importId, NOW);
    const done = await readDataImport(elena, importId);
    expect(done).toMatchObject({ state: "DONE", dryRun: false, step: null, problems: [] });
    expect(done.summary.files).toEqual([
      "products.csv",
      "orders.csv",
      "order-lines.csv",
      "keys.csv",
    ]);
    expect(done.summary.saved.map(({ table, ...counts }) => [table, counts.new])).toEqual([
      ["Product", 1],
      ["Part", 1],
      ["Order", 2],
      ["OrderLine", 1],
      ["LicenseKey", 1],
    ]);
    expect(await left()).toEqual([]);
    const [event] = await db.auditEvent.findMany({ where: { objectId: importId } });
    expect(event).toMatchObject({ action: "data.imported", actorId: elena.userId });
    const { rows } = await listActivity(elena, { kind: "vendor" });
    expect(rows.some(({ action }) => action === "data.imported")).toBe(true);
  });

  test("again changes nothing and says so", async () => {
    const before = await data();
    const again = await imported(orders("SO-UP1", "SO-UP2"));
    expect(again.summary.saved).toMatchObject([{ new: 0, changed: 0, unchanged: 2 }]);
    expect(await data()).toEqual(before);
  });

  test("to be checked only says what would change, and changes nothing", async () => {
    const before = await data();
    const checked = await imported(orders("SO-DRY"), "check");
    expect(checked).toMatchObject({
      state: "DONE",
      dryRun: true,
      summary: { saved: [{ new: 1 }] },
    });
    expect(await data()).toEqual(before);
    // Whatever else a form says is a check, too.
    expect(await imported(orders("SO-DRY"), "")).toMatchObject({ dryRun: true });
  });

  test("with mistakes changes nothing and names file, line, column and reason", async () => {
    const before = await data();
    const lines = (row: string) => csv("order-lines.csv", row);
    const wrong: readonly (readonly [Files, readonly unknown[]])[] = [
      [
        [["orders.csv", csv("orders.csv", order("SO-1").replace("2026-11-01", "11/01/2026"))]],
        ["orders.csv", 2, "DATE", "dataNotADay"],
      ],
      [
        [["orders.csv", csv("orders.csv", order("SO-1").replace("2026-11-01", "1.11.2026"))]],
        ["orders.csv", 2, "DATE", "dataNotADay"],
      ],
      [
        [["orders.csv", csv("orders.csv", order("SO-1").replace("2026-11-01", "2026-02-30"))]],
        ["orders.csv", 2, "DATE", "dataNotADay"],
      ],
      [
        [["orders.csv", csv("orders.csv", order("SO-1"), order("so 1"))]],
        ["orders.csv", 3, null, "dataTwice"],
      ],
      [
        [["order-lines.csv", lines("PA-0048213,SO-UP1,9,NOPE,1,US,,,")]],
        ["order-lines.csv", 2, "PART NUMBER", "dataPartUnknown"],
      ],
      [
        [["order-lines.csv", lines("PA-0048213,SO-UP1,9,T-A-L,-1,US,,,")]],
        ["order-lines.csv", 2, "QUANTITY", "dataTooSmall"],
      ],
      [
        [["orders.csv", `${csv("orders.csv")}\n"PA-0048213,"SO-1`]],
        ["orders.csv", null, null, "importQuotes"],
      ],
      [
        [["orders.csv", Buffer.from(csv("orders.csv", order("SO-é")), "latin1")]],
        ["orders.csv", null, null, "importEncoding"],
      ],
      [[["orders.csv", ""]], ["orders.csv", null, null, "importNoRows"]],
      [[["ordres.csv", "x"]], ["ordres.csv", null, null, "dataFileUnknown"]],
      [
        [
          ["orders.csv", "x"],
          ["orders.csv", "x"],
        ],
        ["orders.csv", null, null, "dataFileTwice"],
      ],
    ];
    for (const [files, told] of wrong) {
      const { state, problems, summary } = await imported(files);
      const [first] = problems;
      expect([first?.file, first?.line, first?.column, first?.sentence.key]).toEqual(told);
      expect(state).toBe("REFUSED");
      expect(Object.values(summary.mistakes)).toEqual([problems.length]);
    }
    expect(await data()).toEqual(before);
    expect(await left()).toEqual([]);
  });

  test("without a file, or too large, is refused in words and leaves nothing", async () => {
    expect(await refusal(upload([]))).toMatchObject({ key: "importNoFile" });
    const large = Buffer.alloc(1024 * 1024, "x");
    async function* endless() {
      for (let n = 0; n <= UPLOAD_MEGABYTES; n += 1) yield await Promise.resolve(large);
    }
    async function* parts(): AsyncGenerator<Part> {
      yield await Promise.resolve({ field: "files", fileName: "orders.csv", bytes: endless() });
    }
    expect(await refusal(receiveFiles(elena, parts(), NOW))).toMatchObject({
      code: "invalid",
      key: "dataUploadTooLarge",
    });
    expect(await left()).toEqual([]);
  });

  test("is an operator's alone, and so is the list", async () => {
    const others = [
      await actorOf("dana.kowalski@contoso.com", CONTOSO),
      await partnerActorOf("mira.chen@proseware.com"),
    ];
    const [row] = await listDataImports(elena);
    for (const actor of others) {
      expect(await codeOf(upload(orders("SO-X"), "import", actor))).toBe("forbidden");
      expect(await codeOf(listDataImports(actor))).toBe("forbidden");
      expect(await codeOf(readDataImport(actor, row?.id ?? ""))).toBe("forbidden");
    }
    expect(row?.by).toBe(OPERATOR.email);
    for (const id of ["x", randomUUID()])
      expect(await codeOf(readDataImport(elena, id))).toBe("notFound");
  });
});

describe("one at a time", () => {
  test("a second upload is refused while one waits, also at the same moment", async () => {
    const outcomes = await together([1, 2].map((n) => () => upload(orders(`SO-BOTH${n}`))));
    expect(outcomes.done).toHaveLength(1);
    expect(outcomes.refused).toEqual(["conflict dataRunning"]);
    expect(await codeOf(upload(orders("SO-THIRD")))).toBe("conflict");
    expect(await left()).toHaveLength(1);
    expect(await db.dataImport.count({ where: { state: "RUNNING" } })).toBe(1);
    for (const id of await left()) await runDataImport(id, NOW);
  });

  test("while the command line imports an upload is refused, and one that waits goes on waiting", async () => {
    const { importId } = await upload(orders("SO-WAITS"));
    let during: Promise<unknown> = Promise.resolve();
    const busy = {
      "orders.csv": async function* () {
        during = runDataImport(importId, NOW);
        await during;
        expect(await codeOf(upload(orders("SO-NO")))).toBe("conflict");
        yield Buffer.from(csv("orders.csv", order("SO-CLI")));
      },
    };
    expect((await importData(SYSTEM, busy, {}, NOW)).state).toBe("done");
    await during;
    expect(await readDataImport(elena, importId)).toMatchObject({ state: "RUNNING", step: null });
    await runDataImport(importId, NOW);
    expect((await readDataImport(elena, importId)).state).toBe("DONE");
  });
});

describe("product keys in an upload", () => {
  test("lie sealed in a folder that nobody else opens, and not at all afterwards", async () => {
    const { importId } = await upload([["keys.csv", KEYS]], "check");
    const folder = path.join(uploads(), importId);
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
    expect((await stat(path.join(folder, "keys.csv"))).mode & 0o777).toBe(0o600);
    const kept = await readFile(path.join(folder, "keys.csv"));
    expect(kept.includes(SECRET)).toBe(false);
    await runDataImport(importId, NOW);
    expect(await left()).toEqual([]);
    expect((await dump()).join("\n")).not.toContain(SECRET);
  });

  test("in a wrong column are told to nobody", async () => {
    const swapped = csv(
      "keys.csv",
      `PA-0048213,T-A,Multiple activation,active,${SECRET},,${SECRET}`,
    );
    const { state, problems } = await imported([["keys.csv", swapped]]);
    expect(state).toBe("REFUSED");
    expect(problems.length).toBeGreaterThan(1);
    expect((await dump()).join("\n")).not.toContain(SECRET);
  });

  test("that are not what was uploaded any more end the import, and nothing is changed", async () => {
    const before = await data();
    const { importId } = await upload(orders("SO-BENT"));
    const place = path.join(uploads(), importId, "orders.csv");
    const kept = await readFile(place);
    kept.writeUInt8(kept.readUInt8(20) ^ 1, 20);
    await writeFile(place, kept);
    await runDataImport(importId, NOW);
    expect(["FAILED", "REFUSED"]).toContain((await readDataImport(elena, importId)).state);
    expect(await data()).toEqual(before);
  });
});

test("whoever is no longer an operator imports nothing", async () => {
  const email = "noor.aziz@fourthcoffee.com";
  await inviteOperator(elena, { email, firstName: "Noor", lastName: "Aziz" }, NOW);
  const noor = await operatorActorOf(email);
  const { importId } = await upload(orders("SO-GONE"), "import", noor);
  await endOperator(elena, { userId: noor.userId }, NOW);
  await runDataImport(importId, NOW);
  const { state, problems } = await readDataImport(elena, importId);
  expect([state, problems[0]?.sentence.key]).toEqual(["REFUSED", "dataOperatorGone"]);
  expect(await db.order.count({ where: { number: "SO-GONE" } })).toBe(0);
  expect(await left()).toEqual([]);
});

test("what was left behind is removed, but nothing that waits", async () => {
  const { importId } = await upload(orders("SO-KEPT"));
  const old = randomUUID();
  async function* parts(): AsyncGenerator<Part> {
    yield* partsOf(orders("SO-OLD"));
  }
  await db.dataImport.update({ where: { id: importId }, data: { state: "DONE" } });
  const second = await receiveFiles(elena, parts(), NOW);
  const past = new Date(Date.now() - 2 * HOUR * 1000);
  for (const id of [importId, second.importId]) await utimes(path.join(uploads(), id), past, past);
  await writeFile(path.join(env.dataDirectory, old), "");
  expect(await forgetOldFiles(new Date(Date.now() - 2 * HOUR * 1000))).toBe(0);
  expect(await forgetOldFiles()).toBe(1);
  expect(await left()).toEqual([second.importId]);
  await runDataImport(second.importId, NOW);
});

test("an upload that was sealed before SECRETS got a newer one is imported by a worker that has both", async () => {
  const { importId } = await receiveFiles(elena, partsOf(orders("SO-ROTATED")), new Date());
  startWorker({ SECRETS: `${randomBytes(32).toString("base64url")},${env.SECRETS.join(",")}` });
  await vi.waitFor(async () => expect((await readDataImport(elena, importId)).state).toBe("DONE"), {
    timeout: 20_000,
    interval: 50,
  });
});

/** The process that `npm start` runs, on this file's database and folder. */
function startWorker(more: Record<string, string> = {}): Child {
  const settings = { SMTP_URL: "smtp://127.0.0.1:9", DATA_DIR: env.dataDirectory, ...more };
  const child = startNode(["--import", "tsx", "lib/worker.ts"], {
    env: { ...process.env, ...settings },
    stdio: "pipe",
  });
  workers.push(child);
  return child;
}

test("an import whose worker is killed midway changes nothing, its page says so, and the next one goes through", async () => {
  const before = await data();
  const numbers = times(60_000).map((n) => `SO-KILL${n}`);
  const { importId } = await receiveFiles(elena, partsOf(orders(...numbers)), new Date());
  const at = () => readDataImport(elena, importId);
  const child = startWorker();
  await vi.waitFor(async () => expect((await at()).rows).toBeGreaterThan(0), {
    timeout: 20_000,
    interval: 10,
  });
  child.kill("SIGKILL");
  await child.ended;
  startWorker();
  await vi.waitFor(async () => expect((await at()).state).toBe("FAILED"), {
    timeout: 20_000,
    interval: 50,
  });
  await vi.waitFor(async () => expect(await left()).toEqual([]));
  expect(await data()).toEqual(before);
  await vi.waitFor(async () => expect((await imported(orders("SO-AFTER"))).state).toBe("DONE"));
}, 60_000);

describe("a posted form", () => {
  const read = async (body: string, type = 'multipart/form-data; boundary="b"', step = 7) => {
    async function* arriving() {
      for (let at = 0; at < body.length; at += step)
        yield await Promise.resolve(Buffer.from(body.slice(at, at + step)));
    }
    const found: (readonly [string, string | null, string])[] = [];
    for await (const { field, fileName, bytes } of readParts(type, arriving())) {
      let text = "";
      for await (const piece of bytes) text += Buffer.from(piece).toString("utf8");
      found.push([field, fileName, text]);
    }
    return found;
  };
  const part = (head: string, text: string) =>
    `--b\r\nContent-Disposition: form-data; ${head}\r\n\r\n${text}\r\n`;
  const form =
    part('name="files"; filename="C:\\x\\orders.csv"', "a,b\r\n--c") +
    part('name="files"; filename=""', "") +
    part('name="run"', "import");

  test.each(["--b--\r\n", "--b--", "--b--\r\nbehind"])("ends with %j", async (end) => {
    for (const step of [1, 7, 1000])
      expect(await read(form + end, undefined, step)).toEqual([
        ["files", "orders.csv", "a,b\r\n--c"],
        ["files", null, ""],
        ["run", null, "import"],
      ]);
  });

  test("that is cut off or none is refused", async () => {
    for (const cut of [form, form.slice(0, 90), "--b\r\n", ""])
      expect(await refusal(read(cut))).toMatchObject({ key: "importNoFile" });
    expect(await refusal(read(form, "text/csv"))).toMatchObject({ key: "importNoFile" });
  });

  test("passes over what nobody reads", async () => {
    async function* body() {
      yield await Promise.resolve(Buffer.from(`${form}--b--`));
    }
    const fields: string[] = [];
    for await (const { field } of readParts("multipart/form-data; boundary=b", body()))
      fields.push(field);
    expect(fields).toEqual(["files", "files", "run"]);
  });
});
