import type { Page } from "@playwright/test";
import { playCast } from "./cast";
import { dump, query } from "./database";
import { expect, test } from "./fixtures";
import { newOrganization, type Organization } from "./organization";
import { refusalOn } from "./people";
import { playOnce } from "./play-once";
import { postAction, signInByPost } from "./post-action";
import { beSignedIn, BUDGET, look, type Open, sampled, visit } from "./screen-checks";

test.use({ trace: "off" });

const contoso = newOrganization("Terms");
const over = newOrganization("Over");
const manager = contoso.address("amir");
const viewer = contoso.address("tom");

test.beforeEach(() => playOnce(play));

async function play() {
  await playCast(contoso, {
    colleagues: [
      { email: manager, roles: ["ACCOUNT_MANAGER"] },
      { email: viewer, roles: ["ACCOUNT_VIEWER"] },
    ],
  });
  await playCast(over);
  await query(`UPDATE "Agreement" SET "endsOn" = '2026-11-05' WHERE "number" = $1`, [
    over.agreementNumber,
  ]);
}

const pageOf = ({ home, agreementNumber }: Organization) =>
  `${home}/agreements/${agreementNumber.replace("-", "")}`;

const contact = (page: Page, number: number) =>
  page.getByRole("group", { name: `Contact ${number}` });

const save = (page: Page) => page.getByRole("button", { name: "Save" }).click();

test("an Account Manager names a contact and how to renew; others read it and can't edit", async ({
  page,
  browser,
}) => {
  await signInByPost(page.request, manager);
  await page.goto(`${contoso.home}/agreements`);
  await page.getByRole("link", { name: contoso.agreementNumber, exact: true }).click();
  await page.getByRole("link", { name: "Edit contacts and preferences" }).click();
  await contact(page, 1).getByLabel("Name").fill("Ana Silva");
  await page.getByLabel("Your reference").fill("PO 7");
  await save(page);
  await expect(refusalOn(page)).toContainText(
    "Email address: Enter an email address or a telephone number.",
  );
  await expect(contact(page, 1).getByLabel("Name")).toHaveValue("Ana Silva");
  await contact(page, 1).getByLabel("Email address").fill("ana.silva@contoso.com");
  await page.getByLabel("When the agreement ends").selectOption("Renew it");
  await save(page);
  await page.waitForURL("**/agreements/*?done=saved");
  await expect(page.getByText("Saved.")).toBeVisible();
  await expect(page.getByRole("row").filter({ hasText: "Ana Silva" })).toContainText(
    "ana.silva@contoso.com",
  );
  await expect(page.getByText(/Last saved .* by Amir Ortega/)).toBeVisible();

  const reader = await browser.newContext({ baseURL: process.env.E2E_URL ?? "" });
  const other = await reader.newPage();
  await signInByPost(other.request, viewer);
  await other.goto(pageOf(contoso));
  await expect(other.getByText("Renew it")).toBeVisible();
  await expect(other.getByRole("link", { name: /Edit/ })).toHaveCount(0);
  expect((await other.goto(`${pageOf(contoso)}/edit`))?.status()).toBe(403);
  await expect(other.getByRole("main")).toContainText("Account Manager");
  expect((await other.goto(`${contoso.home}/agreements/AGR0`))?.status()).toBe(404);
  await reader.close();
});

