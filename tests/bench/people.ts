import { listPeople } from "../../lib/accounts/list-people";
import { PEOPLE_SORTS, type PeopleQuery } from "../../lib/accounts/people-query";
import { pool } from "../../lib/db/client";
import { readHome } from "../../lib/organizations/read-home";
import type { MemberActor } from "../../lib/policy/actor";
import { personOf } from "../factories";
import type { World } from "./fill";
import { plansOf } from "./plans";
import { heading, noteFact, noteTimes, timed } from "./report";

/** Milliseconds, as a rule; the slowest depend on what else the machine does. */
const BUDGET = 40;

/**
 * Letters that some thousands of a million have in their names: PostgreSQL either sorts all of those
 * or walks the list until a page is full, as its samples make it guess; both take their time.
 */
const SEARCH_BUDGET = 500;

/** A filter that nobody passes looks at 10,000 people. */
const SCAN_BUDGET = 100;

const FILTERS: [string, PeopleQuery][] = [
  ["a status that many have", { status: "INVITED" }],
  ["a role that few have", { role: "AGREEMENT_ADMINISTRATOR" }],
  ["a role that many have", { role: "ACCOUNT_MANAGER" }],
  ["a language that nobody has", { language: "ja" }],
];

/** Manage Users and the dashboard, in a small account and a very large one. */
export async function measurePeople({ small, large }: World): Promise<void> {
  for (const { size, administrator, inviter } of [small, large]) {
    const people = size.toLocaleString("en");
    heading(`Manage Users with ${people} people`);
    for (const [what, query] of await queriesFor(administrator)) {
      await measure(what, () => listPeople(administrator, query));
    }
    for (const sort of PEOPLE_SORTS) {
      await measure(`sorted by ${sort}`, () => listPeople(administrator, { sort }));
      const after = await somewhere(administrator, sort);
      await measure("… in the middle", () => listPeople(administrator, { sort, after }));
    }
    for (const [what, filter] of FILTERS) {
      await measure(what, () => listPeople(administrator, filter), SCAN_BUDGET);
    }
    await measure("three letters that many have", await searches(administrator), SEARCH_BUDGET);
    await measure("an Agreement Administrator's own", () => listPeople(inviter, {}));
    await measure("… searched", () => listPeople(inviter, { search: "abc" }));
    heading(`Dashboard with ${people} people`);
    const person = await personOf(emailOf(size === small.size));
    await measure("of the only Account Administrator", () => readHome(administrator, person));
    await measure("of an Agreement Administrator", () => readHome(inviter, person));
  }
}

const emailOf = (isSmall: boolean) =>
  isSmall ? "ravi.menon@fabrikam.com" : "dana.kowalski@contoso.com";

async function queriesFor(actor: MemberActor): Promise<[string, PeopleQuery][]> {
  const { rows } = await pool.query<{ id: string; sortName: string }>(
    `SELECT "id", "sortName" FROM "Membership"
     WHERE "purchasingAccountId" = $1 AND "status" <> 'REMOVED' ORDER BY "sortName", "id"`,
    [actor.purchasingAccountId],
  );
  const middle = rows[Math.floor(rows.length / 2)];
  return [
    ["first page", {}],
    ["page in the middle", { after: middle?.id }],
    ["… backwards", { before: middle?.id }],
    ["last page", { after: rows.at(-40)?.id }],
    ["one person, by name", { search: middle?.sortName.split(" ").reverse().join(" ") }],
    ["letters that everybody has", { search: "example" }],
    ["letters that nobody has", { search: "zzzzqqqq" }],
    ["two letters, by last name", { search: middle?.sortName.slice(0, 2) }],
    ["two letters that nobody has", { search: "zz" }],
  ];
}

/** The cursor of somebody in the middle of an order. */
async function somewhere(actor: MemberActor, sort: (typeof PEOPLE_SORTS)[number]) {
  const order = {
    name: `"sortName"`,
    visit: `"lastSeenAt" DESC NULLS LAST`,
    added: `"createdAt" DESC`,
  };
  const { rows } = await pool.query<{ id: string; visit: Date | null }>(
    `SELECT "id", "lastSeenAt" AS visit FROM "Membership" WHERE "purchasingAccountId" = $1
     ORDER BY ${order[sort]}, "id" ${sort === "name" ? "" : "DESC"}
     OFFSET (SELECT count(*) / 2 FROM "Membership" WHERE "purchasingAccountId" = $1) LIMIT 1`,
    [actor.purchasingAccountId],
  );
  const [{ id = "", visit = null } = {}] = rows;
  return sort === "visit" ? `${visit?.getTime() ?? "never"}.${id}` : id;
}

/** A search by three letters, others each time. */
async function searches(actor: MemberActor): Promise<() => Promise<unknown>> {
  const { rows } = await pool.query<{ letters: string }>(
    `SELECT substr("sortName", 1, 3) AS letters FROM "Membership"
     WHERE "purchasingAccountId" = $1 ORDER BY "id" LIMIT 20`,
    [actor.purchasingAccountId],
  );
  let at = 0;
  return () => listPeople(actor, { search: rows[(at += 1) % rows.length]?.letters });
}

async function measure(what: string, run: () => Promise<unknown>, budget = BUDGET): Promise<void> {
  noteTimes(what, await timed(run, 60), budget);
  const plans = (await plansOf(run)).filter((plan) => plan.includes("Membership"));
  for (const plan of new Set(plans)) noteFact(plan, !READS_ALL.test(plan));
}

/** None of the tables that grow with the people may be read from beginning to end. */
const READS_ALL = /Seq Scan (Membership|Invitation|InvitationLink|EmailMessage|User)\b/;
