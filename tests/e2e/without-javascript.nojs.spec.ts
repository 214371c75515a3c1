import { waitOutTheGap } from "./database";
import { expect, test } from "./fixtures";
import { actOn, expectRow, fillRow, personRow, rowOf, type NewColleague } from "./invite-users";
import { linkIn } from "./mails";
import { newOrganization, signAgreement } from "./organization";
import { PASSWORDS } from "./passwords";
import { createAccount, fillSignIn, refusalOn, signIn, signOut } from "./people";

test.describe.configure({ mode: "serial" });

const wingtip = newOrganization("Wingtip");
const { email } = wingtip.administrator;

const ines: NewColleague = {
  email: wingtip.address("ines"),
  firstName: "Inès",
  lastName: "Moreau",
  language: "pt-BR",
  country: "BR",
  roles: ["Account Manager", "Account Viewer"],
};
const keiko: NewColleague = {
  email: wingtip.address("keiko"),
  firstName: "Keiko",
  lastName: "Tanaka",
  language: "ja",
  country: "JP",
  roles: ["Report Viewer"],
};

test("the account page says what is wrong, keeps the name, and lets the administrator in", async ({
  page,
  portal,
  mailbox,
}) => {
  await page.goto(await signAgreement({ portal, mailbox }, wingtip));
  await page.getByLabel("First name").fill("Dagmar");
  await page.getByLabel("Create password").fill(PASSWORDS.weak);
  await page.getByLabel("Confirm your password").fill(PASSWORDS.weak);
  await page.getByRole("button", { name: "Start" }).click();
  await expect(refusalOn(page)).toContainText("This is easy to guess");
  await expect(page.getByLabel("Create password")).toHaveAccessibleDescription(/easy to guess/);
  await expect(page.getByLabel("Create password")).toHaveValue("");
  await expect(page.getByLabel("First name")).toHaveValue("Dagmar");
  await page.getByLabel("Create password").fill(PASSWORDS.own);
  await page.getByLabel("Confirm your password").fill(PASSWORDS.own);
  await page.getByRole("button", { name: "Start" }).click();
  await page.waitForURL(`**${wingtip.home}`);
  await expect(page.getByRole("heading", { level: 1, name: "Welcome, Dagmar" })).toBeVisible();
});

test("rows are added by a post; the wrong one comes back filled in, the right one is sent", async ({
  page,
  mailbox,
}) => {
  await signIn(page, email);
  await page
    .getByRole("navigation", { name: "Sections" })
    .getByText("Account", { exact: true })
    .click();
  await page.getByRole("link", { name: "Manage access" }).click();
  await page.getByRole("link", { name: "INVITE USER" }).click();
  await fillRow(rowOf(page, 1), ines);
  await page.getByRole("button", { name: "INVITE ANOTHER USER" }).click();
  await expectRow(rowOf(page, 1), ines);
  expect(await mailbox.all({ to: ines.email })).toEqual([]);
  const wrong = { ...keiko, email: "keiko@outlook.com" };
  await fillRow(rowOf(page, 2), wrong);
  await page.getByRole("button", { name: "INVITE", exact: true }).click();
  await expect(refusalOn(page)).toContainText(`The invitation to ${ines.email} is on its way.`);
  await expect(rowOf(page, 2)).toHaveCount(0);
  await expectRow(rowOf(page, 1), wrong);
  await expect(rowOf(page, 1).getByLabel("EMAIL ADDRESS")).toHaveAccessibleDescription(
    /outlook\.com is for personal mailboxes/,
  );
  await rowOf(page, 1).getByLabel("EMAIL ADDRESS").fill(keiko.email);
  await page.getByRole("button", { name: "INVITE", exact: true }).click();
  await expect(page.getByRole("status").first()).toContainText(keiko.email);
  expect((await mailbox.waitFor({ to: ines.email })).subject).toContain("Boas-vindas");
  expect((await mailbox.waitFor({ to: keiko.email })).subject).toContain("ようこそ");
});

