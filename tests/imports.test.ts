import { parse } from "csv-parse/sync";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { db, pool } from "../lib/db/client";
import { cancelImport } from "../lib/imports/cancel-import";
import { checkImport } from "../lib/imports/check-import";
import { listImports } from "../lib/imports/list-imports";
import { readImport } from "../lib/imports/read-import";
import { resultFile, templateFile } from "../lib/imports/result-file";
import { runImport } from "../lib/imports/run-import";
import { startImport } from "../lib/imports/start-import";
import { inviteUser } from "../lib/invitations/invite-user";
import { revokeInvitation } from "../lib/invitations/revoke-invitation";
import type { Actor, MemberActor } from "../lib/policy/actor";
import { ROLES } from "../lib/policy/roles";
import { CONTOSO, FABRIKAM } from "./world";
import {
  actorOf,
  codeOf,
  count,
  dump,
  EXAMINE,
  invitationOf,
  inviteInput,
  later,
  letIn,
  mailsTo,
  newAddress,
  NOW,
  refusal,
  times,
  together,
} from "./factories";
import { haveWorld } from "./setup/world";

const HEADING = "EMAIL ADDRESS,FIRST NAME,LAST NAME,PREFERRED LANGUAGE,COUNTRY/REGION,ROLE";

let dana: MemberActor;
let uwe: MemberActor;
let ravi: MemberActor;

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
  uwe = await actorOf("uwe.schneider@contoso.de", CONTOSO);
  ravi = await actorOf("ravi.menon@fabrikam.com", FABRIKAM);
});

// One import runs in an account: each test begins without.
beforeEach(() => pool.query(`UPDATE "ImportRun" SET "state" = 'DONE' WHERE "state" = 'RUNNING'`));

const line = (email: string, roles = "Account Viewer") => `${email},Ana,Silva,en,US,${roles}`;

async function check(actor: Actor, lines: readonly string[], heading = HEADING, now = NOW) {
  const bytes = [Buffer.from([heading, ...lines].join("\r\n"))];
  const upload = {
    fileName: "people.csv",
    bytes: (async function* () {
      yield* bytes;
    })(),
  };
  const { importId } = await checkImport(actor, upload, now);
  return importId;
}

/** What the worker does: one job after the other, as long as there is one. */
async function work(importId: string, now = NOW): Promise<void> {
  const running = () => db.importRun.count({ where: { id: importId, state: "RUNNING" } });
  while ((await running()) > 0) await runImport(importId, now);
}

async function importLines(actor: MemberActor, lines: readonly string[], now = NOW) {
  const importId = await check(actor, lines, HEADING, now);
  await startImport(actor, { importId }, now);
  await work(importId, now);
  return readImport(actor, importId);
}

async function resultOf(actor: Actor, importId: string): Promise<string[][]> {
  const { text } = await resultFile(actor, importId);
  let all = "";
  for await (const part of text) all += part;
  return parse(all, { bom: true });
}

/** The outcome and the reason of each row. */
const outcomesOf = async (importId: string) =>
  (await resultOf(dana, importId)).slice(1).map((cells) => cells.slice(-2));

describe("the dry run", () => {
  test("says what each row would do, and changes nothing but itself", async () => {
    const before = (await dump()).filter((row) => !row.startsWith("Import"));
    const twice = newAddress();
    const importId = await check(dana, [
      line(newAddress()),
      line(twice),
      line(twice.toUpperCase()),
      line("tom.baker@contoso.com"),
      line("keiko.tanaka@contoso.co.jp"),
      line("dana.kowalski@contoso.com"),
      "not an address,,Silva,Klingon,Atlantis,Owner",
      `${line(newAddress())},one too many`,
    ]);
    const { counts, mistakes, total } = await readImport(dana, importId);
    expect({ ...counts, total }).toMatchObject({ total: 8, open: 8, wrong: 3, known: 3 });
    const said = mistakes.map(({ rowNo, reasons }) => [
      rowNo,
      ...reasons.map(({ column, key }) => `${column} ${key}`).sort(),
    ]);
    expect(said).toEqual([
      [4, "email importDuplicate"],
      [
        8,
        "country importCountryUnknown",
        "email emailOneOnly",
        "firstName required",
        "language importLanguageUnknown",
        "roles importRoleUnknown",
      ],
      [9, "null importTooManyCells"],
    ]);
    expect((await dump()).filter((row) => !row.startsWith("Import"))).toEqual(before);
  });

  test("takes the place of the file that was checked before and never started", async () => {
    const first = await check(dana, [line(newAddress())]);
    await check(uwe, [line(newAddress())]);
    const second = await check(dana, [line(newAddress())]);
    expect((await refusal(readImport(dana, first))).code).toBe("notFound");
    expect((await readImport(dana, second)).state).toBe("CHECKED");
  });

  test("refuses a file without rows, without a column, and one that is empty", async () => {
    expect((await refusal(check(dana, []))).key).toBe("importNoRows");
    expect((await refusal(check(dana, [], ""))).key).toBe("importNoRows");
    expect((await refusal(check(dana, [line("a@b.c")], "EMAIL,ROLE"))).key).toBe(
      "importColumnsMissing",
    );
  });

  test("of a User Administrator refuses a row that makes an Account Administrator", async () => {
    const rows = [line(newAddress(), "Account Administrator"), line(newAddress())];
    const { counts } = await readImport(uwe, await check(uwe, rows));
    expect(counts.wrong).toBe(1);
  });
});

