import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { erasePersonal } from "../lib/audit/erase-personal";
import { exportTrail } from "../lib/audit/export-trail";
import { recordEvent } from "../lib/audit/record-event";
import { sealTrail } from "../lib/audit/seal-trail";
import {
  type ChainReport,
  type KnownLink,
  unsealedTail,
  verifyTrail,
} from "../lib/audit/verify-trail";
import { auditVerify } from "../lib/cli/audit-verify";
import { db, pool } from "../lib/db/client";
import { transaction } from "../lib/db/transaction";
import { inviteUser } from "../lib/invitations/invite-user";
import { SYSTEM, type MemberActor } from "../lib/policy/actor";
import { CONTOSO, FABRIKAM } from "./world";
import {
  actorOf,
  codeOf,
  count,
  HOUR,
  inviteInput,
  later,
  newAddress,
  NOW,
  repeat,
  times,
} from "./factories";
import { haveWorld } from "./setup/world";

let dana: MemberActor;
let ravi: MemberActor;

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
  ravi = await actorOf("ravi.menon@fabrikam.com", FABRIKAM);
});

async function verified(account?: string, known: KnownLink[] = []): Promise<ChainReport[]> {
  const reports: ChainReport[] = [];
  for await (const report of verifyTrail(account, known)) reports.push(report);
  return reports;
}

const brokenOf = async (account: string) => (await verified(account))[0]?.broken ?? null;
const allHold = async () => (await verified()).every(({ broken }) => broken === null);

/** Runs statements as whoever may drop the trigger, looks, and takes everything back. */
async function tampered<T>(sql: string, values: unknown[], look: () => Promise<T>): Promise<T> {
  const rows = (await pool.query(`SELECT * FROM "AuditEvent"`)).rows.length;
  await pool.query(`CREATE TABLE "kept" AS SELECT * FROM "AuditEvent"`);
  await pool.query(`CREATE TABLE "kept_personal" AS SELECT * FROM "AuditPersonal"`);
  const byHand = async (...statements: [string, unknown[]?][]) => {
    const client = await pool.connect();
    try {
      // Neither our trigger nor the foreign keys hold a superuser back who says this.
      await client.query("SET session_replication_role = replica");
      for (const [text, bound] of statements) await client.query(text, bound);
    } finally {
      await client.query("RESET session_replication_role");
      client.release();
    }
  };
  try {
    await byHand([sql, values]);
    return await look();
  } finally {
    await byHand(
      [`DELETE FROM "AuditEvent"`],
      [`DELETE FROM "AuditPersonal"`],
      [`INSERT INTO "AuditEvent" SELECT * FROM "kept"`],
      [`INSERT INTO "AuditPersonal" SELECT * FROM "kept_personal"`],
      [`DROP TABLE "kept", "kept_personal"`],
    );
    expect(await db.auditEvent.count()).toBe(rows);
  }
}

/** An event in the middle of Contoso's chain. */
async function middle() {
  const events = await db.auditEvent.findMany({
    where: { purchasingAccountId: dana.purchasingAccountId, chainSeq: { not: null } },
    orderBy: { chainSeq: "asc" },
  });
  const event = events[Math.floor(events.length / 2)];
  if (!event) throw new Error("Contoso has no chain");
  return event;
}

