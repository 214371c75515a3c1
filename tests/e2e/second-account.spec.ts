import { expect, test } from "./fixtures";
import { linkIn } from "./mails";
import { addAgreement, agreementFile, newOrganization, signAgreement } from "./organization";
import { createAccount, fillSignIn } from "./people";
import { fillRow, rowOf } from "./invite-users";

test("a person with an account elsewhere signs in from the link and confirms with one click", async ({
  page,
  browser,
  mailbox,
}) => {
  const [home, away] = [newOrganization("Adatum"), newOrganization("Fabrikam")];
  const person = home.administrator;
  await createAccount(page, await signAgreement(mailbox, home));
  const host = await (await browser.newContext()).newPage();
  await createAccount(host, await signAgreement(mailbox, away));
  await host.goto(`${away.home}/access/invite`);
  const guest = { ...person, language: "es", country: "ES", roles: ["Report Viewer"] };
  await fillRow(rowOf(host, 1), guest);
  await host.getByRole("button", { name: "INVITE", exact: true }).click();
  await expect(host.getByText(`The invitation to ${person.email} is on its way.`)).toBeVisible();
  const mail = await mailbox.waitFor({ to: person.email, subject: away.name });
  expect(mail.text).toContain("Usted ya tiene una cuenta organizativa");

  // Signed in as somebody else: both addresses, and the invitation stays open (edge 8).
  await host.goto(linkIn(mail));
  await expect(
    host.getByRole("heading", { name: "You are signed in as somebody else" }),
  ).toBeVisible();
  await expect(host.getByRole("main")).toContainText(person.email);
  await expect(host.getByRole("main")).toContainText(away.administrator.email);
  await host.getByRole("button", { name: "Sign out and continue" }).click();

  // Now signed out on the same page: sign in first, come back by oneself, confirm (edges 2, 18).
  await expect(host.getByRole("heading", { name: "Confirm your invitation" })).toBeVisible();
  await expect(host.getByLabel("Create password")).toHaveCount(0);
  await host.getByRole("button", { name: "Sign In" }).click();
  await host.waitForURL("**/sign-in?for=invitation");
  await fillSignIn(host, person.email);
  await host.waitForURL("**/get-started/*");
  await host.getByRole("button", { name: "Confirm", exact: true }).click();
  await host.waitForURL(`**${away.home}`);
  await expect(host.getByText("Switch account:")).toBeAttached();
  await host.goto("/profile");
  const roles = host.getByRole("region", { name: "Your roles" });
  await expect(roles).toContainText(home.name);
  await expect(roles).toContainText("Report Viewer");
  await host.context().close();

  // The first session of the person opens both accounts on its very next request (decision 7).
  expect((await page.goto(`${away.home}/agreements`))?.status()).toBe(200);
});

test("a second agreement for the same administrator is confirmed on the dashboard, without a second account", async ({
  page,
  portal,
  mailbox,
}) => {
  const [first, second] = [newOrganization("Litware"), newOrganization("Litware")];
  const { email } = first.administrator;
  await createAccount(page, await signAgreement(mailbox, first));
  const file = agreementFile(second);
  const [account] = file.purchasingAccounts;
  await addAgreement(portal, {
    ...file,
    organization: agreementFile(first).organization,
    purchasingAccounts: [
      { ...account, administrator: account?.administrator && { ...account.administrator, email } },
    ],
  });
  const mail = await mailbox.waitFor({ to: email, subject: "A new agreement is available" });
  expect(mail.subject).toBe(`A new agreement is available: ${first.name}`);
  expect(mail.text).toContain("you need no second account");

  await page.goto("/");
  const needs = page.getByRole("region", { name: "Needs you" });
  await expect(needs).toContainText(
    `${first.name}, purchasing account ${second.number}, waits for you`,
  );
  await needs.getByRole("button", { name: "Confirm" }).click();
  await page.waitForURL(`**${second.home}`);
  await expect(page.getByRole("main")).toContainText(second.agreementNumber);
  await page.goto(linkIn(mail));
  await expect(
    page.getByRole("heading", { name: "This invitation was already used" }),
  ).toBeVisible();

  await page.goto("/");
  await expect(page).toHaveURL(/\/accounts$/);
  await expect(page.getByRole("link", { name: `Open ${first.number}` })).toBeVisible();
  await expect(page.getByRole("link", { name: `Open ${second.number}` })).toBeVisible();
});

test("who opens somebody else's link may stay signed in, and nothing happens to either", async ({
  page,
  mailbox,
}) => {
  const [mine, theirs] = [newOrganization("Trey"), newOrganization("Tailspin")];
  await createAccount(page, await signAgreement(mailbox, mine));
  const link = await signAgreement(mailbox, theirs);
  await page.goto(link);
  await expect(page.getByRole("main")).toContainText(theirs.administrator.email);
  await page.getByRole("link", { name: "Stay signed in" }).click();
  await page.waitForURL(`**${mine.home}`);
  await page.context().clearCookies();
  await createAccount(page, link);
  await expect(page).toHaveURL(new RegExp(`${theirs.home}$`));
});
