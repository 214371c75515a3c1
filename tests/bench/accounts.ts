import { randomUUID } from "node:crypto";
import { listAccounts, type AccountsQuery } from "../../lib/designations/list-accounts";
import type { Actor } from "../../lib/policy/actor";
import { withoutIndexes } from "./fill";
import { plansOf } from "./plans";
import { complain, heading, note, timesInTurn, upTo } from "./report";

const BUDGET = upTo(40);

/** A filter that finds nothing looks at 10,000 accounts and then says so; a common word has many. */
const SCAN_BUDGET = upTo(500);

const SMALL = 1000;

const FILLED = [
  "Organization",
  "Agreement",
  "PurchasingAccount",
  "Designation",
  "Membership",
  "Invitation",
];

/** The work queue and the operator's desk: a partner of 1,000 customers, one of very many. */
export async function measureAccounts(customers: number): Promise<void> {
  const [small, large] = [randomUUID(), randomUUID()];
  await withoutIndexes(FILLED, async (client) => {
    for (const [partner, size] of [
      [small, SMALL],
      [large, customers],
    ] as const) {
      for (const statement of inserts(partner, size)) await client.query(statement);
    }
  });
  const many = customers.toLocaleString("en");
  heading(`Work queue of a partner with ${many} customers`, `of one with ${SMALL}`);
  await measureLists(partnerActor(large), listsOf(large, customers), {
    actor: partnerActor(small),
    lists: listsOf(small, SMALL),
  });
  heading("The operator's desk over all of them");
  const operator: Actor = { kind: "operator", userId: randomUUID() };
  await measureLists(operator, listsOf(large, customers));
}

function partnerActor(partnerId: string): Actor {
  const ids = { userId: randomUUID(), partnerUserId: randomUUID(), partnerId };
  return { kind: "partner", ...ids, isAdministrator: false };
}

type List = [what: string, query: AccountsQuery, target?: typeof BUDGET];

function listsOf(partner: string, size: number): List[] {
  const tag = partner.slice(0, 8).toUpperCase();
  const key = (n: number) => `B${tag}${String(n).padStart(8, "0")}`;
  return [
    ["first page", { show: "all" }],
    ["page in the middle", { show: "all", after: key(size / 2) }],
    ["… backwards", { show: "all", before: key(size / 2) }],
    ["last page", { show: "all", after: key(size - 40) }],
    ["what needs attention", { show: "attention" }],
    ["never accepted, in the middle", { show: "neverAccepted", after: key(size / 2) }],
    ["mail trouble, which nobody has", { show: "mailTrouble" }, SCAN_BUDGET],
    ["one account, by number", { show: "all", search: key(size / 3) }],
    [
      "one organization, by name",
      { show: "all", search: `customer ${(size / 3) | 0} of ${tag}` },
      SCAN_BUDGET,
    ],
    ["letters that nobody has", { show: "all", search: "zzzzqqqq" }],
  ];
}

async function measureLists(
  actor: Actor,
  lists: readonly List[],
  compared?: { readonly actor: Actor; readonly lists: readonly List[] },
): Promise<void> {
  for (const [index, [what, query, target = BUDGET]] of lists.entries()) {
    const run = () => listAccounts(actor, query);
    const other = compared?.lists[index]?.[1];
    const also = compared && other ? [() => listAccounts(compared.actor, other)] : [];
    const [figure = NaN, floor] = await timesInTurn([run, ...also], 40);
    note({ what, figure, floor, unit: "ms", target });
    for (const plan of new Set(await plansOf(run))) if (READS_ALL.test(plan)) complain(plan);
  }
}

const READS_ALL =
  /Seq Scan (PurchasingAccount|Agreement|Organization|Designation|Membership|Invitation)\b/;

/** Customers of one partner, each with an invited administrator. */
function inserts(partner: string, size: number): string[] {
  const tag = partner.slice(0, 8).toUpperCase();
  const number = `'B${tag}' || lpad(n::text, 8, '0')`;
  const email = `'paa.' || n || '@${tag.toLowerCase()}.example'`;
  return [
    `INSERT INTO "Partner" ("id", "number", "numberKey", "name", "createdAt")
     VALUES ('${partner}', 'PRT-${tag}', 'PRT${tag}', 'Partner ${tag}', now())`,
    `CREATE TEMP TABLE customer AS SELECT n, uuidv7() AS organization, uuidv7() AS agreement,
       uuidv7() AS account, uuidv7() AS person FROM generate_series(1, ${size}) n`,
    `INSERT INTO "Organization" ("id", "number", "numberKey", "name", "country", "createdAt")
     SELECT organization, 'O' || ${number}, 'O' || ${number}, 'Customer ' || n || ' of ${tag}', 'US', now() FROM customer`,
    `INSERT INTO "Agreement" ("id", "organizationId", "number", "numberKey", "signedOn", "signatoryName", "signatoryEmail", "createdAt")
     SELECT agreement, organization, 'A' || ${number}, 'A' || ${number}, '2026-11-02', 'Kim Abercrombie', 'kim@example.com', now() FROM customer`,
    `INSERT INTO "PurchasingAccount" ("id", "agreementId", "partnerId", "number", "numberKey", "name", "createdAt")
     SELECT account, agreement, '${partner}', ${number}, ${number}, 'Headquarters', now() FROM customer`,
    `INSERT INTO "Designation" ("id", "purchasingAccountId", "firstName", "lastName", "email", "emailKey", "language", "country", "since")
     SELECT uuidv7(), account, 'Robin', 'Ortega', ${email}, ${email}, 'en', 'US', now() FROM customer`,
    `INSERT INTO "Membership" ("id", "purchasingAccountId", "email", "emailKey", "firstName", "lastName", "language", "country", "roles", "status", "sortName", "searchText", "createdAt")
     SELECT person, account, ${email}, ${email}, 'Robin', 'Ortega', 'en', 'US', ARRAY['ACCOUNT_ADMINISTRATOR']::"Role"[], 'INVITED', 'ortega robin', 'robin ortega', now() FROM customer`,
    `INSERT INTO "Invitation" ("id", "purchasingAccountId", "membershipId", "kind", "status", "expiresAt", "createdAt")
     SELECT uuidv7(), account, person, 'ADMINISTRATOR', 'PENDING', now() + interval '40 days', now() FROM customer`,
    `DROP TABLE customer`,
  ];
}