describe("sealing", () => {
  test("gives every event its place, account by account and without gaps, and again does nothing", async () => {
    const total = await db.auditEvent.count();
    expect(await sealTrail()).toBe(total);
    expect(await sealTrail()).toBe(0);
    expect(await unsealedTail()).toEqual({ count: 0, since: null });
    const reports = await verified();
    expect(reports.every(({ broken }) => broken === null)).toBe(true);
    expect(reports.reduce((sum, { events }) => sum + events, 0)).toBe(total);
    const accounts = reports.map(({ accountNumber }) => accountNumber);
    expect(accounts).toEqual(expect.arrayContaining(["PA-0048213", "PA-0051977", null]));
    for (const { chainSeq, events } of reports) expect(chainSeq).toBe(String(events));
  });

  test("of more than one batch, by two at once, seals each event once", async () => {
    const many = count(2_500, 25_000);
    await pool.query(
      `INSERT INTO "AuditEvent" ("purchasingAccountId", "at", "actorKind", "action", "objectKind", "objectId", "data")
       SELECT CASE n % 3 WHEN 0 THEN $2::uuid WHEN 1 THEN $3::uuid END, $1, 'SYSTEM', 'invitation.reminded', 'invitation',
         gen_random_uuid(), jsonb_build_object('n', n) FROM generate_series(1, ${many}) n`,
      [NOW, dana.purchasingAccountId, ravi.purchasingAccountId],
    );
    const [one, two, three] = await Promise.all([sealTrail(), sealTrail(), sealTrail()]);
    expect(one + two + three).toBe(many);
    expect(await allHold()).toBe(true);
  });

  test("goes on while people work, and what committed in the meantime is sealed after", async () => {
    const work = times(count(20, 200)).map((index) =>
      inviteUser(index % 2 ? dana : ravi, inviteInput(newAddress()), later(index)),
    );
    const sealers = repeat(5, sealTrail);
    await Promise.all([...work, sealers]);
    await sealTrail();
    expect((await unsealedTail()).count).toBe(0);
    expect(await allHold()).toBe(true);
  });

  test("an event that commits late, with a smaller number than a sealed one, comes after it", async () => {
    const event = (action: string) => ({
      action,
      object: { kind: "membership", id: dana.membershipId },
      purchasingAccountId: dana.purchasingAccountId,
    });
    await transaction(async (tx) => {
      await recordEvent(tx, SYSTEM, NOW, event("invitation.held"));
      // Another connection: it has the higher number and commits first.
      await transaction((other) => recordEvent(other, SYSTEM, NOW, event("invitation.expired")));
      await sealTrail();
    });
    await sealTrail();
    const [last, before] = await db.auditEvent.findMany({
      where: { purchasingAccountId: dana.purchasingAccountId },
      orderBy: { chainSeq: "desc" },
      take: 2,
    });
    expect([before?.action, last?.action]).toEqual(["invitation.expired", "invitation.held"]);
    expect(before && last && before.id > last.id).toBe(true);
    expect(await allHold()).toBe(true);
  });

  test("events that aren't sealed are counted, with the oldest one's time", async () => {
    await inviteUser(ravi, inviteInput(newAddress()), later(HOUR));
    expect(await unsealedTail(ravi.purchasingAccountId)).toEqual({ count: 1, since: later(HOUR) });
    expect((await unsealedTail(dana.purchasingAccountId)).count).toBe(0);
    await sealTrail();
  });
});

describe("what somebody with the database's own rights does by hand is found and named", () => {
  test.each([
    ["a flipped byte of an event's data", `"data" = jsonb_set("data", '{membershipId}', '"x"')`],
    ["another time", `"at" = "at" + interval '1 millisecond'`],
    ["another actor", `"actorId" = '${randomUUID()}'`],
    ["another action", `"action" = 'invitation.revoked2'`],
    ["another origin", `"addressBlock" = '192.0.2.1'`],
    ["a flipped byte of the hash", `"hash" = set_byte("hash", 7, get_byte("hash", 7) # 1)`],
  ])("%s", async (_what, change) => {
    const { id, chainSeq } = await middle();
    const broken = await tampered(`UPDATE "AuditEvent" SET ${change} WHERE "id" = $1`, [id], () =>
      brokenOf(dana.purchasingAccountId),
    );
    expect(broken).toEqual({ eventId: String(id), chainSeq: String(chainSeq), what: "hash" });
    expect(await allHold()).toBe(true);
  });

  test("a deleted event", async () => {
    const { id, chainSeq } = await middle();
    const broken = await tampered(`DELETE FROM "AuditEvent" WHERE "id" = $1`, [id], () =>
      brokenOf(dana.purchasingAccountId),
    );
    expect(broken).toMatchObject({ chainSeq: String((chainSeq ?? 0n) + 1n), what: "missing" });
  });

  test("an event moved to another account, in both chains", async () => {
    const { id } = await middle();
    const sql = `UPDATE "AuditEvent" SET "purchasingAccountId" = $2, "chainSeq" = 9999999 WHERE "id" = $1`;
    await tampered(sql, [id, ravi.purchasingAccountId], async () => {
      expect((await brokenOf(dana.purchasingAccountId))?.what).toBe("missing");
      expect((await brokenOf(ravi.purchasingAccountId))?.what).toBe("missing");
    });
  });

  test("other names or addresses beside an event", async () => {
    const { eventId } = await db.auditPersonal.findFirstOrThrow({
      where: { event: { purchasingAccountId: dana.purchasingAccountId } },
    });
    const sql = `UPDATE "AuditPersonal" SET "after" = '{"email": "mallory@contoso.com"}' WHERE "eventId" = $1`;
    const broken = await tampered(sql, [eventId], () => brokenOf(dana.purchasingAccountId));
    expect(broken).toMatchObject({ eventId: String(eventId), what: "personal" });
    const gone = `DELETE FROM "AuditPersonal" WHERE "eventId" = $1`;
    const without = await tampered(gone, [eventId], () => brokenOf(dana.purchasingAccountId));
    expect(without).toMatchObject({ eventId: String(eventId), what: "hash" });
  });

  test("the end of a chain cut off, or the whole chain, by a link that was noted elsewhere", async () => {
    const [head] = await verified(dana.purchasingAccountId);
    if (!head) throw new Error("no chain");
    const { hash, ...rest } = head;
    expect((await verified(dana.purchasingAccountId, [head]))[0]?.broken).toBeNull();
    const cut = `DELETE FROM "AuditEvent" WHERE "purchasingAccountId" = $1 AND "chainSeq" > $2`;
    for (const left of [3, 0]) {
      const [report] = await tampered(cut, [dana.purchasingAccountId, left], () =>
        verified(dana.purchasingAccountId, [head]),
      );
      expect(report?.broken).toEqual({ eventId: null, chainSeq: rest.chainSeq, what: "missing" });
    }
    const other = { ...rest, hash: hash.replace(/./g, "0") };
    const [differs] = await verified(dana.purchasingAccountId, [other]);
    expect(differs?.broken).toMatchObject({ chainSeq: rest.chainSeq, what: "known" });
  });

  test("a break in one account says nothing about another's chain", async () => {
    const { id } = await middle();
    const sql = `UPDATE "AuditEvent" SET "action" = 'x' WHERE "id" = $1`;
    await tampered(sql, [id], async () => {
      const broken = (await verified()).filter((report) => report.broken !== null);
      expect(broken.map(({ accountNumber }) => accountNumber)).toEqual(["PA-0048213"]);
      expect(await brokenOf(ravi.purchasingAccountId)).toBeNull();
    });
  });
});

