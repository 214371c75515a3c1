import { createHash, randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rename, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { changeRoles } from "../lib/accounts/change-roles";
import { listActivity } from "../lib/activity/list-activity";
import { db, pool } from "../lib/db/client";
import { LINK_LIFE } from "../lib/downloads/download-link";
import { readDownloadFilters } from "../lib/downloads/download-query";
import { attachment } from "../lib/downloads/file-headers";
import { giveUpDownloads } from "../lib/downloads/give-up-downloads";
import { downloadChoices, type FileRow, listFiles } from "../lib/downloads/list-files";
import { offerDownload } from "../lib/downloads/offer-download";
import { partOf } from "../lib/downloads/part-of";
import { sendFile } from "../lib/downloads/send-file";
import { isStoragePath } from "../lib/downloads/storage-path";
import { env } from "../lib/env";
import { type Actor, type MemberActor, SYSTEM } from "../lib/policy/actor";
import { ROLES } from "../lib/policy/roles";
import { FILES } from "../lib/vendor-data/files";
import { playDownloads } from "../prisma/demo-downloads";
import { playHistory } from "../prisma/demo-history";
import {
  actorOf,
  codeOf,
  DAY,
  later,
  letIn,
  MINUTE,
  NOW,
  operatorActorOf,
  partnerActorOf,
  refusal,
  times,
} from "./factories";
import { CONTOSO, FABRIKAM, OPERATOR } from "./world";
import { haveWorld } from "./setup/world";

let dana: MemberActor;
let amir: MemberActor;
let ravi: MemberActor;
/** A licensed file of Contoso's with its bytes. */
let file: Awaited<ReturnType<typeof storedFile>>;

beforeAll(async () => {
  await haveWorld();
  await playHistory(NOW);
  await playDownloads(NOW);
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
  amir = await actorOf("amir.haddad@contoso.com", CONTOSO);
  ravi = await actorOf("ravi.menon@fabrikam.com", FABRIKAM);
  file = await storedFile("plain/one.bin", 1_000_000);
});

afterAll(() => rm(env.storageDirectory, { recursive: true, force: true }));

/** A file of a product that Contoso has licenses of, with content of its own. */
async function storedFile(below: string, bytes: number, more: { sameAs?: string } = {}) {
  const content = Buffer.alloc(bytes, `${below} `);
  const place = path.join(env.storageDirectory, below);
  await mkdir(path.dirname(place), { recursive: true });
  if (more.sameAs === undefined) await writeFile(place, content);
  const row = await db.softwareFile.create({
    data: {
      productId: (await product("HBR-S25")).id,
      ...{ version: below, language: "English", platform: "Linux", kind: "Installer" },
      ...{ path: below, size: BigInt(bytes), sha256: sha256(content) },
    },
  });
  return { ...row, content, place };
}

const sha256 = (bytes: Uint8Array) => new Uint8Array(createHash("sha256").update(bytes).digest());
const product = (code: string) => db.product.findFirstOrThrow({ where: { code } });
const tokenOf = async (actor: Actor, fileId = file.id, now = NOW) =>
  (await offerDownload(actor, { fileId }, now)).token;

interface Headers {
  readonly range?: string;
  readonly ifRange?: string;
  readonly isHead?: boolean;
  readonly signal?: AbortSignal;
}

function get(actor: Actor, token: string, headers: Headers = {}, now = NOW): Promise<Response> {
  const { range = null, ifRange = null, isHead = false } = headers;
  const { signal = new AbortController().signal } = headers;
  return sendFile(actor, { token, isHead, range, ifRange, signal }, now);
}

const bytesOf = async (answer: Response) => Buffer.from(await answer.arrayBuffer());

/** A link's end that no other download of this file has: a second later each time. */
let seconds = 0;
const fresh = () => later((seconds += 1));

const eventsOf = async (fileId: string) =>
  (await db.auditEvent.findMany({ where: { objectId: fileId }, orderBy: { id: "asc" } })).map(
    ({ action }) => action,
  );
const eventually = async (look: () => Promise<unknown>, due: unknown) =>
  expect.poll(look, { interval: 20, timeout: 5000 }).toEqual(due);

async function all(actor: Actor, query: Parameters<typeof listFiles>[1] = {}): Promise<FileRow[]> {
  const rows: FileRow[] = [];
  for (let after: string | undefined | null; after !== null;) {
    const page = await listFiles(actor, { ...query, ...(after && { after }) });
    rows.push(...page.rows);
    after = page.next;
  }
  return rows;
}

describe("each role", () => {
  test.each(ROLES)("%s lists and downloads if the matrix says so, else nothing", async (role) => {
    const actor = role === "ACCOUNT_ADMINISTRATOR" ? dana : await letIn(dana, CONTOSO, [role]);
    const may = ["ACCOUNT_ADMINISTRATOR", "ACCOUNT_MANAGER"].includes(role);
    for (const verb of [
      () => listFiles(actor, {}),
      () => downloadChoices(actor),
      () => tokenOf(actor),
    ]) {
      if (may) await verb();
      else expect(await codeOf(verb())).toBe("forbidden");
    }
  });

  test("nobody but members, whoever else they are", async () => {
    const token = await tokenOf(amir);
    for (const actor of [
      await partnerActorOf("mira.chen@proseware.com"),
      await operatorActorOf(OPERATOR.email),
      SYSTEM,
    ]) {
      expect(await codeOf(listFiles(actor, {}))).toBe("forbidden");
      expect(await codeOf(tokenOf(actor))).toBe("forbidden");
      expect(await codeOf(get(actor, token))).toBe("forbidden");
    }
  });
});

describe("the list", () => {
  test("has every file of the licensed products once, in order, and says of the others why not", async () => {
    const rows = await all(dana);
    const licensed = await db.$queryRaw<{ id: string }[]>`
      SELECT "productId" AS "id" FROM "Entitlement"
      WHERE "purchasingAccountId" = ${dana.purchasingAccountId}::uuid
      GROUP BY 1 HAVING sum("bought" + "steppedIn" - "steppedOut") > 0`;
    const due = await db.softwareFile.findMany({
      where: { productId: { in: licensed.map(({ id }) => id) }, product: { hasDownload: true } },
    });
    const files = rows.filter((row) => row.file !== null);
    expect(files.map(({ id }) => id).sort()).toEqual(due.map(({ id }) => id).sort());
    expect(files.length).toBeGreaterThan(10);
    const names = rows.map(({ product: name }) => name);
    expect(names).toEqual([...names].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
    const closed = rows.filter(({ hasDownload }) => !hasDownload);
    expect(closed.length).toBeGreaterThan(0);
    expect(closed.every((row) => row.file === null)).toBe(true);
    expect(rows.some((row) => row.hasDownload && row.file === null)).toBe(true);
    expect(new Set(rows.map(({ code }) => code)).size).toBe(licensed.length);
  });

  test("goes forwards and back over the same pages", async () => {
    const { id: productId } = await product("QLL-S25");
    const shared = { productId, language: "Extra", platform: "Extra", kind: "Extra", size: 1n };
    await db.softwareFile.createMany({
      data: times(120).map((at) => ({
        ...{ ...shared, version: String(at), path: `extra/${at}`, sha256: new Uint8Array(32) },
      })),
    });
    const narrow = { language: "Extra" };
    const first = await listFiles(dana, narrow);
    const second = await listFiles(dana, { ...narrow, after: first.next ?? "" });
    const third = await listFiles(dana, { ...narrow, after: second.next ?? "" });
    expect([first, second, third].map(({ rows }) => rows.length)).toEqual([50, 50, 20]);
    expect([first.previous, third.next]).toEqual([null, null]);
    const back = await listFiles(dana, { ...narrow, before: third.previous ?? "" });
    expect(back.rows).toEqual(second.rows);
    expect(await listFiles(dana, { ...narrow, before: back.previous ?? "" })).toEqual(first);
    await db.softwareFile.deleteMany({ where: { language: "Extra" } });
  });

  test("is searched and filtered, ignores what no file has, and takes anything typed", async () => {
    const choices = await downloadChoices(dana);
    expect(choices.languages).toEqual(["English", "German"]);
    const asked = readDownloadFilters({ language: "German", platform: "Amiga" }, choices);
    expect(asked.ignored).toEqual(["platform"]);
    const rows = await all(dana, asked.filters);
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every((row) => row.file?.language === "German")).toBe(true);
    expect((await all(dana, { search: "hbr s25" })).length).toBeGreaterThan(2);
    expect(await all(dana, { search: "HBR-S25" })).toEqual(await all(dana, { search: "hbr s25" }));
    for (const search of ["%", "_", "\\", "'; DROP", "💣"]) {
      expect(await all(dana, { search })).toEqual([]);
      await listFiles(dana, { after: search });
    }
    expect(await listFiles(dana, { after: randomUUID() })).toEqual(await listFiles(dana, {}));
  });
});

test("a product without licenses, or not for download, or of another account gives no link", async () => {
  const { productId } = file;
  const mine = { purchasingAccountId: dana.purchasingAccountId, productId };
  const kept = await db.entitlement.findMany({ where: mine });
  const token = await tokenOf(amir, file.id, fresh());
  await db.entitlement.updateMany({ where: mine, data: { steppedOut: 1_000_000 } });
  expect(await codeOf(tokenOf(amir))).toBe("notFound");
  expect(await codeOf(get(amir, token))).toBe("notFound");
  for (const { bought, steppedIn, steppedOut, ...key } of kept) {
    const where = { purchasingAccountId_productId_pool_partnerId: key };
    await db.entitlement.update({ where, data: { bought, steppedIn, steppedOut } });
  }
  await db.product.update({ where: { id: productId }, data: { hasDownload: false } });
  expect(await codeOf(tokenOf(amir))).toBe("notFound");
  expect(await codeOf(get(amir, token))).toBe("notFound");
  await db.product.update({ where: { id: productId }, data: { hasDownload: true } });
  for (const id of [randomUUID(), "x", ""])
    expect(await codeOf(tokenOf(amir, id))).toBe("notFound");
  await db.entitlement.deleteMany({
    where: { purchasingAccountId: ravi.purchasingAccountId, productId },
  });
  expect(await refusal(tokenOf(ravi))).toMatchObject(await refusal(tokenOf(ravi, randomUUID())));
});

describe("a link", () => {
  test("is this person's only, in this account only", async () => {
    const token = await tokenOf(amir);
    for (const actor of [dana, ravi, { ...amir, membershipId: ravi.membershipId }]) {
      expect(await refusal(get(actor, token))).toMatchObject({
        code: "notFound",
        key: "downloadLinkForeign",
      });
    }
    expect((await get(amir, token, { isHead: true })).status).toBe(200);
  });

  test("works until its last second, and not after", async () => {
    const token = await tokenOf(amir);
    const end = NOW.getTime() + LINK_LIFE;
    expect((await get(amir, token, { isHead: true }, new Date(end - 1))).status).toBe(200);
    expect(await refusal(get(amir, token, {}, new Date(end)))).toMatchObject({
      code: "gone",
      key: "downloadLinkOver",
    });
  });

  test("changed anywhere, cut or made up opens nothing", async () => {
    const token = await tokenOf(amir);
    const bytes = Buffer.from(token, "base64url");
    for (const [at, byte] of bytes.entries()) {
      const changed = Uint8Array.from(bytes);
      changed[at] = byte ^ 1;
      const made = Buffer.from(changed).toString("base64url");
      expect(await codeOf(get(amir, made)), `byte ${at}`).toBe("notFound");
    }
    for (const made of ["", "x", token.slice(1), `${token}A`, "A".repeat(70), "../".repeat(20)]) {
      expect(await codeOf(get(amir, made))).toBe("notFound");
    }
  });

  test("dies with the role, the membership, and another content of the file", async () => {
    const leaver = await letIn(dana, CONTOSO, ["ACCOUNT_MANAGER"]);
    const token = await tokenOf(leaver);
    const { membershipId } = leaver;
    await changeRoles(dana, { membershipId, roles: ["REPORT_VIEWER"] }, NOW);
    const present = await actorOf(
      (await db.membership.findUniqueOrThrow({ where: { id: membershipId } })).emailKey,
      CONTOSO,
    );
    expect(await codeOf(get(present, token))).toBe("forbidden");
    const own = await tokenOf(amir);
    await db.softwareFile.update({
      where: { id: file.id },
      data: { sha256: sha256(Buffer.of(1)) },
    });
    expect(await codeOf(get(amir, own))).toBe("notFound");
    await db.softwareFile.update({ where: { id: file.id }, data: { sha256: file.sha256 } });
  });
});

describe("a part of 1,000 bytes", () => {
  const etag = '"abc"';
  const part = (range: string | null, ifRange: string | null = null) => {
    const found = partOf(1000, etag, { range, ifRange });
    return found && `${found.isWhole ? 200 : 206} ${found.start}-${found.end}`;
  };

  test.each([
    [null, "200 0-999"],
    ["bytes=0-", "206 0-999"],
    ["bytes=0-0", "206 0-0"],
    ["bytes=0-499", "206 0-499"],
    ["bytes=500-599", "206 500-599"],
    ["bytes=500-", "206 500-999"],
    ["bytes=999-", "206 999-999"],
    ["bytes=500-5000", "206 500-999"],
    ["bytes=-1", "206 999-999"],
    ["bytes=-1000", "206 0-999"],
    ["bytes=-5000", "206 0-999"],
    ["Bytes=1-2", "206 1-2"],
    // Beyond the end, or nothing at all: there is no such part.
    ["bytes=1000-", null],
    ["bytes=1000-2000", null],
    ["bytes=-0", null],
    // No range: all of it.
    ["bytes=", "200 0-999"],
    ["bytes=a-b", "200 0-999"],
    ["bytes=--5", "200 0-999"],
    ["bytes 0-5", "200 0-999"],
    ["lines=0-5", "200 0-999"],
    ["", "200 0-999"],
    // Several at once: all of it.
    ["bytes=0-1,5-6", "200 0-999"],
    ["bytes=0-1, -1", "200 0-999"],
  ])("asked for by %s is %s", (range, due) => {
    expect(part(range)).toBe(due);
  });

  test.each([
    ['"abc"', "206 5-999"],
    ['"abd"', "200 0-999"],
    ['W/"abc"', "200 0-999"],
    ["Tue, 24 Nov 2026 09:00:00 GMT", "200 0-999"],
  ])("with If-Range %s is %s", (ifRange, due) => {
    expect(part("bytes=5-", ifRange)).toBe(due);
  });
});

describe("the answer", () => {
  test("is the file with its size, its tag and its name, to be saved", async () => {
    const answer = await get(amir, await tokenOf(amir, file.id, fresh()));
    const etag = `"${Buffer.from(file.sha256).toString("hex")}"`;
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toEqual({
      "accept-ranges": "bytes",
      "cache-control": "private, no-store",
      "content-disposition": `attachment; filename="one.bin"; filename*=UTF-8''one.bin`,
      "content-length": "1000000",
      "content-type": "application/octet-stream",
      etag,
      "x-content-type-options": "nosniff",
    });
    expect((await bytesOf(answer)).equals(file.content)).toBe(true);
  });

  test("has a name in any script, and no name breaks out of the header", () => {
    expect(attachment("a (1)'.zip")).toBe(
      `attachment; filename="a_1_.zip"; filename*=UTF-8''a%20%281%29%27.zip`,
    );
    expect(attachment('日本".zip')).toContain("filename*=UTF-8''%E6%97%A5%E6%9C%AC%22.zip");
    expect(attachment('a"; x="\r\n')).not.toMatch(/[\r\n]|x="/);
  });

  test("to HEAD has the same head and no body, and is recorded by nobody", async () => {
    const now = fresh();
    const token = await tokenOf(amir, file.id, now);
    const before = await db.download.count();
    const answer = await get(amir, token, { isHead: true, range: "bytes=5-" });
    expect([answer.status, answer.body]).toEqual([200, null]);
    expect(answer.headers.get("content-length")).toBe("1000000");
    expect(await db.download.count()).toBe(before);
  });

  test("to a part that isn't there is 416 with the size, and isn't recorded", async () => {
    const before = await db.download.count();
    const answer = await get(amir, await tokenOf(amir, file.id, fresh()), {
      range: "bytes=1000000-",
    });
    expect([answer.status, answer.headers.get("content-range")]).toEqual([416, "bytes */1000000"]);
    expect(await db.download.count()).toBe(before);
  });
});

const recordOf = (actor: MemberActor, fileId: string) =>
  db.download.findMany({
    where: { membershipId: actor.membershipId, fileId },
    select: { startedAt: true, endedAt: true, bytesSent: true },
  });

describe("a download", () => {
  test("has one record with start and end, and the Account Administrator reads of both", async () => {
    const whole = await storedFile("record/whole.bin", 700_000);
    const answer = await get(amir, await tokenOf(amir, whole.id));
    expect(await eventsOf(whole.id)).toEqual(["download.started"]);
    expect((await recordOf(amir, whole.id))[0]).toMatchObject({ startedAt: NOW, endedAt: null });
    await bytesOf(answer);
    await eventually(() => eventsOf(whole.id), ["download.started", "download.ended"]);
    const [record, ...more] = await recordOf(amir, whole.id);
    expect(more).toEqual([]);
    expect(record).toMatchObject({ bytesSent: 700_000n, endedAt: expect.any(Date) as Date });
    const { rows } = await listActivity(dana, { kind: "downloads", object: whole.id });
    expect(rows.map(({ action }) => action)).toEqual(["download.ended", "download.started"]);
    expect(rows[0]).toMatchObject({
      by: { name: "Amir Haddad" },
      object: { name: "Harbor Server Standard 2025 (record/whole.bin, English, Linux)" },
      after: { bytesSent: "700000" },
    });
  });

  test("that is cut goes on in the same record, byte for byte", async () => {
    const cut = await storedFile("record/cut.bin", 3_000_000);
    const token = await tokenOf(amir, cut.id);
    const first = await get(amir, token);
    const etag = first.headers.get("etag") ?? "";
    const reader = first.body?.getReader();
    const got = Buffer.from((await reader?.read())?.value ?? []);
    const more = Buffer.from((await reader?.read())?.value ?? []);
    await reader?.cancel();
    const have = Buffer.concat([got, more]);
    // The second piece may have been on its way when the line went dead.
    await eventually(async () => (await recordOf(amir, cut.id))[0]?.bytesSent, BigInt(got.length));
    expect((await recordOf(amir, cut.id))[0]?.endedAt).toBeNull();
    const again = { range: `bytes=${have.length}-`, ifRange: etag };
    const rest = await get(amir, token, again, later(MINUTE));
    expect([rest.status, rest.headers.get("content-range")]).toEqual([
      206,
      `bytes ${have.length}-2999999/3000000`,
    ]);
    const whole = Buffer.concat([have, await bytesOf(rest)]);
    expect(sha256(whole)).toEqual(cut.sha256);
    // What may not have arrived counts as missing until it is asked for again.
    expect(await eventsOf(cut.id)).toEqual(["download.started"]);
    const gap = await get(amir, token, { range: `bytes=${got.length}-${have.length}` });
    expect((await bytesOf(gap)).equals(whole.subarray(got.length, have.length + 1))).toBe(true);
    await eventually(() => eventsOf(cut.id), ["download.started", "download.ended"]);
    expect(await recordOf(amir, cut.id)).toHaveLength(1);
  });

  test("in parts that come at once and twice begins once and ends once", async () => {
    const parts = await storedFile("record/parts.bin", 1_000_000);
    const token = await tokenOf(amir, parts.id);
    const ranges = ["bytes=0-399999", "bytes=300000-599999", "bytes=600000-", "bytes=0-99"];
    await Promise.all(ranges.map(async (range) => bytesOf(await get(amir, token, { range }))));
    await eventually(() => eventsOf(parts.id), ["download.started", "download.ended"]);
    await bytesOf(await get(amir, token, { range: "bytes=5-9" }));
    await eventually(async () => (await recordOf(amir, parts.id))[0]?.bytesSent, 1_100_105n);
    expect(await eventsOf(parts.id)).toEqual(["download.started", "download.ended"]);
  });

  test("is another one with another link", async () => {
    const twice = await storedFile("record/twice.bin", 10);
    for (const now of [NOW, later(1)]) {
      await bytesOf(await get(amir, await tokenOf(amir, twice.id, now), {}, now));
    }
    const due = ["download.started", "download.ended"];
    await eventually(async () => (await eventsOf(twice.id)).sort(), [...due, ...due].sort());
  });

  test("whose reader had gone before the first byte leaves no open file and no bytes", async () => {
    const gone = await storedFile("record/gone.bin", 1000);
    const signal = AbortSignal.abort();
    const answer = await get(amir, await tokenOf(amir, gone.id), { signal });
    expect((await bytesOf(answer)).length).toBe(0);
    await eventually(async () => (await recordOf(amir, gone.id))[0]?.bytesSent, 0n);
    // Neither this nor any before is still to be written: a stop would wait for it.
    const { portalUnfinished } = globalThis as { portalUnfinished?: Set<unknown> };
    await eventually(() => Promise.resolve(portalUnfinished?.size), 0);
  });

  test("of a file that becomes shorter breaks off, so that nobody takes it for whole", async () => {
    const short = await storedFile("record/short.bin", 1_000_000);
    const answer = await get(amir, await tokenOf(amir, short.id));
    await writeFile(short.place, short.content.subarray(0, 1000));
    await expect(bytesOf(answer)).rejects.toThrow("became shorter");
    expect((await recordOf(amir, short.id))[0]?.endedAt).toBeNull();
  });

  test("that nobody can resume any more is given up, once", async () => {
    const left = await storedFile("record/left.bin", 1000);
    const token = await tokenOf(amir, left.id);
    await bytesOf(await get(amir, token, { range: "bytes=0-99" }));
    await eventually(async () => (await recordOf(amir, left.id))[0]?.bytesSent, 100n);
    const end = NOW.getTime() + 2 * LINK_LIFE;
    await giveUpDownloads(new Date(end));
    expect(await eventsOf(left.id)).toEqual(["download.started"]);
    const now = new Date(end + 60_000);
    await Promise.all([giveUpDownloads(now), giveUpDownloads(now)]);
    expect(await eventsOf(left.id)).toEqual(["download.started", "download.given_up"]);
    const { rows } = await listActivity(dana, { object: left.id });
    expect(rows[0]?.after).toMatchObject({ name: "Amir Haddad", bytesSent: "100" });
  });

  test("are all given up in one round, however many, also behind one that can't be", async () => {
    const many = await storedFile("record/many.bin", 1000);
    const { purchasingAccountId, membershipId } = amir;
    await db.download.createMany({
      data: times(250).map((second) => ({
        ...{ purchasingAccountId, membershipId, fileId: many.id },
        ...{ startedAt: NOW, linkEndsAt: later(second) },
      })),
    });
    const open = () => db.download.findMany({ where: { fileId: many.id, endedAt: null } });
    const [stuck] = await db.download.findMany({
      ...{ where: { fileId: many.id }, orderBy: { id: "asc" }, take: 1 },
    });
    await pool.query(`
      CREATE FUNCTION stay() RETURNS trigger LANGUAGE plpgsql AS
        $$ BEGIN RAISE 'this one stays'; END $$;
      CREATE TRIGGER stay BEFORE UPDATE ON "Download" FOR EACH ROW
        WHEN (OLD."id" = '${stuck?.id}') EXECUTE FUNCTION stay()`);
    const now = later(3 * DAY);
    await giveUpDownloads(now);
    expect((await open()).map(({ id }) => id)).toEqual([stuck?.id]);
    expect(await eventsOf(many.id)).toEqual(times(249).map(() => "download.given_up"));
    await pool.query(`DROP TRIGGER stay ON "Download"; DROP FUNCTION stay`);
    expect(await giveUpDownloads(now)).toBe(1);
    expect(await open()).toEqual([]);
  });
});

describe("a file that the storage doesn't have as recorded", () => {
  const mails = (fileId: string) =>
    db.emailMessage.findMany({
      where: { template: "fileUnavailable", once: { contains: fileId } },
    });

  test("gives a sentence and no bug, is recorded, and the operators are mailed once a day", async () => {
    const lost = await storedFile("lost/one.bin", 100);
    const token = await tokenOf(amir, lost.id);
    await rm(lost.place);
    const unavailable = { code: "gone", key: "downloadUnavailable" };
    expect(await refusal(get(amir, token))).toMatchObject(unavailable);
    const asks = times(5).map(() => refusal(tokenOf(dana, lost.id, later(MINUTE))));
    for (const ask of await Promise.all(asks)) expect(ask).toMatchObject(unavailable);
    expect(await eventsOf(lost.id)).toEqual(times(6).map(() => "download.unavailable"));
    expect((await mails(lost.id)).map(({ toKey, props }) => ({ toKey, props }))).toEqual([
      { toKey: OPERATOR.email, props: { fileId: lost.id, found: "missing" } },
    ]);
    expect(await refusal(tokenOf(dana, lost.id, later(DAY)))).toMatchObject(unavailable);
    expect(await mails(lost.id)).toHaveLength(2);
    const elena = await operatorActorOf(OPERATOR.email);
    const [seen] = (await listActivity(elena, { kind: "downloads", object: lost.id })).rows;
    expect(seen).toMatchObject({ action: "download.unavailable", accountNumber: "PA-0048213" });
    await writeFile(lost.place, lost.content);
    expect((await bytesOf(await get(amir, token))).equals(lost.content)).toBe(true);
  });

  test("is one of another size, a folder, or behind a pipe", async () => {
    const other = await storedFile("lost/size.bin", 100);
    await writeFile(other.place, "shorter");
    expect(await codeOf(tokenOf(amir, other.id))).toBe("gone");
    expect((await mails(other.id))[0]?.props).toMatchObject({ found: "size" });
    const folder = await storedFile("lost/folder", 100, { sameAs: "a folder" });
    await mkdir(folder.place);
    expect(await codeOf(tokenOf(amir, folder.id))).toBe("gone");
    const below = await storedFile("plain/one.bin/two.bin", 100, { sameAs: "none" }).catch(
      (error: unknown) => error,
    );
    // A file can't be a folder: the record is made by hand.
    expect(below).toBeInstanceOf(Error);
    const { id } = await db.softwareFile.create({
      data: { ...rowOf(file), version: "below", path: "plain/one.bin/two.bin" },
    });
    expect(await codeOf(tokenOf(amir, id))).toBe("gone");
  });

  test("is one that a link leads to, inside and outside, and one that a path leads out to", async () => {
    const outside = await mkdtemp(path.join(tmpdir(), "outside-"));
    await writeFile(path.join(outside, "secret"), Buffer.alloc(100));
    const link = await storedFile("links/link.bin", 100);
    await rename(link.place, `${link.place}.true`);
    await symlink(`${link.place}.true`, link.place);
    expect(await codeOf(tokenOf(amir, link.id))).toBe("gone");
    await rm(link.place);
    await symlink(path.join(outside, "secret"), link.place);
    expect(await codeOf(tokenOf(amir, link.id))).toBe("gone");
    await symlink(outside, path.join(env.storageDirectory, "links", "folder"));
    const name = path.basename(outside);
    for (const bad of [
      "links/folder/secret",
      `../${name}/secret`,
      `links/../../${name}/secret`,
      path.join(outside, "secret"),
      "links//link.bin",
    ]) {
      const data = { ...rowOf(link), version: bad, path: bad };
      const { id } = await db.softwareFile.create({ data });
      expect(await codeOf(tokenOf(amir, id)), bad).toBe("gone");
    }
    await rm(outside, { recursive: true });
  });

  test("stays one while the whole storage is away", async () => {
    const away = `${env.storageDirectory}-away`;
    const token = await tokenOf(amir);
    await rename(env.storageDirectory, away);
    expect(await codeOf(get(amir, token))).toBe("gone");
    await rename(away, env.storageDirectory);
    expect((await stat(file.place)).size).toBe(1_000_000);
  });
});

const rowOf = ({ productId, language, platform, kind, size, sha256: hash }: typeof file) => ({
  ...{ productId, language, platform, kind, size, sha256: hash },
});

test("the import takes exactly the paths that downloads open", () => {
  const column = FILES["files.csv"].columns.find(({ heading }) => heading === "PATH");
  for (const one of [
    ...["a", "a/b.zip", "日本/ファイル.zip", "a b/c'd.zip", ".hidden", "a/...", "x".repeat(400)],
    ...["", "/a", "a/", "a//b", ".", "..", "a/../b", "a/./b", "../a", "a\\b", "c:a", "a\u0000b"],
    ...["a\nb", "x".repeat(401), "~/a"],
  ]) {
    expect(Array.isArray(column?.read(one)), JSON.stringify(one)).toBe(isStoragePath(one));
  }
});

test("the demo's files are there, with the size and checksum that are shown, and open as archives", async () => {
  const rows = (await all(dana, { search: "LDG" })).flatMap((row) => row.file ?? []);
  expect(rows.length).toBeGreaterThan(0);
  for (const { size, sha256: hex, path: below } of rows) {
    const { id } = await db.softwareFile.findFirstOrThrow({ where: { path: below } });
    const content = await bytesOf(await get(dana, await tokenOf(dana, id)));
    expect([content.length, Buffer.from(sha256(content)).toString("hex")]).toEqual([size, hex]);
    expect(content.subarray(0, 4).toString("latin1")).toBe("PK\x03\x04");
    expect(content.readUInt32LE(content.length - 22)).toBe(0x06054b50);
  }
});
