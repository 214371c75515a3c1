import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { addressFor, oneOfEachRole, playCast } from "./cast";
import { expect, test } from "./fixtures";
import { newOrganization } from "./organization";
import { playOnce } from "./play-once";
import { signInByPost } from "./post-action";
import { SOME_PURCHASES, takeOver } from "./purchases";
import { beSignedIn, BUDGET, look, type Open, sampled, visit } from "./screen-checks";

test.describe.configure({ mode: "parallel" });
test.use({ trace: "off" });

const house = newOrganization("Report");
const quiet = newOrganization("Unreported");
const SECRET = "BCDFG-HJKMP-QRTVW-XY234-6789R";

test.beforeEach(({ portal }) =>
  playOnce(async () => {
    await playCast(house, {
      colleagues: oneOfEachRole(house, ["REPORT_VIEWER", "ACCOUNT_VIEWER", "USER_ADMINISTRATOR"]),
      keys: [
        { product: "Harbor 2025", family: "Servers", secret: SECRET, allowed: 100, used: 97 },
        { product: "Quill 2022", family: "Papers", secret: `${SECRET}S`, allowed: 50, used: 5 },
        { product: "Atlas 2022", family: "Maps", secret: `${SECRET}T` },
      ],
    });
    await playCast(quiet);
    await takeOver(portal, house, SOME_PURCHASES);
  }),
);

const report = (below: string) => `${house.home}/reports/${below}`;
const chart = (page: Page) => page.locator(".chart svg.recharts-surface");

test("a Report Viewer opens a report, narrows it, sees it as a picture, prints it and takes it away", async ({
  page,
  browser,
}) => {
  await signInByPost(page.request, addressFor(house, "REPORT_VIEWER"));
  await page.goto(house.home);
  await page.getByRole("link", { name: "Reports" }).click();
  await expect(page.getByRole("heading", { level: 2 })).toHaveCount(5);
  await page.getByRole("link", { name: "Orders over time" }).click();
  const rows = page.getByRole("row");
  await expect(rows).toHaveCount(22);
  const main = page.getByRole("main");
  await expect(main).toContainText(
    "3 orders from Mar 2025 to Nov 2026 with a quantity of 81; most was ordered in Mar 2025: 52.",
  );
  await expect(chart(page)).toHaveCount(2);
  await expect(chart(page).first().locator(".recharts-bar-rectangle path")).not.toHaveCount(0);

  await page.getByLabel("Usage country").selectOption("Germany");
  await page.getByRole("button", { name: "Show" }).click();
  await page.waitForURL(/country=DE/);
  await expect(main).toContainText("2 orders from Mar 2025 to Feb 2026 with a quantity of 16");
  await page.goto(`${report("orders")}?by=year&from=2025-13&partner=nobody&country=\0`);
  await expect(main).toContainText(
    "Left out, because it makes no sense for this report: first month and partner.",
  );
  await expect(rows).toHaveCount(3);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export" }).click(),
  ]);
  const cells = parse(await readFile(await file.path(), "utf8"), { bom: true });
  expect(cells.slice(1)).toEqual([
    ["2025", "1", "52", "52", "0", "0"],
    ["2026", "2", "29", "0", "4", "25"],
  ]);

  await page.emulateMedia({ media: "print" });
  await expect(main).toContainText(house.key);
  await expect(main).toContainText("Only: by year.");
  await expect(page.getByRole("table")).toBeVisible();
  await expect(chart(page).first()).toBeVisible();
  await expect(page.getByRole("search")).toBeHidden();

  const plain = await browser.newContext({
    javaScriptEnabled: false,
    storageState: await page.context().storageState(),
  });
  const bare = await plain.newPage();
  await bare.goto(`${process.env.E2E_URL}${report("families")}`);
  await expect(bare.getByRole("main")).toContainText(
    "Most was ordered of Quill Documents: 65 of 81, that is 80%",
  );
  await expect(bare.getByRole("row")).toHaveCount(3);
  await expect(bare.locator("figure")).toBeHidden();
  await plain.close();
});

