import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { playCast } from "./cast";
import { query } from "./database";
import { expect, test } from "./fixtures";
import { newOrganization } from "./organization";
import { refusalOn } from "./people";
import { PASSWORDS } from "./passwords";
import { playOnce } from "./play-once";
import { signInByPost } from "./post-action";

const contoso = newOrganization("Keys");
const [manager, viewer] = [contoso.address("amir"), contoso.address("tom")];
const SECRETS = ["BCDFG-HJKMP-QRTVW-XY234-6789B", "CCDFG-HJKMP-QRTVW-XY234-6789C"] as const;

test.beforeEach(() =>
  playOnce(async () => {
    await playCast(contoso, {
      colleagues: [
        { email: manager, roles: ["ACCOUNT_MANAGER"] },
        { email: viewer, roles: ["ACCOUNT_VIEWER"] },
      ],
      keys: [
        {
          product: "Harbor Server 2025",
          family: "Servers",
          secret: SECRETS[0],
          allowed: 100,
          used: 97,
        },
        {
          product: "Quill Documents",
          family: "Applications",
          secret: SECRETS[1],
          allowed: 50,
          used: 3,
        },
        { product: "Atlas Maps", family: "Applications" },
      ],
    });
  }),
);

const row = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });

test("a key is found in the list, shown for a reason, copied, and the Account Administrator reads of it", async ({
  page,
  browser,
}) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await signInByPost(page.request, manager);
  await page.goto(contoso.home);
  await page
    .getByRole("navigation", { name: "Sections" })
    .getByRole("link", { name: "Keys" })
    .click();
  await page.waitForURL("**/keys");
  await expect(row(page, "Harbor Server 2025")).toContainText("97 of 100");
  await expect(row(page, "Harbor Server 2025")).toContainText("Near the limit: 3 left");
  await expect(row(page, "Quill Documents")).not.toContainText("Near the limit");
  await expect(row(page, "Atlas Maps")).toContainText("No key needed");
  await page.getByLabel("Family").selectOption("Servers");
  await page.getByRole("search").getByRole("button", { name: "Search" }).click();
  await page.waitForURL("**/keys?*family=Servers*");
  await expect(row(page, "Quill Documents")).toHaveCount(0);
  await row(page, "Harbor Server 2025")
    .getByRole("link", { name: /Show the key/ })
    .click();
  await page.waitForURL(/\/keys\/[\da-f-]{36}$/);
  const address = page.url();
  await page.getByRole("button", { name: "SHOW KEY" }).click();
  await expect(refusalOn(page)).toContainText("Choose a reason from the list.");
  await page.getByLabel("Reason").selectOption("Installing again");
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === "POST"),
    page.getByRole("button", { name: "SHOW KEY" }).click(),
  ]);
  expect(answer.headers()["cache-control"]).toContain("no-store");
  await expect(page.getByText(SECRETS[0])).toBeVisible();
  await page.getByRole("button", { name: "Copy key" }).click();
  await expect(page.getByRole("button", { name: "Copied" })).toBeVisible();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(SECRETS[0]);
  expect(page.url()).toBe(address);
  await page.reload();
  await expect(page.getByRole("button", { name: "SHOW KEY" })).toBeVisible();
  await expect(page.getByText(SECRETS[0])).toHaveCount(0);

  const desk = await (await browser.newContext()).newPage();
  await signInByPost(desk.request, contoso.administrator.email);
  await desk.goto(`${contoso.home}/activity?kind=keys`);
  const seen = row(desk, "Amir Ortega had the key of Harbor Server 2025 (…6789B) shown");
  await expect(seen).toContainText("Reason: Installing again");
  await desk.context().close();
});

test("without JavaScript a key is shown as text that can be selected, and without a button that does nothing", async ({
  browser,
}) => {
  const context = await browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  await signInByPost(page.request, manager);
  await page.goto(`${contoso.home}/keys?search=quill`);
  await page.getByRole("link", { name: /Show the key/ }).click();
  await page.getByLabel("Reason").selectOption("Checking which key is in use");
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === "POST"),
    page.getByRole("button", { name: "SHOW KEY" }).click(),
  ]);
  expect(answer.headers()["cache-control"]).toContain("no-store");
  await expect(page.getByText(SECRETS[1])).toBeVisible();
  await expect(page.getByText(SECRETS[1])).toHaveCSS("user-select", "all");
  await expect(page.getByText("Copy key")).toBeHidden();
  await context.close();
});

