import { playCast } from "./cast";
import { type Portal, test } from "./fixtures";
import { newOrganization } from "./organization";
import { makePartners } from "./people-states";
import { playOnce } from "./play-once";
import { orderId, type Purchase, SOME_PURCHASES, takeOver } from "./purchases";
import { beSignedIn, BUDGET, look, type Open, sampled, visit } from "./screen-checks";

test.describe.configure({ mode: "parallel" });
// The pictures say more than a recording, which would double the time.
test.use({ trace: "off" });

// Each worker has a world of its own: an account that has bought, and one that hasn't yet.
const house = newOrganization("Ledger");
const quiet = newOrganization("Empty");

test.beforeEach(({ portal }) => playOnce(() => play(portal)));

async function play(portal: Portal): Promise<void> {
  await playCast(house);
  await playCast(quiet);
  const [partner = ""] = await makePartners(house, [
    "Wolfeschlegelsteinhausenbergerdorff Lizenzberatung GmbH & Co. KG",
  ]);
  const later = SOME_PURCHASES.slice(0, 1).map((one) => ({ ...one, number: "SO-1000", partner }));
  await takeOver(portal, house, [...SOME_PURCHASES, ...later, ...many()]);
}

/** More than a page. */
const many = (): Purchase[] =>
  Array.from({ length: 52 }, (_, index) => ({
    number: `SO-${2000 + index}`,
    date: `2024-${String(1 + (index % 12)).padStart(2, "0")}-15`,
    lines: [`E2E-Q22-L,${1 + index * 30},FR,,,`],
  }));

const orders = (below = "") => visit(`${house.home}/orders${below}`);
const licenses = (below = "") => visit(`${house.home}/licenses${below}`);
const one =
  (number: string): Open =>
  async ({ page }) =>
    page.goto(`${house.home}/orders/${await orderId(house, number)}`);

const STATES: Record<string, { open: Open; who?: string }> = {
  orders: { open: orders() },
  "orders-filtered": {
    open: orders("?product=E2EP25&from=2025-01-01&status=COMPLETED&country=DE"),
  },
  "orders-ignored-none-found": {
    open: orders("?status=gone&from=2026-02-30&search=no+such+order"),
  },
  "orders-empty": { open: visit(`${quiet.home}/orders`), who: quiet.administrator.email },
  order: { open: one("SO-1001") },
  "order-stepped-up": { open: one("SO-1002") },
  "order-cancelled": { open: one("SO-1003") },
  licenses: { open: licenses() },
  "licenses-none-found": { open: licenses("?search=castle") },
  "licenses-empty": { open: visit(`${quiet.home}/licenses`), who: quiet.administrator.email },
  "license-lines": { open: licenses("/E2EP25?pool=Servers") },
  "license-lines-maintenance": { open: licenses("/E2EQ22?pool=Applications&show=inMaintenance") },
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
