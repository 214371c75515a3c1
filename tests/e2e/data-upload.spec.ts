import type { Page } from "@playwright/test";
import { playCast } from "./cast";
import { query } from "./database";
import { expect, test } from "./fixtures";
import { newOrganization } from "./organization";
import { signIn } from "./people";
import { playOnce } from "./play-once";
import { beSignedIn, BUDGET, look, type Open, sampled, visit } from "./screen-checks";

// The pictures say more than a recording, which would double the time.
test.use({ trace: "off" });

const house = newOrganization("Vendor");
const operator = house.address("operator");
const order = `SO-UP-${house.key}`;

test.beforeEach(() => playOnce(() => playCast(house, { operator })));

type Files = Readonly<Record<string, string>>;

const ORDERS = "PURCHASING ACCOUNT,ORDER NUMBER,DATE,PARTNER,CUSTOMER REFERENCE,STATUS";
const orders = (day: string): Files => ({
  "orders.csv": `${ORDERS}\r\n${house.number},${order},${day},PRT-E2E,PO 7,completed\r\n`,
});

/** Uploads a set; another test's import may run at the moment, which is said. */
async function upload(page: Page, files: Files, button: "CHECK THE FILES" | "IMPORT") {
  await expect(async () => {
    await page.goto("/operator/data");
    await page.getByLabel("CSV files").setInputFiles(
      Object.entries(files).map(([name, text]) => ({
        ...{ name, mimeType: "text/csv", buffer: Buffer.from(text) },
      })),
    );
    await page.getByRole("button", { name: button, exact: true }).click();
    await page.waitForURL(/\/operator\/data\/[\da-f-]{36}$/, { timeout: 5000 });
  }).toPass({ timeout: 40_000 });
}

test("a set is checked, then imported, and what is wrong with one is said by line and column", async ({
  page,
}) => {
  await signIn(page, operator);
  await page.getByRole("link", { name: "Data", exact: true }).click();
  await upload(page, orders("2026-11-20"), "CHECK THE FILES");
  await expect(page.getByText("The files are right")).toBeVisible({ timeout: 30_000 });
  const [before] = await query(`SELECT 1 FROM "Order" WHERE "number" = $1`, [order]);
  expect(before).toBeUndefined();
  await upload(page, orders("2026-11-20"), "IMPORT");
  await expect(page.getByText("The files were imported")).toBeVisible({ timeout: 30_000 });
  const row = page.getByRole("row").filter({ hasText: "orders.csv" });
  await expect(row.getByRole("cell").first()).toHaveText("1");
  await upload(page, orders("20.11.2026"), "IMPORT");
  await expect(page.getByText("“20.11.2026” isn't a day.")).toBeVisible({ timeout: 30_000 });
  await expect(page.getByText("Nothing was changed").first()).toBeVisible();
  await upload(page, { "ordres.csv": "x" }, "IMPORT");
  await expect(page.getByText("No file of a set has this name.")).toBeVisible();
  await page.goto("/operator/activity");
  await expect(page.getByText(/took over .* from the vendor's systems/).first()).toBeVisible();
});

test.describe("without JavaScript", () => {
  test.use({ javaScriptEnabled: false });

  test("a set is imported all the same", async ({ page }) => {
    await beSignedIn(page, operator);
    await upload(page, orders("2026-11-21"), "IMPORT");
    await expect(async () => {
      await page.reload();
      await expect(page.getByText("The files were imported")).toBeVisible({ timeout: 500 });
    }).toPass({ timeout: 30_000 });
  });
});

const REFUSED = crypto.randomUUID();
const FAILED = crypto.randomUUID();

/** An import of the past or of the moment, as the worker would have left it. */
const recorded =
  (id: string, state: string, kept: object, step: string | null = null): Open =>
  async ({ page }) => {
    const summary = { files: ["products.csv", "orders.csv"], saved: [], mistakes: {}, ...kept };
    await query(
      `INSERT INTO "DataImport" ("id", "state", "createdAt", "dryRun", "step", "rows", "summary", "problems")
       VALUES ($1, $2::"DataImportState", now(), false, $3, 120000, $4, $5) ON CONFLICT DO NOTHING`,
      [id, state, step, JSON.stringify(summary), JSON.stringify(PROBLEMS)],
    );
    await page.goto(`/operator/data/${id}`);
  };

const PROBLEMS = [
  {
    ...{ file: "orders.csv", line: 12_345, column: "PURCHASING ACCOUNT" },
    sentence: { key: "dataAccountUnknown" },
  },
  { file: "orders.csv", line: null, column: null, sentence: { key: "importEncoding" } },
];

const STATES: Record<string, Open> = {
  "operator-data": visit("/operator/data"),
  "operator-data-too-large": visit("/operator/data?refused=dataUploadTooLarge"),
  "operator-data-refused": recorded(REFUSED, "REFUSED", { mistakes: { "orders.csv": 240 } }),
  "operator-data-failed": recorded(FAILED, "FAILED", {}),
};

for (const [name, open] of sampled(STATES)) {
  test(`${name} is accessible, steady and light in both themes and widths`, async ({
    page,
    mailbox,
    portal,
  }) => {
    await beSignedIn(page, operator);
    await look({ page, mailbox, portal }, name, open, BUDGET.signedIn);
  });
}
