import type { Page } from "@playwright/test";
import { playCast } from "./cast";
import { publish, zone } from "./domains";
import { expect, test } from "./fixtures";
import { newOrganization, type Organization } from "./organization";
import { playOnce } from "./play-once";
import { signInByPost } from "./post-action";

const contoso = newOrganization("Contoso");
const fabrikam = newOrganization("Fabrikam");
const operator = contoso.address("operator");
const domain = `${contoso.key.toLowerCase()}.com`;

test.beforeEach(() =>
  playOnce(async () => {
    await playCast(contoso, { operator });
    await playCast(fabrikam);
    await publish(...zone(domain));
  }),
);

/** Associates the domain; the value that its TXT record must have. */
async function associate(page: Page, { home }: Organization, typed: string): Promise<string> {
  await page.goto(`${home}/domains`);
  await page.getByLabel("Domain", { exact: true }).fill(typed);
  await page.getByRole("button", { name: "Associate a domain" }).click();
  await page.waitForURL(/\/domains\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(domain);
  await expect(page.getByRole("main")).toContainText("Waiting for the record");
  return page
    .getByRole("region", { name: "TXT record" })
    .getByText(/^domain-verification=/)
    .innerText();
}

/** No page is loaded again here: it notices by itself. */
async function checkUntil(page: Page, words: string): Promise<void> {
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(page.locator(".note-title").filter({ hasText: words })).toBeVisible({
    timeout: 30_000,
  });
}

const answers = (page: Page) => page.getByRole("region", { name: "What the DNS answers" });

test("an administrator proves a domain, somebody else proves it too, and the operator decides", async ({
  page,
  browser,
  mailbox,
}) => {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await signInByPost(page.request, contoso.administrator.email);
  await page.goto(contoso.home);
  const sections = page.getByRole("navigation", { name: "Sections" });
  await sections.getByText("Account", { exact: true }).click();
  await sections.getByRole("link", { name: "Domains" }).click();
  await page.waitForURL("**/domains");
  await page.getByLabel("Domain", { exact: true }).fill("gmail.com");
  await page.getByRole("button", { name: "Associate a domain" }).click();
  await expect(page.getByRole("alert").first()).toContainText("personal mailboxes");

  const value = await associate(page, contoso, `https://www.${domain.toUpperCase()}/start`);
  await page.getByRole("button", { name: "Copy the value" }).click();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(value);

  // At the wrong name first, as happens where a provider adds the domain by itself.
  const doubled = `_business-center.${domain}.${domain}`;
  await publish({ name: doubled, type: "TXT", values: [value] });
  await page.getByRole("button", { name: "Check now" }).click();
  await expect(answers(page)).toContainText(`at the wrong name: ${doubled}`, { timeout: 30_000 });
  await expect(answers(page).getByRole("row").nth(1)).toContainText("No such name (NXDOMAIN)");
  const record = { name: `_business-center.${domain}`, type: "TXT" } as const;
  await publish({ ...record, values: [value] });
  await checkUntil(page, "Verified");
  await expect(answers(page).getByRole("row")).toHaveCount(3);
  await expect(answers(page).getByRole("row").nth(2)).toContainText(`ns1.${domain}`);
  await expect(answers(page).getByRole("row").nth(2)).toContainText("Record found");
  await mailbox.waitFor({ to: contoso.administrator.email, subject: `${domain} is verified` });

  const other = await (await browser.newContext()).newPage();
  await signInByPost(other.request, fabrikam.administrator.email);
  const second = await associate(other, fabrikam, domain);
  await publish({ ...record, values: [value, second] });
  await checkUntil(other, "Waiting for a decision");
  const told = {
    to: contoso.administrator.email,
    subject: `Another organization claims ${domain}`,
  };
  expect((await mailbox.waitFor(told)).text).not.toContain(fabrikam.name);

  const desk = await (await browser.newContext()).newPage();
  await signInByPost(desk.request, operator);
  await desk.goto("/operator/decisions");
  const row = desk.getByRole("row").filter({ hasText: domain });
  await expect(row).toContainText(contoso.name);
  await expect(row).toContainText(fabrikam.name);
  await row.getByRole("button", { name: `Approve: ${domain} goes to ${fabrikam.name}` }).click();
  await expect(
    desk.getByRole("status").filter({ hasText: "The domain changed hands." }),
  ).toBeVisible();
  await expect(row).toHaveCount(0);

  await other.reload();
  await expect(other.getByRole("main")).toContainText("People with an address at exactly this");
  await page.goto(`${contoso.home}/domains`);
  await expect(page.getByRole("main")).toContainText("No domain yet");
  const gone = { to: contoso.administrator.email, subject: "went to another organization" };
  expect((await mailbox.waitFor(gone)).text).not.toContain(fabrikam.name);

  await other.getByRole("link", { name: "Remove …" }).click();
  await expect(other.getByRole("main")).toContainText("No member of this purchasing account has");
  await other.getByRole("button", { name: `Remove ${domain}` }).click();
  await other.waitForURL(/\/domains\?removed=/);
  await expect(other.getByRole("main")).toContainText(`${domain} is removed.`);
  await other.context().close();
  await desk.context().close();
});
