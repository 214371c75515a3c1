import type { Page } from "@playwright/test";
import { playCast } from "./cast";
import { expect, test } from "./fixtures";
import { agreementFile, newOrganization } from "./organization";
import { signIn } from "./people";
import { playOnce } from "./play-once";

const known = newOrganization("Upload");
const wanted = newOrganization("Wanted");
const operator = known.address("operator");

test.beforeEach(() => playOnce(() => playCast(known, { operator })));

/** Uploads a file on New agreement; its answer is a page of its own. */
async function upload(page: Page, text: string, update = false) {
  await page.goto("/operator/agreements/new");
  const buffer = Buffer.from(text);
  await page
    .getByLabel("Agreement file")
    .setInputFiles({ name: "agreement.json", mimeType: "application/json", buffer });
  if (update) await page.getByLabel("Record what the file says otherwise").check();
  await page.getByRole("button", { name: "Upload the File" }).click();
  await page.waitForURL("**/operator/agreements/new?answer=*");
}

test("an agreement file is recorded once, and says what became of it", async ({
  page,
  mailbox,
}) => {
  await signIn(page, operator);
  const file = JSON.stringify(agreementFile(wanted));
  await upload(page, file);
  await expect(page.getByText("one administrator was invited")).toBeVisible();
  await expect(page.getByRole("link", { name: wanted.number })).toBeVisible();
  await mailbox.waitFor({ to: wanted.administrator.email });
  await upload(page, file);
  await expect(page.getByText("nobody was invited")).toBeVisible();
});

test("what differs, what is wrong and what is too large is said, and nothing is recorded", async ({
  page,
}) => {
  await signIn(page, operator);
  await upload(page, JSON.stringify(agreementFile(wanted)));
  const changed = JSON.stringify(agreementFile(wanted, { signedOn: "2026-11-01" }));
  await upload(page, changed);
  await expect(page.getByText("recorded is 2026-11-02, the file says 2026-11-01")).toBeVisible();
  await upload(page, changed, true);
  await expect(page.getByText("nobody was invited")).toBeVisible();
  await upload(page, JSON.stringify({ ...agreementFile(wanted), signedOn: "yesterday" }));
  await expect(page.getByText("signedOn must be a date")).toBeVisible();
  await upload(page, " ".repeat(5.5 * 1024 * 1024));
  await expect(page.getByText("The file is larger than 5 MB.")).toBeVisible();
});