test("the picture's code is no part of the first load", async ({ page }) => {
  await signInByPost(page.request, addressFor(house, "REPORT_VIEWER"));
  for (const name of ["orders", "activations"]) {
    const html = await (await page.request.get(report(name))).text();
    const tags = [...html.matchAll(/<(?:script|link)[^>]*>/g)].map(([tag]) => tag);
    const sources = tags
      .filter((tag) => !/nomodule/i.test(tag))
      .flatMap((tag) => /(?:src|href)="([^"]+\.js)"/.exec(tag)?.[1] ?? []);
    let bytes = 0;
    for (const source of new Set(sources))
      bytes += gzipSync(await (await page.request.get(source)).body()).length;
    expect(bytes).toBeGreaterThan(50_000);
    expect(bytes / 1000, name).toBeLessThanOrEqual(BUDGET.signedIn);
  }
});

test("an Account Viewer reads numbers of keys and of people, neither a key nor a name", async ({
  page,
}) => {
  await signInByPost(page.request, addressFor(house, "ACCOUNT_VIEWER"));
  await page.goto(report("activations"));
  await expect(page.getByRole("row").filter({ hasText: "Harbor 2025" })).toContainText("97%");
  await expect(page.getByRole("main")).toContainText("102 of 150 activations are used");
  for (const headers of [{}, { RSC: "1" }]) {
    const text = await (await page.request.get(report("activations"), { headers })).text();
    expect(text).not.toContain(SECRET.slice(-5));
  }
  await page.goto(report("people"));
  const viewers = page.getByRole("row").filter({ hasText: "Account Viewer" });
  await expect(viewers.getByRole("cell")).toHaveText(["1", "0", "0"]);
  const people = await page.request.get(report("people"));
  expect(await people.text()).not.toContain(addressFor(house, "REPORT_VIEWER"));
});

test("an Account Administrator reads who has which role", async ({ page }) => {
  await signInByPost(page.request, house.administrator.email);
  await page.goto(report("people"));
  const viewer = page.getByRole("row").filter({ hasText: addressFor(house, "REPORT_VIEWER") });
  await expect(viewer).toContainText("Report Viewer");
});

test("a User Administrator gets neither the entry, nor the pages, nor the files", async ({
  page,
  problems,
}) => {
  problems.allow(/403 \(Forbidden\)/);
  await signInByPost(page.request, addressFor(house, "USER_ADMINISTRATOR"));
  await page.goto(house.home);
  await expect(page.getByRole("link", { name: "Reports" })).toHaveCount(0);
  expect((await page.goto(report("people")))?.status()).toBe(403);
  const file = await page.request.get(`/api/accounts/${house.key}/reports/people`);
  expect(file.status()).toBe(403);
});

const drawn =
  (path: string): Open =>
  async ({ page }) => {
    await page.goto(path);
    await expect(chart(page).first()).toBeVisible();
  };

/** The picture comes after the page is usable; what it weighs is still held to something. */
const WITH_CHART = BUDGET.signedIn + 130;

const STATES: Record<string, { open: Open; budget?: number; who?: string }> = {
  reports: { open: visit(`${house.home}/reports`) },
  "report-licenses": { open: visit(report("licenses?family=Castles")) },
  "report-orders": { open: drawn(report("orders")), budget: WITH_CHART },
  "report-families": { open: drawn(report("families?partner=PRTE2E")), budget: WITH_CHART },
  "report-activations": { open: drawn(report("activations")), budget: WITH_CHART },
  "report-people": { open: visit(report("people")) },
  "report-empty": { open: visit(`${quiet.home}/reports/orders`), who: quiet.administrator.email },
};

for (const [name, state] of sampled(STATES)) {
  const { open, budget = BUDGET.signedIn, who = house.administrator.email } = state;
  test(`${name} is accessible and steady in both themes and widths`, async ({
    page,
    mailbox,
    portal,
  }) => {
    await beSignedIn(page, who);
    await look({ page, mailbox, portal }, name, open, budget);
  });
}