test("the command says 0 while all holds, 1 with the event's number when not, also against noted links", async () => {
  const said: string[] = [];
  const log = vi.spyOn(console, "log").mockImplementation((line: string) => void said.push(line));
  const heads = path.join(tmpdir(), `heads-${randomUUID()}.json`);
  try {
    expect(await auditVerify.run(["--heads", heads])).toBe(0);
    expect(JSON.parse(await readFile(heads, "utf8"))).toHaveLength((await verified()).length);
    expect(await auditVerify.run(["--against", heads, "--account", CONTOSO])).toBe(0);
    const { id } = await middle();
    const sql = `UPDATE "AuditEvent" SET "hash" = set_byte("hash", 0, get_byte("hash", 0) # 1) WHERE "id" = $1`;
    expect(await tampered(sql, [id], () => auditVerify.run([]))).toBe(1);
    expect(said.join("\n")).toMatch(new RegExp(`BROKEN +PA-0048213: event ${id}, `));
    const cut = `DELETE FROM "AuditEvent" WHERE "purchasingAccountId" = $1 AND "chainSeq" > 2`;
    const against = () => auditVerify.run(["--against", heads, "--json"]);
    expect(await tampered(cut, [ravi.purchasingAccountId], against)).toBe(1);
  } finally {
    log.mockRestore();
  }
});

describe("erasure", () => {
  test("takes names and addresses away, leaves the events and the chain whole, and is recorded", async () => {
    const email = newAddress("forget.me");
    await inviteUser(dana, inviteInput(email), NOW);
    await inviteUser(ravi, inviteInput(email.toUpperCase()), NOW);
    const others = await db.auditPersonal.count({ where: { salt: { not: new Uint8Array() } } });
    await sealTrail();
    expect(await erasePersonal(SYSTEM, { email }, later(1))).toEqual({ erased: 2 });
    const left = await pool.query(
      `SELECT * FROM "AuditPersonal" WHERE lower("before"::text || ' ' || "after"::text) LIKE $1`,
      [`%${email}%`],
    );
    expect(left.rows).toEqual([]);
    const kept = await db.auditPersonal.count({ where: { salt: { not: new Uint8Array() } } });
    expect(kept).toBe(others - 2);
    const recorded = await db.auditEvent.findMany({ where: { action: "trail.erased" } });
    expect(recorded.map(({ purchasingAccountId }) => purchasingAccountId).sort()).toEqual(
      [dana.purchasingAccountId, ravi.purchasingAccountId].sort(),
    );
    expect(JSON.stringify(recorded.map(({ data }) => data))).not.toContain("forget");
    await sealTrail();
    expect(await allHold()).toBe(true);
    expect(await erasePersonal(SYSTEM, { email }, later(2))).toEqual({ erased: 0 });
  });

  test("leaves nothing with which a guessed address could be confirmed", async () => {
    const rows = await db.auditPersonal.findMany({ where: { salt: new Uint8Array() } });
    expect(rows.length).toBeGreaterThan(0);
    for (const { before, after } of rows) expect([before, after]).toEqual([null, null]);
  });

  test("is the vendor's only", async () => {
    expect(await codeOf(erasePersonal(dana, { email: "tom.baker@contoso.com" }, NOW))).toBe(
      "forbidden",
    );
  });
});

test("an export holds every event of the account in its days and no other, one JSON object a line", async () => {
  const lines: string[] = [];
  for await (const line of exportTrail({
    purchasingAccountId: ravi.purchasingAccountId,
    from: later(HOUR - 1),
    until: later(HOUR + 1),
  })) {
    lines.push(line);
  }
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? "")).toMatchObject({
    action: "invitation.sent",
    accountNumber: "PA-0051977",
    at: later(HOUR).toISOString(),
    hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string,
    personal: { salt: expect.stringMatching(/^[0-9a-f]{64}$/) as string },
  });
});