test("an export asks for the password, holds what was filtered, and the Account Administrator is told", async ({
  page,
  mailbox,
}) => {
  await signInByPost(page.request, manager);
  await page.goto(`${contoso.home}/keys?family=Applications`);
  await page.getByRole("link", { name: "EXPORT" }).click();
  await page.waitForURL("**/keys/export?family=Applications");
  const button = page.getByRole("button", { name: "EXPORT KEYS" });
  await page.getByLabel("Present password").fill("not my password");
  await button.click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText(
    "This isn't your present password.",
  );
  expect(page.url()).toContain("family=Applications");
  await page.getByLabel("Present password").fill(PASSWORDS.own);
  const [file] = await Promise.all([page.waitForEvent("download"), button.click()]);
  expect(file.suggestedFilename()).toBe(`${contoso.key}-keys.csv`);
  const lines = parse<Record<string, string>>(await readFile(await file.path(), "utf8"), {
    bom: true,
    columns: true,
  });
  expect(lines).toMatchObject([{ Product: "Quill Documents", Key: SECRETS[1], Status: "Active" }]);
  const mail = await mailbox.waitFor({
    to: contoso.administrator.email,
    subject: "Amir Ortega exported license keys",
  });
  expect(JSON.stringify(mail)).not.toContain(SECRETS[1]);
});

test("a filter that nothing here has is ignored in words, and nothing is exported by one", async ({
  page,
}) => {
  await signInByPost(page.request, manager);
  await page.goto(`${contoso.home}/keys?family=Made+up&status=active`);
  const main = page.getByRole("main");
  await expect(main).toContainText("Ignored, because no key here has it: family and status.");
  await expect(row(page, "Quill Documents")).toHaveCount(1);
  await expect(row(page, "Harbor Server 2025")).toHaveCount(1);
  const answer = await page.request.post(`/api/accounts/${contoso.key}/keys`, {
    headers: { Origin: process.env.E2E_URL ?? "", "Sec-Fetch-Site": "same-origin" },
    form: { family: "Made up", currentPassword: PASSWORDS.own },
  });
  expect(answer.headers()["content-type"]).toContain("text/html");
  await page.goto(answer.url());
  await expect(main.getByRole("alert")).toContainText("A filter of this export makes no sense");
  await expect(main).toContainText("Ignored, because no key here has it: family.");
});

test("more keys than a file may hold are said at once, instead of a form that asks for a code", async ({
  page,
}) => {
  await signInByPost(page.request, manager);
  await query(
    `INSERT INTO "LicenseKey" ("id", "purchasingAccountId", "productId", "kind", "secretEnc", "secretHmac",
       "last5", "status", "recordedAt")
     SELECT gen_random_uuid(), k."purchasingAccountId", k."productId", 'Many', '', sha256(n::text::bytea),
       'ABCDE', 'REPLACED', now()
     FROM generate_series(0, 10000) n, "LicenseKey" k JOIN "PurchasingAccount" a
       ON a."id" = k."purchasingAccountId" WHERE a."numberKey" = $1 AND k."last5" = '6789B'`,
    [contoso.key],
  );
  await page.goto(`${contoso.home}/keys/export?status=REPLACED`);
  await expect(page.getByRole("main")).toContainText("More than 10,000");
  await expect(page.getByRole("main")).toContainText("too many for one file");
  await expect(page.getByRole("button", { name: "EXPORT KEYS" })).toHaveCount(0);
  await query(`DELETE FROM "LicenseKey" WHERE "kind" = 'Many'`);
});

test("an operator seals everything anew; what is sealed with the first of SECRETS stays as it is", async ({
  portal,
}) => {
  const { code, stdout, stderr } = await portal(["secrets", "rotate", "--json"]);
  expect(code, stderr).toBe(0);
  expect(JSON.parse(stdout)).toEqual({
    keys: 0,
    twice: { removed: 0, kept: 0 },
    secondFactors: 0,
  });
});

test("an Account Viewer is refused with 403, and nothing that they may open holds a key", async ({
  page,
  problems,
}) => {
  problems.allow(/403 \(Forbidden\)/);
  await signInByPost(page.request, viewer);
  const [key] = await query<{ id: string }>(
    `SELECT k."id" FROM "LicenseKey" k JOIN "PurchasingAccount" a
       ON a."id" = k."purchasingAccountId" WHERE a."numberKey" = $1`,
    [contoso.key],
  );
  expect((await page.goto(`${contoso.home}/keys`))?.status()).toBe(403);
  await expect(page.getByRole("main")).toContainText("Account Manager");
  const nav = page.getByRole("navigation", { name: "Sections" });
  await expect(nav.getByRole("link", { name: "Keys" })).toHaveCount(0);
  for (const below of [
    "",
    "/agreements",
    "/keys",
    "/keys/export",
    `/keys/${key?.id}`,
    "/activity",
  ]) {
    for (const [headers, type] of [
      [{}, "text/html"],
      [{ RSC: "1" }, "text/x-component"],
    ] as const) {
      const answer = await page.request.get(`${contoso.home}${below}`, { headers });
      expect(answer.headers()["content-type"], below).toContain(type);
      const text = await answer.text();
      for (const secret of SECRETS) {
        expect(text, below).not.toContain(secret);
        expect(text, below).not.toContain(secret.slice(-5));
      }
    }
  }
});
