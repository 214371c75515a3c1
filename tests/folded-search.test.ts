import fc from "fast-check";
import { Client } from "pg";
import { beforeAll, describe, expect, test } from "vitest";
import { listPeople } from "../lib/accounts/list-people";
import { personTexts } from "../lib/accounts/person-texts";
import { pool } from "../lib/db/client";
import { searchAccounts } from "../lib/designations/account-search";
import { foldText } from "../lib/fold-text";
import { inviteUser } from "../lib/invitations/invite-user";
import { listPartners } from "../lib/partners/list-partners";
import { SYSTEM, type MemberActor } from "../lib/policy/actor";
import { Prisma } from "../prisma/generated/client";
import { actorOf, agreement, inviteInput, NOW, samples, sign } from "./factories";
import { haveWorld } from "./setup/world";
import { CONTOSO } from "./world";

let dana: MemberActor;

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
  for (const [email, firstName, lastName] of PEOPLE) {
    await inviteUser(dana, { ...inviteInput(email), firstName, lastName }, NOW);
  }
}, 120_000);

const PEOPLE = [
  ["lukasz@contoso.com", "Łukasz", "Wójcik"],
  ["soren@contoso.com", "Søren", "Ærø"],
  ["isil@contoso.com", "Işıl", "Yıldız"],
  ["hans@contoso.com", "Hans", "Groß"],
  ["djordje@contoso.com", "Đorđe", "Ðurić"],
  ["thor@contoso.com", "Þór", "Œuvray"],
  ["s.obrien@contoso.com", "Siân", "O’Brien"],
  ["wei@contoso.com", "伟", "王"],
  ["minsu@contoso.com", "민수", "김"],
  ["li.na@contoso.com", "Na", "Li"],
] as const;

const found = async (search: string) =>
  (await listPeople(dana, { search }, NOW)).rows.map(({ email }) => email);

describe("people are found by what is typed", () => {
  test.each([
    [
      "lukasz@contoso.com",
      "Łukasz Wójcik|Wójcik Łukasz|lukasz wojcik|WOJCIK LUKASZ|wój|ukasz|wojcik lukasz@contoso.com",
    ],
    ["soren@contoso.com", "Søren|soren aero|Ærø|aero sor"],
    ["isil@contoso.com", "isil|ISIL|Işıl|yildiz|YILDIZ isil"],
    ["hans@contoso.com", "groß|gross|GROSS hans"],
    ["djordje@contoso.com", "dorde|Đorđe|duric"],
    ["thor@contoso.com", "thor|Þór|oeuvray"],
    ["s.obrien@contoso.com", "o'brien|O’Brien|obrien|sian"],
    ["wei@contoso.com", "王伟|王 伟|王"],
    ["minsu@contoso.com", "김민수|김 민수|민수"],
    ["li.na@contoso.com", "li na|na li"],
  ])("%s: %s", async (email, searches) => {
    for (const search of searches.split("|")) {
      expect([search, await found(search)]).toEqual([search, expect.arrayContaining([email])]);
    }
  });

  test("and nobody else: all words must be there", async () => {
    expect(await found("Łukasz Kowalski")).toEqual([]);
    expect(await found("wojcik lukasz@contoso.com")).toEqual(["lukasz@contoso.com"]);
    expect(await found("%%%")).toEqual([]);
  });
});

