import { waitOutTheGap } from "./database";
import { expect, test } from "./fixtures";
import { linkIn } from "./mails";
import { newOrganization, signAgreement } from "./organization";
import { PASSWORDS } from "./passwords";
import { createAccount, fillSignIn, refusalOn, signIn } from "./people";

test("a forgotten password is replaced by mail, once, and ends every session", async ({
  page,
  browser,
  mailbox,
}) => {
  const woodgrove = newOrganization("Woodgrove");
  const { email } = woodgrove.administrator;
  await createAccount(page, await signAgreement(mailbox, woodgrove));

  const other = await (await browser.newContext()).newPage();
  await other.goto("/sign-in");
  await other.getByRole("link", { name: "Forgotten your password?" }).click();
  const answer = "If this address has an organizational account or an open invitation";
  const ask = async (address: string) => {
    await other.goto("/reset-password");
    await other.getByLabel("Work email").fill(address);
    await other.getByRole("button", { name: "Send the Link" }).click();
    await expect(other.getByRole("status")).toContainText(answer);
  };
  await ask(woodgrove.address("nobody"));
  await ask(email);
  const mail = await mailbox.waitFor({ to: email, subject: "Set a new password" });
  const link = linkIn(mail);

  await other.goto(link);
  await expect(other.getByRole("main")).toContainText(email);
  const fill = async (password: string) => {
    await other.getByLabel("Create password").fill(password);
    await other.getByLabel("Confirm your password").fill(password);
    await other.getByRole("button", { name: "Set New Password" }).click();
  };
  await fill(PASSWORDS.short);
  await expect(refusalOn(other)).toContainText("Use at least 15 characters");
  expect((await page.goto(woodgrove.home))?.url()).toContain(woodgrove.home);
  await fill(PASSWORDS.next);
  await other.waitForURL("**/sign-in?done=password");
  await expect(other.getByText("Your password is set. Sign in with it.")).toBeVisible();

  await page.goto(woodgrove.home);
  await expect(page).toHaveURL(/\/sign-in\?returnTo=/);
  await other.goto(link);
  await expect(other.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
  await fillSignIn(page, email, PASSWORDS.own);
  await expect(refusalOn(page)).toBeVisible();
  await fillSignIn(page, email, PASSWORDS.next);
  await page.waitForURL(`**${woodgrove.home}`);
  expect((await mailbox.waitFor({ to: email, subject: "was changed" })).text).toContain(
    "If it wasn't you",
  );
  expect(await mailbox.all({ to: woodgrove.address("nobody") })).toEqual([]);
  await other.context().close();
});

test("a reset asked for an invited address sends the invitation again and makes no account", async ({
  page,
  mailbox,
}) => {
  const humongous = newOrganization("Humongous");
  const { email } = humongous.administrator;
  const first = await signAgreement(mailbox, humongous);
  await waitOutTheGap(email);
  await page.goto("/reset-password");
  await page.getByLabel("Work email").fill(` ${email.toUpperCase()} `);
  await page.getByRole("button", { name: "Send the Link" }).click();
  await expect(page.getByRole("status")).toContainText("a mail is on its way");
  const earlier = (await mailbox.all({ to: email }))[0];
  const again = await mailbox.waitFor({ to: email, after: earlier?.id ?? 0 });
  expect(again.subject).toContain("Get started with the Business Center");
  expect(linkIn(again)).not.toBe(first);
  await createAccount(page, linkIn(again));
});

test("a new password in My Profile ends the sessions of other browsers, not one's own", async ({
  page,
  browser,
  mailbox,
}) => {
  const alpine = newOrganization("Alpine");
  const { email } = alpine.administrator;
  await createAccount(page, await signAgreement(mailbox, alpine));
  const other = await (await browser.newContext()).newPage();
  await signIn(other, email);
  await other.waitForURL(`**${alpine.home}`);

  await page.goto("/profile");
  const form = page.getByRole("region", { name: "Change password" });
  const change = async (current: string, next: string) => {
    await form.getByLabel("Present password").fill(current);
    await form.getByLabel("Create password").fill(next);
    await form.getByLabel("Confirm your password").fill(next);
    await form.getByRole("button", { name: "Change Password" }).click();
  };
  await change(PASSWORDS.wrong, PASSWORDS.next);
  await expect(form.getByRole("alert")).toContainText("This isn't your present password.");
  await change(PASSWORDS.own, PASSWORDS.next);
  await expect(form.getByRole("status").first()).toContainText("Your password is changed.");

  await other.goto(alpine.home);
  await expect(other).toHaveURL(/\/sign-in\?returnTo=/);
  await page.goto(alpine.home);
  await expect(page.getByRole("heading", { level: 1, name: "Welcome, Dana" })).toBeVisible();
  await fillSignIn(other, email, PASSWORDS.next);
  await other.waitForURL(`**${alpine.home}`);
  await other.context().close();
});

test("a name changed in My Profile is on every page at once", async ({ page, mailbox }) => {
  const lucerne = newOrganization("Lucerne");
  await createAccount(page, await signAgreement(mailbox, lucerne));
  await page.goto("/profile");
  await expect(page.getByLabel("Work email")).toHaveCount(0);
  await expect(page.getByRole("link", { name: "Change Work Email" })).toBeVisible();
  await page.getByLabel("Last name").fill("see www.evil.example");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(refusalOn(page)).toContainText("A name can't contain a web address.");
  await expect(page.getByLabel("Last name")).toHaveValue("see www.evil.example");
  await page.getByLabel("Last name").fill("Nowak");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.locator("summary.me")).toContainText("Dana Nowak");
  await page.goto(`${lucerne.home}/access`);
  await expect(page.getByRole("row").filter({ hasText: "Dana Nowak" })).toContainText("(you)");
});