for (const javaScriptEnabled of [true, false]) {
  test(`the second of two editors sees both values, keeps what they typed and decides, ${
    javaScriptEnabled ? "with" : "without"
  } JavaScript`, async ({ browser }) => {
    const open = async (who: string) => {
      const baseURL = process.env.E2E_URL ?? "";
      const context = await browser.newContext({ baseURL, javaScriptEnabled });
      const page = await context.newPage();
      await signInByPost(page.request, who);
      await page.goto(`${pageOf(contoso)}/edit`);
      return page;
    };
    const [first, second] = await Promise.all([open(manager), open(contoso.administrator.email)]);
    const theirs = `Theirs ${javaScriptEnabled}`;
    const mine = `Mine ${javaScriptEnabled}`;
    await first.getByLabel("Platform of downloads").fill(theirs);
    await save(first);
    await first.waitForURL("**/agreements/*?done=saved");

    await second.getByLabel("Platform of downloads").fill(mine);
    // A mistake first: it must not pass for having seen what the other one saved.
    await contact(second, 2).getByLabel("Email address").fill("nobody");
    await save(second);
    await expect(refusalOn(second)).toContainText("Please look at the marked fields.");
    await contact(second, 2).getByLabel("Email address").fill("");
    await save(second);
    await expect(refusalOn(second)).toContainText("Amir Ortega saved other values");
    const platform = second.getByLabel("Platform of downloads");
    await expect(platform).toHaveValue(mine);
    await expect(platform).toHaveAccessibleDescription(new RegExp(`Saved meanwhile: ${theirs}`));
    expect((await dump((table) => /AccountTerms/.test(table))).join()).not.toContain(mine);
    await save(second);
    await second.waitForURL("**/agreements/*?done=saved");
    await expect(second.getByText(mine)).toBeVisible();
    await first.context().close();
    await second.context().close();
  });
}

test("an agreement that has ended is read-only, also to a post past the page", async ({ page }) => {
  await signInByPost(page.request, over.administrator.email);
  await page.goto(pageOf(over));
  await expect(page.getByText("This agreement has ended.")).toBeVisible();
  await expect(page.getByRole("link", { name: /Edit/ })).toHaveCount(0);
  await page.goto(`${pageOf(over)}/edit`);
  await expect(page.getByText("This agreement has ended.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Save" })).toHaveCount(0);
  const answer = await postAction(page.request, {
    action: "app/(portal)/accounts/[account]/agreements/actions.ts#updateTermsAction",
    fields: { version: "0", renewal: "END", customerReference: "PO past the page" },
    account: over.key,
  });
  expect(await answer.text()).toMatch(/"status":"refused".*no longer active/);
  expect((await dump((table) => /AccountTerms/.test(table))).join()).not.toContain("past the page");
});

const overtaken: Open = async ({ page }) => {
  const edit = `${pageOf(contoso)}/edit`;
  await page.goto(edit);
  const other = await page.context().newPage();
  await other.goto(edit);
  await contact(other, 1)
    .getByLabel("Telephone")
    .fill(`+1 555 0${Date.now() % 1000}`);
  await other.getByLabel("Country or region for shipping").selectOption("Germany");
  await save(other);
  await other.waitForURL("**/agreements/*?done=saved");
  await other.close();
  await contact(page, 1).getByLabel("Name").fill("Ana Silva");
  await contact(page, 1).getByLabel("Telephone").fill("+1 555 0142");
  await page.getByLabel("Country or region for shipping").selectOption("France");
  await save(page);
  await expect(refusalOn(page)).toContainText("saved other values");
};

const filled: Open = async ({ page }) => {
  await page.goto(`${pageOf(contoso)}/edit`);
  const row = contact(page, 1);
  await row.getByLabel("Name").fill("Wolfeschlegelsteinhausenbergerdorff Purchasing");
  await row.getByLabel("What for").fill("Invoices and delivery of media");
  await row
    .getByLabel("Email address")
    .fill("purchasing.headquarters@contoso-manufacturing.example");
  await page
    .getByLabel("Shipping notes")
    .fill("Gate 4, weekdays until 15:00.\nAsk for the IT store.");
  await save(page);
  await page.waitForURL("**/agreements/*?done=saved");
};

const STATES: Record<string, { who?: string; open: Open }> = {
  agreements: { open: visit(`${contoso.home}/agreements`) },
  agreement: { open: filled },
  "agreement-ended": { who: over.administrator.email, open: visit(pageOf(over)) },
  "agreement-edit-overtaken": { open: overtaken },
};

for (const [name, { who = contoso.administrator.email, open }] of sampled(STATES)) {
  test(`${name} is accessible, steady and light in both themes and widths`, async ({
    page,
    mailbox,
    portal,
  }) => {
    await beSignedIn(page, who);
    await look({ page, mailbox, portal }, name, open, BUDGET.signedIn);
  });
}
