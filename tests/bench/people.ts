import { listPeople } from "../../lib/accounts/list-people";
import { PEOPLE_SORTS, type PeopleQuery } from "../../lib/accounts/people-query";
import { pool } from "../../lib/db/client";
import { readHome } from "../../lib/organizations/read-home";
import type { MemberActor } from "../../lib/policy/actor";
import { personOf } from "../factories";
import type { World } from "./fill";
import { plansOf } from "./plans";
import { complain, heading, note, timesInTurn, upTo, within } from "./report";

/** A page costs the same among a million as among a thousand; a search may take twice as long. */
const SAME = within(1.2);
const TWICE = within(2);

/**
 * Letters that some thousands of a million have in their names, and that a few of a thousand have:
 * PostgreSQL either sorts all of those or walks the list until a page is full, as its samples make it
 * guess; both take their time.
 */
const MANY = upTo(500);

/** A filter that nobody passes looks at 10,000 people. */
const SCAN = upTo(100);

/** The dashboard, and the few people whom an Agreement Administrator of either account invited. */
const HOME = upTo(40);

const FILTERS: [string, PeopleQuery][] = [
  ["a status that many have", { status: "INVITED" }],
  ["a role that few have", { role: "AGREEMENT_ADMINISTRATOR" }],
  ["a role that many have", { role: "ACCOUNT_MANAGER" }],
  ["a language that nobody has", { language: "ja" }],
];

/** Manage Users and the dashboard, in a very large account and in a small one. */
export async function measurePeople({ small, large }: World): Promise<void> {
  const both = [large, small] as const;
  const [many, few] = both.map(({ size }) => size.toLocaleString("en"));
  heading(`Manage Users with ${many} people`, `the same with ${few}`);
  const lists = await Promise.all(both.map(({ administrator }) => queriesFor(administrator)));
  for (const [what, query, target] of lists[0] ?? []) {
    const other = lists[1]?.find(([name]) => name === what)?.[1] ?? {};
    await measure(what, target, [
      () => listPeople(large.administrator, query),
      () => listPeople(small.administrator, other),
    ]);
  }
  await measure(
    "three letters that many have",
    MANY,
    await Promise.all(both.map(({ administrator }) => searches(administrator))),
  );
  for (const search of [undefined, "abc"]) {
    await measure(
      search ? "… searched" : "an Agreement Administrator's own",
      HOME,
      both.map(
        ({ inviter }) =>
          () =>
            listPeople(inviter, { search }),
      ),
    );
  }
  heading(`Dashboard with ${many} people`, `the same with ${few}`);
  const dana = await personOf("dana.kowalski@contoso.com");
  const ravi = await personOf("ravi.menon@fabrikam.com");
  for (const who of ["administrator", "inviter"] as const) {
    await measure(
      who === "inviter" ? "of an Agreement Administrator" : "of the only Account Administrator",
      HOME,
      [() => readHome(large[who], dana), () => readHome(small[who], ravi)],
    );
  }
}

type Asked = [what: string, query: PeopleQuery, target: ReturnType<typeof within>];

async function queriesFor(actor: MemberActor): Promise<Asked[]> {
  const { rows } = await pool.query<{ id: string; sortName: string }>(
    `SELECT "id", "sortName" FROM "Membership"
     WHERE "purchasingAccountId" = $1 AND "status" <> 'REMOVED' ORDER BY "sortName", "id"`,
    [actor.purchasingAccountId],
  );
  const middle = rows[Math.floor(rows.length / 2)];
  const orders = PEOPLE_SORTS.map(async (sort): Promise<Asked[]> => [
    [`sorted by ${sort}`, { sort }, SAME],
    [`sorted by ${sort}, in the middle`, { sort, after: await somewhere(actor, sort) }, SAME],
  ]);
  return [
    ["first page", {}, SAME],
    ["page in the middle", { after: middle?.id }, SAME],
    ["… backwards", { before: middle?.id }, SAME],
    ["last page", { after: rows.at(-40)?.id }, SAME],
    ...(await Promise.all(orders)).flat(),
    ["one person, by name", { search: middle?.sortName.split(" ").reverse().join(" ") }, TWICE],
    ["letters that everybody has", { search: "example" }, TWICE],
    ["letters that nobody has", { search: "zzzzqqqq" }, TWICE],
    ["two letters, by last name", { search: middle?.sortName.slice(0, 2) }, TWICE],
    ["two letters that nobody has", { search: "zz" }, TWICE],
    ...FILTERS.map(([what, filter]): Asked => [what, filter, SCAN]),
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

async function measure(
  what: string,
  target: ReturnType<typeof within>,
  runs: readonly (() => Promise<unknown>)[],
): Promise<void> {
  const [figure = NaN, floor] = await timesInTurn(runs, 60);
  note({ what, figure, floor, unit: "ms", target });
  // A small account may well be read from beginning to end.
  const plans = runs[0] ? await plansOf(runs[0]) : [];
  for (const plan of new Set(plans)) if (READS_ALL.test(plan)) complain(plan);
}

/** None of the tables that grow with the people may be read from beginning to end. */
const READS_ALL = /Seq Scan (Membership|Invitation|InvitationLink|EmailMessage|User)\b/;
