import { randomUUID } from "node:crypto";
import { parse } from "csv-parse/sync";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { playHistory, historyFiles } from "../prisma/demo-history";
import { changeRoles } from "../lib/accounts/change-roles";
import { listActivity } from "../lib/activity/list-activity";
import { db, pool } from "../lib/db/client";
import { countKeys, EXPORT_AT_MOST, exportKeys } from "../lib/keys/export-keys";
import { readKeyFilters, type KeyQuery } from "../lib/keys/key-query";
import { keysCsv } from "../lib/keys/keys-csv";
import { keyFamilies, type KeysPage, listKeys } from "../lib/keys/list-keys";
import { readKey } from "../lib/keys/read-key";
import { revealKey } from "../lib/keys/reveal-key";
import { openKey, sealKey } from "../lib/keys/seal-key";
import type { AddressValues } from "../lib/page-address";
import { type Actor, type MemberActor, SYSTEM } from "../lib/policy/actor";
import { ROLES } from "../lib/policy/roles";
import { type FileName, FILES } from "../lib/vendor-data/files";
import { type DataFiles, importData } from "../lib/vendor-data/import-data";
import { codeAt, setUpSecondFactor } from "./authenticator";
import {
  actorOf,
  codeOf,
  dump,
  later,
  letIn,
  MINUTE,
  NOW,
  HOUR,
  operatorActorOf,
  partnerActorOf,
  PASSWORD,
  refusal,
  times,
  together,
} from "./factories";
import { CONTOSO, FABRIKAM, OPERATOR } from "./world";
import { haveWorld } from "./setup/world";

let dana: MemberActor;
let ravi: MemberActor;
/** An Account Manager with no history, for the tests that count. */
let amir: MemberActor;

beforeAll(async () => {
  await haveWorld();
  await playHistory(NOW);
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
  ravi = await actorOf("ravi.menon@fabrikam.com", FABRIKAM);
  amir = await actorOf("amir.haddad@contoso.com", CONTOSO);
});

const proof = { currentPassword: PASSWORD };
const exported = (actor: Actor, asked: AddressValues = {}, now = NOW) =>
  exportKeys(actor, { asked, ...proof }, now);
const reveal = (actor: Actor, keyId: string, now = NOW) =>
  revealKey(actor, { keyId, reason: "INSTALL" }, now);

/** Every row, over all pages. */
async function all(actor: Actor, query: KeyQuery = {}) {
  const rows: KeysPage["rows"][number][] = [];
  for (let after: string | undefined | null = query.after; after !== null;) {
    const page = await listKeys(actor, { ...query, after });
    rows.push(...page.rows);
    after = page.next;
  }
  return rows;
}

/** The words of an exported file. */
const words = {
  heading: (column: string) => column,
  status: (status: string) => status,
  unreadable: (last5: string) => `gone ${last5}`,
};

/** A key of an account, with the secret that it seals. */
async function keyOf(account = CONTOSO) {
  const { secretEnc, ...key } = await db.licenseKey.findFirstOrThrow({
    where: { purchasingAccount: { numberKey: account } },
    orderBy: { id: "asc" },
  });
  return { ...key, secret: openKey(secretEnc, account) ?? "" };
}

const keyIds = async (count: number) =>
  (
    await db.licenseKey.findMany({
      where: { purchasingAccountId: dana.purchasingAccountId },
      orderBy: { id: "asc" },
      take: count,
    })
  ).map(({ id }) => id);

const eventsOf = (action: string, actor: MemberActor = dana) =>
  db.auditEvent.findMany({
    where: { action, purchasingAccountId: actor.purchasingAccountId },
    orderBy: { id: "asc" },
  });

