import { buffer } from "node:stream/consumers";
import { parse } from "csv-parse/sync";
import { beforeAll, describe, expect, test } from "vitest";
import { EXPORT_AT_MOST, exportPeople } from "../lib/accounts/export-people";
import { peopleCsv } from "../lib/accounts/people-csv";
import type { PeopleFilters } from "../lib/accounts/people-query";
import { db, pool } from "../lib/db/client";
import type { Actor, MemberActor } from "../lib/policy/actor";
import { actorOf, agreement, codeOf, NOW, refusal, sign } from "./factories";
import { CONTOSO, FABRIKAM } from "./world";
import { haveWorld } from "./setup/world";

let dana: MemberActor;

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
});

const WORDS = {
  heading: (column: string) => column,
  role: (role: string) => role,
  status: (status: string) => status,
};

type Row = Record<string, string>;

async function fileOf(actor: Actor, filters: PeopleFilters = {}): Promise<string> {
  const bytes = await buffer(peopleCsv(await exportPeople(actor, filters, NOW), WORDS));
  return bytes.toString("utf8");
}

const reopened = async (actor: Actor, filters: PeopleFilters = {}) =>
  parse<Row>(await fileOf(actor, filters), { bom: true, columns: true });

/** As no form would take it: what a row holds comes out of the file as it went in, and nothing more. */
async function named(firstName: string, lastName: string, email: string) {
  await db.membership.create({
    data: {
      purchasingAccountId: dana.purchasingAccountId,
      email,
      emailKey: email,
      firstName,
      lastName,
      language: "de",
      country: "DE",
      roles: ["REPORT_VIEWER", "ACCOUNT_VIEWER"],
      status: "INVITED",
      sortName: "hostile",
      searchText: `hostile ${email}`,
      createdAt: NOW,
    },
  });
}

describe("the exported file", () => {
  test("holds the columns of the list, in UTF-8 that spreadsheets recognize", async () => {
    const file = await fileOf(dana, { search: "tom.baker" });
    expect(file.startsWith("\uFEFF")).toBe(true);
    expect(file.split("\r\n")[0]?.slice(1)).toBe(
      "email,firstName,lastName,roles,status,language,country,added,lastVisit",
    );
    const [tom] = await reopened(dana, { search: "tom.baker" });
    expect(tom).toMatchObject({
      email: "tom.baker@contoso.com",
      firstName: "Tom",
      lastName: "Baker",
      status: "ACTIVE",
      added: "2026-11-24T09:00:00Z",
    });
  });

  test("has no cell that a spreadsheet would compute", async () => {
    const dangerous = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1", "＋1", "－1", "＠1"];
    for (const [at, cell] of dangerous.entries()) {
      await named(cell, cell, `${cell.trim()}${at}@formula.example`);
    }
    const rows = await reopened(dana, { search: "formula.example" });
    expect(rows).toHaveLength(dangerous.length);
    const cells = rows.flatMap((row) => Object.values(row));
    expect(cells.filter((cell) => /^[=+\-@\t\r＝＋－＠]/.test(cell))).toEqual([]);
    expect(cells).toContain("'=1+1");
  });

  test("keeps quotes, commas, line breaks and every script inside their cells", async () => {
    const names = [
      'Ro"bin", "x',
      "Zeile\r\nzwei",
      "nur\rCR",
      "a;b,c",
      "東京",
      "O'Neil",
      '"',
      "عمر",
    ];
    for (const [at, name] of names.entries()) await named(name, "x", `${at}@quotes.example`);
    const rows = await reopened(dana, { search: "quotes.example" });
    expect(rows.map(({ firstName }) => firstName).sort()).toEqual([...names].sort());
    expect(rows.every(({ roles }) => roles === "REPORT_VIEWER, ACCOUNT_VIEWER")).toBe(true);
  });

  test("holds its heading when nobody matches", async () => {
    const file = await fileOf(dana, { search: "nobody at all" });
    expect(file).toMatch(/^\uFEFFemail,[^\n]*\r\n$/);
  });
});