describe("an import", () => {
  test("invites as Invite Users does: membership, link, mail and trail", async () => {
    const email = newAddress();
    const view = await importLines(dana, [line(email, "Report Viewer; Account Viewer")]);
    expect(view).toMatchObject({ state: "DONE", total: 1, done: 1, refused: 0 });
    expect(view.counts.invited).toBe(1);
    const { membership, links, invitedById } = await invitationOf(email, CONTOSO);
    expect(membership).toMatchObject({
      status: "INVITED",
      roles: ["REPORT_VIEWER", "ACCOUNT_VIEWER"],
      grantedById: dana.membershipId,
    });
    expect(invitedById).toBe(dana.membershipId);
    expect(links).toHaveLength(1);
    expect(await mailsTo(email)).toHaveLength(1);
    const events = await db.auditEvent.findMany({
      where: { objectId: view.id },
      orderBy: { id: "asc" },
    });
    expect(events.map(({ action }) => action)).toEqual(["import.started", "import.done"]);
  });

  test("does everybody else's row when the database itself doesn't take one", async () => {
    const emails = times(5).map(() => newAddress());
    await pool.query(`ALTER TABLE "Membership" ADD CONSTRAINT "noSuchPerson"
      CHECK ("emailKey" <> '${emails[2]}') NOT VALID`);
    const importId = await check(
      dana,
      emails.map((email) => line(email)),
    );
    await startImport(dana, { importId }, NOW);
    await expect(runImport(importId, NOW)).rejects.toThrow();
    expect((await readImport(dana, importId)).counts).toMatchObject({ invited: 4, open: 1 });
    await pool.query(`ALTER TABLE "Membership" DROP CONSTRAINT "noSuchPerson"`);
    await work(importId);
    expect((await readImport(dana, importId)).counts).toMatchObject({ invited: 5, open: 0 });
  });

  test("is harmless the second time: whoever is here stays as they are", async () => {
    const lines = times(30).map(() => line(newAddress()));
    expect((await importLines(dana, lines)).counts.invited).toBe(30);
    const own = /^(Import|AuditEvent|AuditPersonal)/;
    const before = (await dump()).filter((row) => !own.test(row));
    const again = await importLines(
      dana,
      lines.map((text) => text.replace("Account Viewer", "Account Administrator")),
    );
    expect(again.counts).toMatchObject({ invited: 0, unchanged: 30, refused: 0 });
    expect((await dump()).filter((row) => !own.test(row))).toEqual(before);
  });

  test("leaves out what the dry run found, and decides anew about everybody else", async () => {
    const [meanwhile, withdrawn, fresh] = [newAddress(), newAddress(), newAddress()];
    await inviteUser(dana, inviteInput(withdrawn), NOW);
    const importId = await check(dana, [
      line(meanwhile),
      line(withdrawn),
      line(fresh),
      line(fresh),
      line("x@gmail.com"),
    ]);
    await inviteUser(dana, inviteInput(meanwhile), NOW);
    const { id } = await invitationOf(withdrawn, CONTOSO);
    await revokeInvitation(dana, { invitationId: id }, NOW);
    await startImport(dana, { importId }, NOW);
    await work(importId);
    const outcomes = await outcomesOf(importId);
    expect(outcomes.map(([outcome]) => outcome)).toEqual([
      "UNCHANGED",
      "INVITED",
      "INVITED",
      "REFUSED",
      "REFUSED",
    ]);
    expect(outcomes[3]?.[1]).toBe("EMAIL ADDRESS: This address stands in row 4 already.");
  });

  test("of one file runs once, however often it is started at once", async () => {
    const importId = await check(dana, [line(newAddress())]);
    const { done, refused } = await together(
      times(8).map(() => () => startImport(dana, { importId }, NOW)),
    );
    expect(done).toHaveLength(1);
    expect(new Set(refused)).toEqual(new Set(["conflict importStarted"]));
  });

  test("is the only one in its account, however many are started at once", async () => {
    const mine = await check(dana, [line(newAddress())]);
    const others = await check(uwe, [line(newAddress())]);
    const foreign = await check(ravi, [line("ana@fabrikam.com")]);
    const { done, refused } = await together([
      () => startImport(dana, { importId: mine }, NOW),
      () => startImport(uwe, { importId: others }, NOW),
      () => startImport(ravi, { importId: foreign }, NOW),
    ]);
    expect(done).toHaveLength(2);
    expect(refused).toEqual(["conflict importRunning"]);
  });

  test("does no row twice, however many jobs work on it at once", async () => {
    const emails = times(count(60, 600)).map(() => newAddress());
    const importId = await check(
      dana,
      emails.map((email) => line(email)),
    );
    await startImport(dana, { importId }, NOW);
    await Promise.all(times(3).map(() => work(importId)));
    expect((await readImport(dana, importId)).counts.invited).toBe(emails.length);
    for (const where of [{ emailKey: { in: emails } }]) {
      expect(await db.membership.count({ where })).toBe(emails.length);
    }
    const mails = await db.emailMessage.findMany({ where: { toKey: { in: emails } } });
    expect(mails.map(({ toKey }) => toKey).sort()).toEqual([...emails].sort());
    const ends = { objectId: importId, action: "import.done" };
    expect(await db.auditEvent.count({ where: ends })).toBe(1);
  });

  test("has one waiting job, which isn't behind the mails", async () => {
    await pool.query("DELETE FROM graphile_worker._private_jobs");
    const importId = await check(
      dana,
      times(410).map(() => line(newAddress())),
    );
    await startImport(dana, { importId }, NOW);
    await runImport(importId, NOW);
    await runImport(importId, NOW);
    const { rows } = await pool.query<{ priority: number }>(
      "SELECT priority FROM graphile_worker.jobs WHERE task_identifier = 'runImport'",
    );
    expect(rows).toEqual([{ priority: -1 }]);
    await cancelImport(dana, { importId }, NOW);
    expect((await readImport(dana, importId)).counts).toMatchObject({ invited: 400, refused: 10 });
  });
});