describe("each role", () => {
  const MAY = ["ACCOUNT_ADMINISTRATOR", "ACCOUNT_MANAGER", "REPORT_VIEWER"];

  test.each(ROLES)(
    "%s lists, opens and exports keys if the matrix says so, else nothing",
    async (role) => {
      const { id } = await keyOf();
      const actor = role === "ACCOUNT_ADMINISTRATOR" ? dana : await letIn(dana, CONTOSO, [role]);
      const verbs = [
        () => listKeys(actor, {}),
        () => readKey(actor, id),
        () => countKeys(actor, {}),
        () => reveal(actor, id),
        () => exported(actor),
      ];
      for (const verb of verbs) {
        if (MAY.includes(role)) await verb();
        else expect(await codeOf(verb())).toBe("forbidden");
      }
    },
  );

  test("nobody but members, whoever else they are", async () => {
    const { id } = await keyOf();
    const others = [
      await partnerActorOf("mira.chen@proseware.com"),
      await operatorActorOf(OPERATOR.email),
      SYSTEM,
    ];
    const before = await dump();
    for (const actor of others) {
      expect(await codeOf(listKeys(actor, {}))).toBe("forbidden");
      expect(await codeOf(reveal(actor, id))).toBe("forbidden");
      expect(await codeOf(exported(actor))).toBe("forbidden");
    }
    expect(await dump()).toEqual(before);
  });

  test("a role that was taken away between page and click opens nothing and leaves no trace", async () => {
    const { id } = await keyOf();
    const stale = await letIn(dana, CONTOSO, ["ACCOUNT_MANAGER"]);
    await changeRoles(
      dana,
      {
        membershipId: stale.membershipId,
        version: await versionOf(stale),
        roles: ["ACCOUNT_VIEWER"],
      },
      NOW,
    );
    const before = await eventsOf("key.revealed");
    expect(await codeOf(reveal(stale, id))).toBe("forbidden");
    expect(await codeOf(exported(stale))).toBe("forbidden");
    expect(await eventsOf("key.revealed")).toEqual(before);
  });
});

const versionOf = async ({ membershipId }: MemberActor) =>
  (await db.membership.findUniqueOrThrow({ where: { id: membershipId } })).version;

test("a foreign key is the same as one that doesn't exist", async () => {
  const foreign = await keyOf(FABRIKAM);
  for (const id of [foreign.id, randomUUID()]) {
    expect(await refusal(reveal(dana, id))).toMatchObject({ code: "notFound", key: "notFound" });
    expect(await codeOf(readKey(dana, id))).toBe("notFound");
    expect((await listKeys(dana, { after: id })).rows).toEqual((await listKeys(dana, {})).rows);
  }
  expect(await codeOf(readKey(dana, "x"))).toBe("notFound");
  const mine = (await all(ravi)).map(({ id }) => id);
  expect(mine).toContain(foreign.id);
  expect((await all(dana)).filter(({ id }) => mine.includes(id) && id === foreign.id)).toEqual([]);
});

