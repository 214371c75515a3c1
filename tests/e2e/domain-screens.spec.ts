import { playCast } from "./cast";
import { query } from "./database";
import { haveDomain } from "./domains";
import { test } from "./fixtures";
import { newOrganization } from "./organization";
import { playOnce } from "./play-once";
import { beSignedIn, BUDGET, look, type Open, sampled, visit } from "./screen-checks";

test.describe.configure({ mode: "parallel" });
test.use({ trace: "off" });

const house = newOrganization("Domains");
const rival = newOrganization("Rival");
const operator = house.address("operator");
const tag = house.key.toLowerCase();

const VALUE = "domain-verification=0123456789abcdef0123456789abcdef01234567";
/** Everything that a screen of the doctor can show at once. */
const REPORT = {
  verdict: "missing",
  lines: [
    { server: null, address: null, result: "others", values: ["v=spf1 -all", `"${VALUE}"`] },
    { server: `ns1.${tag}.com`, address: "192.0.2.53", result: "odd", values: [`"${VALUE}"`] },
    { server: `ns2.${tag}.com`, address: "2001:db8::53", result: "timeout", values: [] },
    { server: `ns3.${tag}.com`, address: "10.0.0.53", result: "notAsked", values: [] },
  ],
  findings: [
    { kind: "odd", values: {} },
    {
      kind: "wrongName",
      values: {
        wrong: `_business-center.${tag}.com.${tag}.com`,
        name: `_business-center.${tag}.com`,
      },
    },
    { kind: "silent", values: { servers: `ns2.${tag}.com` } },
    { kind: "notAsked", values: { servers: `ns3.${tag}.com` } },
  ],
};

test.beforeEach(() => playOnce(play));

async function play(): Promise<void> {
  await playCast(house, { operator });
  await playCast(rival);
  const ago = new Date(Date.now() - 3 * 24 * 60 * 60_000);
  await Promise.all([
    haveDomain(house, { name: `${tag}.com`, checkedAt: ago, report: REPORT }),
    haveDomain(house, { name: `${tag}.de`, status: "VERIFIED", checkedAt: ago }),
    haveDomain(house, { name: `lost-${tag}.de`, status: "LOST", lostAt: ago, checkedAt: ago }),
  ]);
  const claim = await haveDomain(rival, { name: `${tag}.de` });
  await query(
    `INSERT INTO "DomainTransfer" ("id", "domainId", "createdAt") VALUES (gen_random_uuid(), $1, now())`,
    [claim],
  );
}

const one =
  (name: string, below = ""): Open =>
  async ({ page }) =>
    page.goto(`${house.home}/domains/${await haveDomain(house, { name })}${below}`);

const STATES: Record<string, { open: Open; who?: string }> = {
  domains: { open: visit(`${house.home}/domains?removed=old.com`) },
  "dashboard-lost-domain": { open: visit(house.home) },
  "domain-waiting": { open: one(`${tag}.com`) },
  "domain-contested": { open: one(`${tag}.de`) },
  "domain-lost": { open: one(`lost-${tag}.de`) },
  "domain-remove": { open: one(`${tag}.de`, "/remove") },
  "decide-domains": { open: visit("/operator/decisions"), who: operator },
};

for (const [name, { open, who = house.administrator.email }] of sampled(STATES)) {
  test(`${name} is accessible, steady and light in both themes and widths`, async ({
    page,
    mailbox,
    portal,
  }) => {
    await beSignedIn(page, who);
    await look({ page, mailbox, portal }, name, open, BUDGET.signedIn);
  });
}
