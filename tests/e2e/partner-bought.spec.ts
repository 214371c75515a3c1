import type { Page } from "@playwright/test";
import { playCast } from "./cast";
import { query } from "./database";
import { expect, test } from "./fixtures";
import { newOrganization } from "./organization";
import { makePartners } from "./people-states";
import { playOnce } from "./play-once";
import { type Purchase, orderId, takeOver } from "./purchases";
import { beSignedIn, BUDGET, look, visit } from "./screen-checks";

// The pictures say more than a recording, which would double the time.
test.use({ trace: "off" });

const house = newOrganization("Sold");
const mira = house.address("mira");
const partnerNumber = `PRT-${house.key}`;
const home = `/partner/accounts/${house.key}`;

/** The partner stepped up more than it sold: the other one sold the rest. */
const purchases = (other: string): Purchase[] => [
  { number: "SO-OURS", date: "2026-03-04", partner: partnerNumber, lines: ["E2E-Q22-L,40,US,,,"] },
  {
    number: "SO-STEP",
    date: "2026-05-20",
    partner: partnerNumber,
    lines: ["E2E-E25-U,4,DE,,,E2E-P25"],
  },
  { number: "SO-THEIRS", date: "2026-02-10", partner: other, lines: ["E2E-P25-L,12,DE,,,"] },
];

test.beforeEach(({ portal }) =>
  playOnce(async () => {
    await playCast(house, { partner: mira, partnerNumber });
    const [other = ""] = await makePartners(house, ["Another Partner"]);
    await takeOver(portal, house, purchases(other));
  }),
);

const order = (page: Page, number: string) => page.getByRole("link", { name: number });

test("a partner reads what it sold, and under a grant also the rest, until the grant ends", async ({
  page,
  problems,
}) => {
  problems.allow(/404/);
  await beSignedIn(page, mira);
  await page.goto(home);
  await page.getByRole("link", { name: "Orders", exact: true }).click();
  await page.waitForURL(`**${home}/orders`);
  await expect(order(page, "SO-OURS")).toBeVisible();
  await expect(order(page, "SO-THEIRS")).toHaveCount(0);
  await page.getByRole("link", { name: "License details", exact: true }).click();
  await page.waitForURL(`**${home}/licenses`);
  const row = page.getByRole("row").filter({ hasText: "E2E-P25" });
  await expect(row).toContainText("-4");
  await expect(row).toContainText("without the licenses that other partners sold");
  await expect(page.getByText("Licenses that other partners sold aren't counted")).toBeVisible();
  const theirs = `${home}/orders/${await orderId(house, "SO-THEIRS")}`;
  expect((await page.goto(theirs))?.status()).toBe(404);

  await query(
    `INSERT INTO "PartnerVisibility" ("id", "purchasingAccountId", "partnerId", "grantedById", "createdAt", "until")
     SELECT gen_random_uuid(), m."purchasingAccountId", p."id", m."id", now(), (now() + interval '9 days')::date
     FROM "Membership" m, "Partner" p WHERE m."emailKey" = $1 AND p."number" = $2`,
    [house.administrator.email, partnerNumber],
  );
  expect((await page.goto(theirs))?.status()).toBe(200);
  await page.getByRole("link", { name: "Harbor Server Professional 2025" }).click();
  await expect(page.getByText("8 licenses:")).toBeVisible();
  const file = page.waitForEvent("download");
  await page.goto(`${home}/orders`);
  await page.getByRole("link", { name: "Export" }).click();
  expect((await file).suggestedFilename()).toBe(`${house.key}-orders.csv`);
  await query(
    `UPDATE "PartnerVisibility" SET "endedAt" = now()
     WHERE "partnerId" = (SELECT "id" FROM "Partner" WHERE "number" = $1)`,
    [partnerNumber],
  );
  expect((await page.goto(theirs))?.status()).toBe(404);
});

for (const [name, path] of [
  ["partner-orders", `${home}/orders`],
  ["partner-licenses", `${home}/licenses`],
  ["partner-license-lines", `${home}/licenses/E2EP25`],
] as const) {
  test(`${name} is accessible, steady and light in both themes and widths`, async ({
    page,
    mailbox,
    portal,
  }) => {
    await beSignedIn(page, mira);
    await look({ page, mailbox, portal }, name, visit(path), BUDGET.signedIn);
  });
}