describe("the list", () => {
  test("has every key of the account once, by product, and nothing of it but its end", async () => {
    const rows = await all(dana);
    const keys = await db.licenseKey.findMany({
      where: { purchasingAccountId: dana.purchasingAccountId },
    });
    const listed = rows.filter(({ kind }) => kind !== null).map(({ id }) => id);
    expect([...listed].sort()).toEqual(keys.map(({ id }) => id).sort());
    const order = await db.$queryRaw<{ name: string }[]>`
      SELECT x AS name FROM unnest(${rows.map(({ product }) => product)}::text[]) x ORDER BY x`;
    expect(rows.map(({ product }) => product)).toEqual(order.map(({ name }) => name));
    const text = JSON.stringify(rows);
    for (const { secretEnc } of keys) expect(text).not.toContain(openKey(secretEnc, CONTOSO));
    expect(text).not.toContain("secret");
  });

  test("says of licensed products without a key whether they need one", async () => {
    const without = (await all(dana)).filter(({ kind }) => kind === null);
    expect(without.length).toBeGreaterThan(0);
    expect(without.every(({ family, needsKey }) => family === "Atlas Maps" && !needsKey)).toBe(
      true,
    );
  });

  test("goes forwards and back over the same pages", async () => {
    const { productId, purchasingAccountId } = await keyOf();
    const more = times(120).map((index) => ({
      ...{ productId, purchasingAccountId, kind: "Extra", status: "BLOCKED" as const },
      ...{ ...sealKey(`EXTRA-${String(index).padStart(5, "0")}`, CONTOSO), recordedAt: NOW },
    }));
    await db.licenseKey.createMany({ data: more });
    try {
      const first = await listKeys(dana, { status: "BLOCKED" });
      expect(first.previous).toBeNull();
      const second = await listKeys(dana, { status: "BLOCKED", after: first.next ?? "" });
      const third = await listKeys(dana, { status: "BLOCKED", after: second.next ?? "" });
      expect(third.next).toBeNull();
      const pages = [first, second, third].map(({ rows }) => rows.length);
      expect(pages).toEqual([50, 50, 20]);
      const back = await listKeys(dana, { status: "BLOCKED", before: third.previous ?? "" });
      expect(back.rows).toEqual(second.rows);
      const begin = await listKeys(dana, { status: "BLOCKED", before: back.previous ?? "" });
      expect(begin).toEqual(first);
    } finally {
      await db.licenseKey.deleteMany({ where: { kind: "Extra" } });
    }
  });

  test("is searched by name and number, filtered by family and status, and takes anything typed", async () => {
    const named = await all(dana, { search: "harbor SERVER" });
    expect(new Set(named.map(({ family }) => family))).toEqual(new Set(["Harbor Server"]));
    expect(await all(dana, { search: "hbr s22" })).toEqual(await all(dana, { search: "HBR-S22" }));
    expect((await all(dana, { search: "HBR-S22" })).length).toBeGreaterThan(0);
    expect((await all(dana, { family: "Prism Analytics" })).length).toBeGreaterThan(0);
    for (const search of ["%", "_", "\\", "'; DROP", "\u0000", "💣"]) {
      const asked = { search, status: search, family: search };
      const { filters } = readKeyFilters(asked, await keyFamilies(dana));
      await listKeys(dana, { ...filters, after: search });
    }
    expect(await all(dana, { search: "%" })).toEqual([]);
  });
});

test("a filter that nothing here has is ignored and told, in the list as for an export", async () => {
  const families = await keyFamilies(dana);
  expect(families).toContain("Harbor Server");
  const right = { search: "x", family: "Harbor Server", status: "ACTIVE" };
  expect(readKeyFilters(right, families)).toEqual({ filters: right, ignored: [] });
  const made = { search: "x", family: "Made up", status: "active" };
  const none = { family: undefined, status: undefined };
  const told = { filters: { search: "x", ...none }, ignored: ["family", "status"] };
  expect(readKeyFilters(made, families)).toEqual(told);
  expect(readKeyFilters({ family: "", status: [] }, families).ignored).toEqual([]);
});

describe("one key shown", () => {
  test("is the key, and the trail says who, which and why, but not the key", async () => {
    const { id, secret } = await keyOf();
    const shown = await revealKey(amir, { keyId: id, reason: "CHECK" }, later(60));
    expect(shown).toEqual({ secret });
    const event = (await eventsOf("key.revealed")).at(-1);
    expect(event).toMatchObject({
      actorId: amir.membershipId,
      objectId: id,
      data: { reason: "CHECK" },
    });
    expect((await dump()).join()).not.toContain(secret);
    const [row] = (await listActivity(dana, { kind: "keys", object: id })).rows;
    expect(row).toMatchObject({ action: "key.revealed", after: { reason: "CHECK" } });
    expect(row?.object?.name).toMatch(/\(….{5}\)$/);
    expect(row?.by).toMatchObject({ name: "Amir Haddad" });
  });

  test("isn't shown when none of SECRETS opens it, and that isn't recorded as seen", async () => {
    const { id, ...key } = await keyOf();
    const { secretEnc } = await db.licenseKey.findUniqueOrThrow({ where: { id } });
    const foreign = sealKey(key.secret, FABRIKAM).secretEnc;
    await db.licenseKey.update({ where: { id }, data: { secretEnc: foreign } });
    const before = await eventsOf("key.revealed");
    expect(await refusal(reveal(dana, id))).toMatchObject({ code: "gone", key: "keySealed" });
    expect(await eventsOf("key.revealed")).toEqual(before);
    const unreadable = (await all(dana)).filter((row) => row.isUnreadable);
    expect(unreadable.map((row) => row.id)).toEqual([id]);
    // An export says of it that it is missing, and counts the others.
    const keys = await exported(dana);
    expect(keys.filter(({ secret }) => secret === null).map((row) => row.id)).toEqual([id]);
    expect(keysCsv(keys, words)).toContain(`gone ${key.last5}`);
    expect((await eventsOf("key.exported")).at(-1)).toMatchObject({
      data: { keys: keys.length - 1 },
    });
    await db.licenseKey.update({ where: { id }, data: { secretEnc } });
  });
});