describe("accounts and partners are found the same way", () => {
  test("by the designated person, the organization and the partner", async () => {
    const file = agreement("PA-7700001", "l.wojcik@fabrikam.com");
    const record = {
      ...file,
      organization: { ...file.organization, number: "ORG-770", name: "Świętokrzyska Łąka" },
      partner: { number: "P-770", name: "Größe & Ærlig" },
      purchasingAccounts: file.purchasingAccounts.map((account) => ({
        ...account,
        administrator: { ...account.administrator, firstName: "Łukasz", lastName: "Wójcik" },
      })),
    };
    await sign(record);
    const { rows } = await pool.query<{ id: string }>(
      `SELECT "id" FROM "PurchasingAccount" WHERE "numberKey" = 'PA7700001'`,
    );
    const id = rows[0]?.id ?? "";
    const all = Prisma.sql`true`;
    for (const search of [
      "wojcik łukasz",
      "Łukasz Wójcik",
      "laka swieto",
      "grosse aerlig",
      "ærlig",
    ]) {
      expect([search, await searchAccounts(search, all, 50)]).toEqual([search, [id]]);
    }
    for (const search of ["grosse", "Größe", "aerlig größe"]) {
      const { rows: partners } = await listPartners(SYSTEM, { search });
      expect([search, partners.map(({ key }) => key)]).toEqual([search, ["P770"]]);
    }
  });
});

describe("an index answers the search for accounts", () => {
  test("by each name, in whatever order the words stand", async () => {
    const asked: { text: string; values: unknown[] }[] = [];
    const real = Reflect.get(Client.prototype, "query") as (...args: unknown[]) => unknown;
    // What is really sent: the query is watched, not replaced.
    Client.prototype.query = function (this: Client, ...args: unknown[]) {
      const [config, values] = args as [string | { text?: string; values?: unknown[] }, unknown[]];
      if (typeof config !== "string") {
        asked.push({ text: config.text ?? "", values: config.values ?? values });
      }
      return real.apply(this, args);
    } as typeof Client.prototype.query;
    try {
      await searchAccounts("wojcik łukasz", Prisma.sql`true`, 50);
    } finally {
      Client.prototype.query = real as typeof Client.prototype.query;
    }
    const search = asked.find(({ text }) => text.includes("fold_text"));
    const client = await pool.connect();
    try {
      // The test's tables are so small that reading them whole is cheaper.
      await client.query(`BEGIN; SET LOCAL enable_seqscan = off; SET LOCAL enable_indexscan = off;
        DROP INDEX "Designation_current_key"`);
      const { rows } = await client.query(`EXPLAIN ${search?.text ?? ""}`, search?.values);
      const used = JSON.stringify(rows).match(/\w+_fold_idx/g) ?? [];
      expect(used.sort()).toEqual([
        ...["Designation_fold_idx", "Organization_fold_idx", "Partner_fold_idx"],
      ]);
    } finally {
      await client.query("ROLLBACK");
      client.release();
    }
  });
});

describe("fold_text", () => {
  const letters = [
    ..."łøıđðħŧŋĸəɛɔɓɗɖƙƴƒƶɨςکیىةٱ‐–ßæœþŁØİIÆŒÞẞΣάéñ'’ʼ`ـ가김王伟がガ\u200c\u0301 \t",
  ];
  const text = fc.oneof(
    fc.string({ unit: fc.constantFrom(...letters), maxLength: 30 }),
    fc.string({ unit: "grapheme", maxLength: 30 }),
  );

  test("of the database says what foldText says, so that rows and patterns agree", async () => {
    const typed = fc
      .sample(text, samples(2_000, 20_000))
      .map((sample) => sample.replaceAll("\0", ""));
    const { rows } = await pool.query<{ typed: string; folded: string }>(
      "SELECT typed, fold_text(typed) AS folded FROM unnest($1::text[]) AS typed",
      [typed],
    );
    expect(rows.map(({ folded }) => folded)).toEqual(rows.map((row) => foldText(row.typed)));
  });

  test("brings the people of before to what is written for new ones", async () => {
    const { rows } = await pool.query<{
      firstName: string;
      lastName: string;
      emailKey: string;
      sortName: string;
      searchText: string;
    }>(`SELECT "firstName", "lastName", "emailKey", "sortName", "searchText" FROM "Membership"`);
    for (const { sortName, searchText, ...person } of rows) {
      expect({ sortName, searchText }).toEqual(personTexts(person));
    }
  });
});