describe("an import stops in words", () => {
  const lines = () => times(210).map(() => line(newAddress()));

  async function begun(actor: MemberActor) {
    const importId = await check(actor, lines());
    await startImport(actor, { importId }, NOW);
    await runImport(importId, NOW);
    return importId;
  }

  test.each([
    ["removed", { status: "REMOVED" }, "importImporterGone"],
    ["disabled", { status: "DISABLED" }, "importImporterGone"],
    ["demoted", { roles: ["ACCOUNT_MANAGER"] }, "importImporterMayNot"],
  ] as const)("as soon as its importer is %s", async (_, data, key) => {
    const importer = await letIn(dana, CONTOSO, ["USER_ADMINISTRATOR"]);
    const importId = await begun(importer);
    const { roles = importer.roles, ...more } = { roles: importer.roles, ...data };
    await db.membership.update({
      where: { id: importer.membershipId },
      data: { ...more, roles: [...roles] },
    });
    await work(importId);
    const view = await readImport(dana, importId);
    expect(view).toMatchObject({ state: "CANCELLED", stoppedBecause: { key } });
    expect(view.counts).toMatchObject({ invited: 200, refused: 10, open: 0 });
  });

  test("for the row whose roles its importer may no longer assign", async () => {
    const importer = await letIn(dana, CONTOSO, ["ACCOUNT_ADMINISTRATOR"]);
    const rows = [line(newAddress(), "Account Administrator"), line(newAddress())];
    const importId = await check(importer, rows);
    await startImport(importer, { importId }, NOW);
    await db.membership.update({
      where: { id: importer.membershipId },
      data: { roles: ["USER_ADMINISTRATOR"] },
    });
    await work(importId);
    expect((await outcomesOf(importId)).map(([outcome]) => outcome)).toEqual([
      "REFUSED",
      "INVITED",
    ]);
  });

  test("when somebody stops it, and rows that are being done keep their outcome", async () => {
    const importId = await check(dana, lines());
    await startImport(dana, { importId }, NOW);
    const [, stopped] = await Promise.all([
      work(importId),
      new Promise((resolve) => setTimeout(resolve, 200)).then(() =>
        cancelImport(uwe, { importId }, NOW),
      ),
    ]);
    expect(stopped).toBeUndefined();
    const { counts, state, stoppedBecause } = await readImport(dana, importId);
    expect([state, stoppedBecause?.key]).toEqual(["CANCELLED", "importStopped"]);
    expect(counts.invited + counts.refused).toBe(210);
    const emails = (await resultOf(dana, importId)).slice(1).map(([email = ""]) => email);
    expect(await db.membership.count({ where: { emailKey: { in: emails } } })).toBe(counts.invited);
    expect((await refusal(cancelImport(dana, { importId }, NOW))).key).toBe("importNotRunning");
  });
});

