import type { Page } from "@playwright/test";
import { addressFor, oneOfEachRole, playCast } from "./cast";
import { expect, type Portal, test } from "./fixtures";
import { newOrganization } from "./organization";
import { playOnce } from "./play-once";
import { signInByPost } from "./post-action";
import { takeOver } from "./purchases";
import { beSignedIn, BUDGET, look, type Open, sampled, visit } from "./screen-checks";

test.describe.configure({ mode: "parallel" });

const house = newOrganization("Finder");
const SECRET = "BCDFG-HJKMP-QRTVW-XY234-6789F";

test.beforeEach(({ portal }) => playOnce(() => play(portal)));

async function play(portal: Portal): Promise<void> {
  await playCast(house, {
    colleagues: oneOfEachRole(house, ["ACCOUNT_VIEWER", "USER_ADMINISTRATOR", "REPORT_VIEWER"]),
    keys: [
      { product: "Harbor Beacon", family: "Servers", secret: SECRET, allowed: 100, used: 97 },
      { product: "Quill Beacon", family: "Servers", secret: `${SECRET}X`, allowed: 100, used: 12 },
    ],
  });
  const day = new Date().toISOString().slice(0, 10);
  await takeOver(portal, house, [
    { ...now, number: "SO-8001", date: "2024-02-29" },
    { ...now, date: day },
  ]);
}

const now = { number: "SO-9001", reference: "Beacon rollout", lines: ["E2E-Q22-L,3,US,,,"] };

const main = (page: Page) => page.getByRole("main");

test("the dashboard says to each role what it may know", async ({ page, browser }) => {
  const seenBy = async (role: "ACCOUNT_VIEWER" | "USER_ADMINISTRATOR" | "REPORT_VIEWER") => {
    const other = await (await browser.newContext()).newPage();
    await signInByPost(other.request, addressFor(house, role));
    await other.goto(house.home);
    return main(other);
  };
  await signInByPost(page.request, house.administrator.email);
  await page.goto(house.home);
  const nearLimit = /Harbor Beacon, key ending in \w{5}: 97 of 100 activations used\./;
  await expect(main(page)).toContainText(nearLimit);
  await expect(main(page)).not.toContainText("Quill Beacon");
  await expect(main(page)).toContainText("1 order this month.");
  await expect(await seenBy("REPORT_VIEWER")).toContainText(nearLimit);
  const viewer = await seenBy("ACCOUNT_VIEWER");
  await expect(viewer).toContainText("1 order this month.");
  await expect(viewer).not.toContainText("Harbor Beacon");
  const users = await seenBy("USER_ADMINISTRATOR");
  await expect(users).toContainText("At a glance");
  await expect(users).not.toContainText("this month");
  // From the first of the month to its last day: the list says the same.
  await main(page).getByRole("link", { name: "Orders" }).click();
  await expect(page.getByRole("row")).toHaveCount(2);
  await expect(main(page)).toContainText("SO-9001");
});

test("one search finds what one's roles open, by keyboard, and never a key", async ({
  page,
  browser,
}) => {
  await signInByPost(page.request, house.administrator.email);
  await page.goto(house.home);
  await page.getByRole("searchbox", { name: "Search this purchasing account" }).focus();
  await page.keyboard.type("beacon");
  await page.keyboard.press("Enter");
  await page.waitForURL(/\/search\?q=beacon/);
  await expect(main(page).getByRole("link", { name: "SO-9001" })).toBeVisible();
  const person = addressFor(house, "ACCOUNT_VIEWER");
  await main(page).getByRole("searchbox").fill(person);
  await page.keyboard.press("Enter");
  await main(page).getByRole("link", { name: "Account-viewer" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toContainText("Account-viewer");

  const viewer = await (await browser.newContext()).newPage();
  await signInByPost(viewer.request, person);
  await viewer.goto(`${house.home}/search?q=${encodeURIComponent(house.administrator.email)}`);
  await expect(main(viewer)).toContainText("Nothing was found");
  for (const q of [SECRET, SECRET.slice(-5), "%00", "%25%25", "%F0%9F%98%80"]) {
    const answer = await viewer.goto(`${house.home}/search?q=${q}`);
    expect(answer?.status(), q).toBe(200);
    await expect(main(viewer)).not.toContainText("Harbor Beacon");
  }
});

test("a screen leads to its guide, the guide back to the screen, and the search finds it", async ({
  page,
}) => {
  await signInByPost(page.request, addressFor(house, "REPORT_VIEWER"));
  await page.goto(`${house.home}/keys`);
  await main(page).getByRole("link", { name: "Guide" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Use license keys with care");
  await main(page).getByRole("link", { name: "Keys", exact: true }).click();
  await page.waitForURL(`**${house.home}/keys`);
  await page.goto(`${house.home}/search?q=checksum`);
  await main(page).getByRole("link", { name: "Download your software" }).click();
  await expect(main(page)).toContainText("SHA-256");
  await page.goto("/support");
  await expect(main(page).getByRole("link", { name: "Read and keep reports" })).toBeVisible();
});

const STATES: Record<string, Open> = {
  "dashboard-overview": visit(house.home),
  "search-found": visit(`${house.home}/search?q=beacon`),
  "search-none": visit(`${house.home}/search?q=zebra`),
  "guide-license-details": visit("/support/license-details"),
};

for (const [name, open] of sampled(STATES)) {
  test(`${name} is accessible, steady and light in both themes and widths`, async ({
    page,
    mailbox,
    portal,
  }) => {
    await beSignedIn(page, house.administrator.email);
    await look({ page, mailbox, portal }, name, open, BUDGET.signedIn);
  });
}