test("the database holds no key that anybody could read", async () => {
  const columns = await pool.query<{ bytes: string }>(
    `SELECT encode("secretEnc", 'escape') || encode("secretHmac", 'escape') AS bytes FROM "LicenseKey"`,
  );
  const everything = [...columns.rows.map(({ bytes }) => bytes), ...(await dump())].join("\n");
  const secrets = await plainKeys();
  expect(secrets.length).toBeGreaterThan(50);
  for (const secret of secrets) {
    expect(everything).not.toContain(secret);
    expect(everything).not.toContain(secret.slice(0, -6));
    expect(everything).not.toContain(Buffer.from(secret).toString("hex"));
    expect(everything).not.toContain(Buffer.from(secret).toString("base64").slice(0, 24));
  }
});

/** The keys as the vendor's file has them. */
async function plainKeys(): Promise<string[]> {
  const rows = parse<Record<string, string>>(historyFiles(NOW)["keys.csv"] ?? "", {
    columns: true,
  });
  return rows.map((row) => row.KEY ?? "");
}

describe("an exported file", () => {
  const reopened = (csv: string) =>
    parse<Record<string, string>>(csv, { bom: true, columns: true });

  test("has the keys that the filters leave, and how many is recorded", async () => {
    const filters = { search: "Harbor", status: "ACTIVE" } as const;
    const csv = keysCsv(await exported(amir, filters), words);
    const rows = reopened(csv);
    expect(rows).toHaveLength(await countKeys(amir, filters));
    const plain = await plainKeys();
    expect(
      rows.every(({ key = "", product = "" }) => plain.includes(key) && /Harbor/.test(product)),
    ).toBe(true);
    const event = (await eventsOf("key.exported")).at(-1);
    expect(event?.data).toEqual({ keys: rows.length, searched: true, status: "ACTIVE" });
    const [row] = (await listActivity(dana, { kind: "keys" })).rows;
    expect(row?.after).toEqual({ keys: String(rows.length) });
  });

  test("has no cell that a spreadsheet would compute", async () => {
    const { productId } = await keyOf();
    const { name } = await db.product.findUniqueOrThrow({ where: { id: productId } });
    await db.product.update({ where: { id: productId }, data: { name: "=1+1" } });
    const cells = reopened(keysCsv(await exported(dana), words)).flatMap((row) =>
      Object.values(row),
    );
    expect(cells).toContain("'=1+1");
    expect(cells.filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
    await db.product.update({ where: { id: productId }, data: { name } });
  });

  test.each<AddressValues>([{ family: "Made up" }, { status: "active" }, { family: ["Made up"] }])(
    "isn't made of all keys where %j was posted",
    async (asked) => {
      const before = await eventsOf("key.exported");
      expect(await refusal(exported(dana, asked))).toMatchObject({
        code: "invalid",
        key: "keysFilterUnknown",
      });
      expect(await eventsOf("key.exported")).toEqual(before);
    },
  );

  test("wants a right password, and there must be something in it", async () => {
    const before = [await eventsOf("key.exported"), await mails()];
    const without = exportKeys(dana, { asked: {} }, NOW);
    expect(await refusal(without)).toMatchObject({ fields: { currentPassword: "required" } });
    const wrong = exportKeys(dana, { asked: {}, currentPassword: "not it" }, NOW);
    expect(await refusal(wrong)).toMatchObject({ fields: { currentPassword: "passwordWrong" } });
    expect(await refusal(exported(dana, { search: "nothing" }))).toMatchObject({ key: "keysNone" });
    expect([await eventsOf("key.exported"), await mails()]).toEqual(before);
  });
});

test("whoever has a second factor exports with a code of it, each code once, and not with the password", async () => {
  const manager = await letIn(dana, CONTOSO, ["ACCOUNT_MANAGER"]);
  const person = { kind: "person", userId: manager.userId, sessionId: randomUUID() } as const;
  const { secret } = await setUpSecondFactor(person);
  expect(await refusal(exported(manager))).toMatchObject({ fields: { code: "required" } });
  const now = later(MINUTE);
  const withCode = () => exportKeys(manager, { asked: {}, code: codeAt(secret, now) }, now);
  expect(await withCode()).toHaveLength(await countKeys(manager, {}));
  expect(await refusal(withCode())).toMatchObject({ fields: { code: "codeFailed" } });
});

test("what can't be exported costs no recovery code", async () => {
  const manager = await letIn(dana, CONTOSO, ["ACCOUNT_MANAGER"]);
  const person = { kind: "person", userId: manager.userId, sessionId: randomUUID() } as const;
  const { recoveryCodes } = await setUpSecondFactor(person);
  const withCode = (asked: AddressValues) =>
    exportKeys(manager, { asked, code: recoveryCodes[0] }, NOW);
  const { purchasingAccountId, productId } = await keyOf();
  await pool.query(
    `INSERT INTO "LicenseKey" ("id", "purchasingAccountId", "productId", "kind", "secretEnc", "secretHmac",
       "last5", "status", "recordedAt")
     SELECT gen_random_uuid(), $1, $2, 'Many', '', sha256(n::text::bytea), 'ABCDE', 'REPLACED', $4
     FROM generate_series(0, $3::int) n`,
    [purchasingAccountId, productId, EXPORT_AT_MOST, NOW],
  );
  try {
    const tooMany = { key: "keysTooMany" };
    expect(await refusal(withCode({}))).toMatchObject(tooMany);
    expect(await refusal(withCode({ status: "REPLACED" }))).toMatchObject(tooMany);
    expect(await refusal(withCode({ search: "nothing" }))).toMatchObject({ key: "keysNone" });
    expect(await refusal(withCode({ family: "x" }))).toMatchObject({ key: "keysFilterUnknown" });
  } finally {
    await db.licenseKey.deleteMany({ where: { kind: "Many" } });
  }
  expect((await withCode({})).length).toBeGreaterThan(0);
  expect(await refusal(withCode({}))).toMatchObject({ fields: { code: "codeFailed" } });
});

const mails = () =>
  db.emailMessage.findMany({
    where: { template: "keysRevealed" },
    orderBy: [{ createdAt: "asc" }, { id: "asc" }],
    select: { toKey: true, props: true },
  });

describe("the Account Administrators", () => {
  beforeEach(() => db.emailMessage.deleteMany({ where: { template: "keysRevealed" } }));
  const to = "dana.kowalski@contoso.com";

  test("are mailed once when one person has 50 keys shown at the same moment", async () => {
    const viewer = await letIn(dana, CONTOSO, ["REPORT_VIEWER"]);
    const ids = await keyIds(50);
    const { done } = await together(ids.map((id) => () => reveal(viewer, id)));
    expect(done).toHaveLength(50);
    expect(await mails()).toEqual([{ toKey: to, props: { byId: viewer.membershipId } }]);
    expect(
      (await eventsOf("key.revealed")).filter(({ actorId }) => actorId === viewer.membershipId),
    ).toHaveLength(50);
    const [told] = (await listActivity(dana, { kind: "keys", object: viewer.membershipId })).rows;
    expect(told?.action).toBe("key.burst_told");
  });

  test("aren't mailed about ten keys, however often each, nor about many over a day", async () => {
    const viewer = await letIn(dana, CONTOSO, ["REPORT_VIEWER"]);
    const ids = await keyIds(25);
    for (const id of [...ids.slice(0, 10), ...ids.slice(0, 10)]) await reveal(viewer, id);
    expect(await mails()).toEqual([]);
    for (const [index, id] of ids.entries())
      await reveal(viewer, id, later((index + 1) * 11 * MINUTE));
    expect(await mails()).toEqual([]);
  });

  test("are mailed again when it goes on, an hour later", async () => {
    const viewer = await letIn(dana, CONTOSO, ["REPORT_VIEWER"]);
    const ids = await keyIds(11);
    for (const id of ids) await reveal(viewer, id);
    for (const id of ids) await reveal(viewer, id, later(20 * MINUTE));
    expect(await mails()).toHaveLength(1);
    for (const id of ids) await reveal(viewer, id, later(HOUR + MINUTE));
    expect(await mails()).toHaveLength(2);
  });

  test("are mailed about each export, also the one whose sign-in it was", async () => {
    const keys = await exported(dana);
    await exported(dana);
    const mail = { toKey: to, props: { byId: dana.membershipId, exported: keys.length } };
    expect(await mails()).toEqual([mail, mail]);
  });
});

describe("new SECRETS", () => {
  const kept = process.env.SECRETS;

  async function withSecrets<T>(secrets: string, run: () => Promise<T>): Promise<T> {
    vi.resetModules();
    process.env.SECRETS = secrets;
    try {
      return await run();
    } finally {
      process.env.SECRETS = kept;
      vi.resetModules();
    }
  }

  const files = (): DataFiles =>
    Object.fromEntries(
      Object.entries(historyFiles(NOW)).map(([name, text]) => [
        name as FileName,
        async function* () {
          yield await Promise.resolve(Buffer.from(text));
        },
      ]),
    );

  test("seal every key anew; then the old ones aren't needed, and the same import changes nothing", async () => {
    const { id, secret } = await keyOf();
    const rows = () => db.licenseKey.findMany({ orderBy: { id: "asc" } });
    const before = await rows();
    const fresh = "n".repeat(40);
    await withSecrets(`${fresh},${kept}`, async () => {
      const { resealLicenseKeys } = await import("../lib/keys/reseal-license-keys");
      expect(await resealLicenseKeys()).toEqual({ sealed: before.length, removed: 0, kept: 0 });
      expect(await resealLicenseKeys()).toEqual({ sealed: 0, removed: 0, kept: 0 });
    });
    const sealed = await rows();
    for (const [at, { secretEnc, secretHmac }] of sealed.entries()) {
      expect(secretEnc).not.toEqual(before[at]?.secretEnc);
      expect(secretHmac).not.toEqual(before[at]?.secretHmac);
    }
    await withSecrets(fresh, async () => {
      const { revealKey: show } = await import("../lib/keys/reveal-key");
      expect(await show(dana, { keyId: id, reason: "OTHER" }, later(HOUR))).toEqual({ secret });
      const { importData } = await import("../lib/vendor-data/import-data");
      const result = await importData(SYSTEM, files(), {}, later(HOUR));
      expect(result.saved.map((one) => one.new + one.changed)).toEqual([0, 0, 0, 0, 0, 0]);
    });
    expect(await rows()).toEqual(sealed);
    // Only with the old ones it opens no more, nor does any other.
    expect(await refusal(reveal(dana, id))).toMatchObject({ key: "keySealed" });
    expect(await refusal(exported(dana))).toMatchObject({ code: "gone", key: "keySealed" });
  });

  test("without the old ones: the same keys, imported again, take the places of those that nobody opens", async () => {
    const rows = () => db.licenseKey.findMany({ orderBy: { id: "asc" } });
    const lost = await rows();
    expect(
      (await all(dana)).every(({ kind, isUnreadable }) => isUnreadable === (kind !== null)),
    ).toBe(true);
    const result = await importData(SYSTEM, files(), {}, later(HOUR));
    expect(result.saved.find(({ table }) => table === "LicenseKey")).toMatchObject({
      ...{ new: 0, changed: lost.length, unchanged: 0 },
    });
    const found = await rows();
    expect(found.map((row) => row.id)).toEqual(lost.map((row) => row.id));
    const accounts = await db.purchasingAccount.findMany();
    const open = found.map(({ secretEnc, purchasingAccountId }) =>
      openKey(secretEnc, accounts.find((one) => one.id === purchasingAccountId)?.numberKey ?? ""),
    );
    expect(open.sort()).toEqual((await plainKeys()).sort());
    expect((await exported(dana)).every(({ secret }) => secret !== null)).toBe(true);
    const again = await importData(SYSTEM, files(), {}, later(HOUR));
    expect(again.saved.map((one) => one.new + one.changed)).toEqual([0, 0, 0, 0, 0, 0]);
  });

  test("a single one has nothing to renew, and an import without keys needs none: no row is read", async () => {
    const products = { "products.csv": files()["products.csv"] } as DataFiles;
    await pool.query(`ALTER TABLE "LicenseKey" RENAME TO "NotToBeRead"`);
    try {
      const { resealLicenseKeys } = await import("../lib/keys/reseal-license-keys");
      expect(await resealLicenseKeys()).toEqual({ sealed: 0, removed: 0, kept: 0 });
      await withSecrets(`${"n".repeat(40)},${kept}`, async () => {
        const { importData } = await import("../lib/vendor-data/import-data");
        expect(await importData(SYSTEM, products, {}, later(HOUR))).toMatchObject({
          state: "done",
        });
      });
    } finally {
      await pool.query(`ALTER TABLE "NotToBeRead" RENAME TO "LicenseKey"`);
    }
  });

  test("that come back after their keys were imported anew leave each key once, and what was shown readable", async () => {
    const [fresh, unseen, seen] = ["n".repeat(40), "UNSEEN-12345-67890", "SEEN-12345-67890"];
    const oneFile = (kind: string): DataFiles => {
      const head = FILES["keys.csv"].columns.map(({ heading }) => heading).join(",");
      const rows = [unseen, seen].map((one) => `PA-0048213,HBR-S25,${kind},${one},,,active`);
      const text = [head, ...rows].join("\n");
      return {
        "keys.csv": async function* () {
          yield await Promise.resolve(Buffer.from(text));
        },
      };
    };
    await importData(SYSTEM, oneFile("Volume"), {}, later(HOUR));
    const rows = () =>
      db.licenseKey.findMany({
        where: { last5: "67890" },
        orderBy: [{ recordedAt: "asc" }, { id: "asc" }],
      });
    const old = await rows();
    const shown = old.find(({ secretEnc }) => openKey(secretEnc, CONTOSO) === seen)?.id ?? "";
    await reveal(amir, shown, later(HOUR));
    const all = await db.licenseKey.count();
    await withSecrets(fresh, async () => {
      const { importData: importNow } = await import("../lib/vendor-data/import-data");
      const result = await importNow(SYSTEM, oneFile("Renamed"), {}, later(2 * HOUR));
      expect(result.saved).toMatchObject([{ new: 2, changed: 0 }]);
    });
    const anew = (await rows()).filter(({ kind }) => kind === "Renamed").map(({ id }) => id);
    await withSecrets(`${fresh},${kept}`, async () => {
      const { resealLicenseKeys } = await import("../lib/keys/reseal-license-keys");
      const both = await Promise.all([resealLicenseKeys(), resealLicenseKeys()]);
      const sum = (what: keyof (typeof both)[0]) => both[0][what] + both[1][what];
      expect([sum("sealed"), sum("removed"), sum("kept")]).toEqual([all - 2, 1, 1]);
      expect(await resealLicenseKeys()).toEqual({ sealed: 0, removed: 0, kept: 0 });
      const { importData: importNow } = await import("../lib/vendor-data/import-data");
      const again = await importNow(SYSTEM, oneFile("Renamed"), {}, later(2 * HOUR));
      expect(again.saved).toMatchObject([{ new: 0, changed: 0, unchanged: 2 }]);
    });
    expect((await rows()).map(({ id }) => id)).toEqual([shown, ...anew]);
    await withSecrets(fresh, async () => {
      const { revealKey: show } = await import("../lib/keys/reveal-key");
      const input = { keyId: shown, reason: "OTHER" } as const;
      expect(await show(amir, input, later(3 * HOUR))).toEqual({ secret: seen });
    });
  });
});