describe("who may import", () => {
  const VERBS: [string, (actor: Actor, importId: string) => Promise<unknown>][] = [
    ["start", (actor, importId) => startImport(actor, { importId }, NOW)],
    ["stop", (actor, importId) => cancelImport(actor, { importId }, NOW)],
    ["read", readImport],
    ["take the result of", resultFile],
  ];

  test("only those who manage users check files and see imports (decision 4)", async () => {
    const importId = await check(dana, [line(newAddress())]);
    for (const role of ROLES) {
      const actor = await letIn(dana, CONTOSO, [role]);
      const may = role === "ACCOUNT_ADMINISTRATOR" || role === "USER_ADMINISTRATOR";
      if (may) {
        expect(await check(actor, [line(newAddress())])).toBeTruthy();
        expect(await listImports(actor)).not.toEqual([]);
        continue;
      }
      expect(await codeOf(check(actor, [line(newAddress())]))).toBe("forbidden");
      expect(await codeOf(listImports(actor))).toBe("forbidden");
      for (const [, verb] of VERBS) expect(await codeOf(verb(actor, importId))).toBe("forbidden");
    }
  });

  test.each(VERBS)("nobody can %s an import of another account", async (_, verb) => {
    const importId = await check(dana, [line(newAddress())]);
    const before = await dump();
    expect(await codeOf(verb(ravi, importId))).toBe("notFound");
    expect(await dump()).toEqual(before);
    expect((await listImports(ravi)).map(({ id }) => id)).not.toContain(importId);
  });

  test("a file is checked against its own account only", async () => {
    const importId = await check(ravi, [line("tom.baker@contoso.com")]);
    expect((await readImport(ravi, importId)).counts).toMatchObject({ known: 0, wrong: 0 });
  });

  test("only who uploaded a file starts it", async () => {
    const importId = await check(dana, [line(newAddress())]);
    expect((await refusal(startImport(uwe, { importId }, NOW))).key).toBe("importNotYours");
  });

  test("nobody starts one under an agreement that is over", async () => {
    const importId = await check(dana, [line(newAddress())]);
    await db.agreement.updateMany({ data: { status: "TERMINATED" } });
    expect((await refusal(startImport(dana, { importId }, NOW))).key).toBe("agreementOver");
    await db.agreement.updateMany({ data: { status: "ACTIVE" } });
  });
});

describe("the result file", () => {
  test("has the file's known columns in its order, with the outcome and the reason of each row", async () => {
    const email = newAddress();
    const heading = "Department,role,E-MAIL,first name,Last-Name,language,country";
    const importId = await check(dana, [`Sales,Account Viewer,${email},Ana,Silva,en,US`], heading);
    await startImport(dana, { importId }, NOW);
    await work(importId);
    expect(await resultOf(dana, importId)).toEqual([
      [...heading.split(",").slice(1), "OUTCOME", "REASON"],
      ["Account Viewer", email, "Ana", "Silva", "en", "US", "INVITED", ""],
    ]);
  });

  test("reopened with csv-parse has no cell that a spreadsheet would compute", async () => {
    const evil = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1+1", "＠x"];
    const lines = evil.map((cell) => {
      const quoted = `"${cell}"`;
      return [quoted, quoted, quoted, quoted, quoted, quoted].join(",");
    });
    lines.push('"=HYPERLINK(1)",Ana,Silva,en,US,Account Viewer');
    const importId = await check(dana, [...lines, line(newAddress())]);
    await startImport(dana, { importId }, NOW);
    await work(importId);
    const cells = (await resultOf(dana, importId)).flat();
    expect(cells.filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([]);
    expect(cells.some((cell) => cell.includes("=HYPERLINK(1)"))).toBe(true);
  });

  test("and the template can be uploaded as they are", async () => {
    expect((await refusal(check(dana, [], templateFile().trim()))).key).toBe("importNoRows");
    const view = await importLines(dana, [line(newAddress()), line("x@gmail.com")]);
    const [heading = [], ...rows] = await resultOf(dana, view.id);
    const again = await check(
      dana,
      rows.map((cells) => cells.map((c) => `"${c}"`).join(",")),
      heading.join(","),
    );
    expect((await readImport(dana, again)).counts).toMatchObject({ known: 1, wrong: 1 });
  });
});

test.runIf(EXAMINE)(
  "10,000 rows are imported in less than 60 seconds",
  async () => {
    const importId = await check(
      dana,
      times(10_000).map((index) => line(`many.${index}@contoso.com`)),
    );
    await startImport(dana, { importId }, later(1));
    const started = Date.now();
    await work(importId);
    expect((await readImport(dana, importId)).counts.invited).toBe(10_000);
    expect(Date.now() - started).toBeLessThan(60_000);
    console.log(`10,000 rows in ${Date.now() - started} ms`);
  },
  300_000,
);