test("an invitee gets in and sees what the role opens", async ({ page, mailbox }) => {
  await createAccount(page, linkIn(await mailbox.waitFor({ to: ines.email })), PASSWORDS.next);
  const sections = page.getByRole("navigation", { name: "Sections" });
  await expect(sections.getByRole("link", { name: "Agreements" })).toBeVisible();
  await expect(sections.getByText("Account", { exact: true })).toHaveCount(0);
});

test("Manage Users searches, resends and revokes", async ({ page, mailbox }) => {
  await signIn(page, email);
  await page.goto(`${wingtip.home}/access`);
  await page.getByLabel("Name or email address").fill("tanaka");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(personRow(page, keiko.email)).toBeVisible();
  await expect(personRow(page, ines.email)).toHaveCount(0);
  await waitOutTheGap(keiko.email);
  const first = await mailbox.waitFor({ to: keiko.email });
  await actOn(page, keiko.email, "Resend invitation");
  await expect(page.getByRole("status").first()).toContainText("is on its way again");
  const second = await mailbox.waitFor({ to: keiko.email, after: first.id });
  await actOn(page, keiko.email, "Revoke invitation");
  await expect(page.getByRole("status").first()).toContainText("is withdrawn");
  for (const mail of [first, second]) {
    await page.goto(linkIn(mail));
    await expect(
      page.getByRole("heading", { name: "This invitation is no longer valid" }),
    ).toBeVisible();
  }
});

test("My Profile changes names and the password", async ({ page }) => {
  await signIn(page, email);
  await page.goto("/profile");
  await page.getByLabel("Last name").fill("Novotná");
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.locator("summary.me")).toContainText("Dagmar Novotná");
  const form = page.getByRole("region", { name: "Change password" });
  await form.getByLabel("Present password").fill(PASSWORDS.own);
  await form.getByLabel("Create password").fill(PASSWORDS.other);
  await form.getByLabel("Confirm your password").fill(PASSWORDS.other);
  await form.getByRole("button", { name: "Change Password" }).click();
  await expect(form.getByRole("status").first()).toContainText("Your password is changed.");
});

test("signing out, in, and a forgotten password work by posts alone", async ({ page, mailbox }) => {
  await signIn(page, email, PASSWORDS.other);
  await signOut(page);
  await fillSignIn(page, email, PASSWORDS.wrong);
  await expect(refusalOn(page)).toContainText("don't open an account");
  await expect(page.getByLabel("Work email")).toHaveValue(email);
  await page.getByRole("link", { name: "Forgotten your password?" }).click();
  await page.getByLabel("Work email").fill(email);
  await page.getByRole("button", { name: "Send the Link" }).click();
  await expect(page.getByRole("status")).toContainText("a mail is on its way");
  await page.goto(linkIn(await mailbox.waitFor({ to: email, subject: "Set a new password" })));
  await page.getByLabel("Create password").fill(PASSWORDS.own);
  await page.getByLabel("Confirm your password").fill(PASSWORDS.own);
  await page.getByRole("button", { name: "Set New Password" }).click();
  await page.waitForURL("**/sign-in?done=password");
  await fillSignIn(page, email, PASSWORDS.own);
  await page.waitForURL(`**${wingtip.home}`);
});

test("a refused page names the roles that open it, and a missing one says that it is", async ({
  page,
  problems,
}) => {
  problems.allow(/403 \(Forbidden\)|404 \(Not Found\)/);
  await signIn(page, ines.email, PASSWORDS.next);
  expect((await page.goto(`${wingtip.home}/access`))?.status()).toBe(403);
  await expect(page.getByText("The roles that open it are Account Administrator")).toBeVisible();
  for (const path of [
    "/nothing/here",
    `/accounts/${newOrganization("Nowhere").key}`,
    "/operator",
  ]) {
    expect((await page.goto(path))?.status()).toBe(404);
    await expect(page.getByRole("heading", { name: "This page doesn't exist" })).toBeVisible();
  }
});