describe("an export", () => {
  test("holds everybody of the account once whom the filters leave, and nobody else", async () => {
    await pool.query(
      `INSERT INTO "Membership" ("id", "purchasingAccountId", "email", "emailKey", "firstName", "lastName",
         "language", "country", "roles", "status", "sortName", "searchText", "createdAt")
       SELECT gen_random_uuid(), a."id", e, e, 'Kim', 'Akers', 'en', (ARRAY['US','JP'])[1 + n % 2],
         ARRAY['ACCOUNT_VIEWER']::"Role"[], (ARRAY['INVITED','REMOVED','INVITED'])[1 + n % 3]::"MembershipStatus",
         'akers kim' || n % 7, e, $1
       FROM "PurchasingAccount" a, generate_series(1, 6000) n, LATERAL (SELECT 'many' || n || '@x.example' AS e) x
       WHERE a."numberKey" IN ($2, $3)`,
      [NOW, CONTOSO, FABRIKAM],
    );
    const { purchasingAccountId } = dana;
    const all = await db.membership.findMany({ where: { purchasingAccountId } });
    const here = all.filter(({ status }) => status !== "REMOVED");
    for (const [filters, due] of [
      [{}, here],
      [{ country: "JP" }, here.filter(({ country }) => country === "JP")],
      [{ status: "REMOVED" }, all.filter(({ status }) => status === "REMOVED")],
      [{ search: "many" }, here.filter(({ searchText }) => searchText.includes("many"))],
    ] as const) {
      const found = (await reopened(dana, filters)).map(({ email = "" }) =>
        email.replace(/^'/, ""),
      );
      expect(due.length).toBeGreaterThan(1000);
      expect(found.sort()).toEqual(due.map(({ email }) => email).sort());
    }
  });

  test("is for those who manage users; others are refused and nothing is recorded", async () => {
    const before = await db.auditEvent.count();
    for (const email of ["mei.lin", "amir.haddad", "tom.baker"]) {
      const actor = await actorOf(`${email}@contoso.com`, CONTOSO);
      expect(await codeOf(exportPeople(actor, {}, NOW))).toBe("forbidden");
    }
    expect(await codeOf(exportPeople({ kind: "operator", userId: dana.userId }, {}, NOW))).toBe(
      "forbidden",
    );
    expect(await db.auditEvent.count()).toBe(before);
  });

  test("is in the trail with its filters, but without what was searched for", async () => {
    await exportPeople(dana, { search: "tom.baker", role: "ACCOUNT_VIEWER" }, NOW);
    const event = await db.auditEvent.findFirstOrThrow({ orderBy: { id: "desc" } });
    expect(event).toMatchObject({
      action: "people.exported",
      actorId: dana.membershipId,
      purchasingAccountId: dana.purchasingAccountId,
      data: { searched: true, role: "ACCOUNT_VIEWER" },
    });
    expect(JSON.stringify(event.data)).not.toContain("tom");
  });

  test("of more than 100,000 people is refused in words", async () => {
    await sign(agreement("PAHUGE", "huge@contoso.com"));
    const { id } = await db.purchasingAccount.findUniqueOrThrow({ where: { numberKey: "PAHUGE" } });
    // Rows are made in seconds without it; nothing here needs it afterwards.
    await pool.query(`DROP INDEX "Membership_search_idx", "Membership_roles_idx"`);
    await pool.query(
      `INSERT INTO "Membership" ("id", "purchasingAccountId", "email", "emailKey", "firstName", "lastName",
         "language", "country", "roles", "status", "sortName", "searchText", "createdAt")
       SELECT gen_random_uuid(), $1, n || '@h.example', n || '@h.example', 'K', 'A', 'en', 'US',
         ARRAY['ACCOUNT_VIEWER']::"Role"[], 'INVITED', 'a k', 'k a', $2 FROM generate_series(1, $3::int) n`,
      [id, NOW, EXPORT_AT_MOST],
    );
    const admin = { ...dana, purchasingAccountId: id };
    expect(await refusal(exportPeople(admin, {}, NOW))).toMatchObject({
      code: "invalid",
      key: "exportTooLarge",
    });
    expect((await fileOf(admin, { search: "huge@contoso" })).split("\r\n")).toHaveLength(3);
  }, 120_000);
});
