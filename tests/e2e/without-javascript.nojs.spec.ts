import { playCast } from "./cast";
import { waitOutTheGap } from "./database";
import { expect, test } from "./fixtures";
import { actOn, expectRow, fillRow, personRow, rowOf, type NewColleague } from "./invite-users";
import { codeIn, linkIn } from "./mails";
import { newOrganization, type Organization, signAgreement } from "./organization";
import { PASSWORDS } from "./passwords";
import { createAccount, fillSignIn, refusalOn, signIn, signOut } from "./people";
import { dayIn, makePartners } from "./people-states";

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

// Each goes on where the one before it ended; what follows them stands by itself.
test.describe.serial("one account, from its first email", () => {
  test("the account page says what is wrong, keeps the name, and lets the administrator in", async ({
    page,
    mailbox,
  }) => {
    await page.goto(await signAgreement(mailbox, wingtip));
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

  test("signing out, in, and a forgotten password work by posts alone", async ({
    page,
    mailbox,
  }) => {
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
});

test("the invitation mail is asked for again, and its code is typed", async ({ page, mailbox }) => {
  const lost = newOrganization("Lostmail");
  await signAgreement(mailbox, lost);
  const first = await mailbox.waitFor({ to: lost.administrator.email });
  await waitOutTheGap(lost.administrator.email);
  await page.goto("/request-invitation");
  await page
    .getByLabel("Purchasing Account Administrator email address")
    .fill(lost.administrator.email);
  await page.getByLabel("Purchasing account number").fill(lost.number);
  await page.getByRole("button", { name: "SUBMIT" }).click();
  await expect(page.getByLabel("Agreement number")).toHaveAccessibleDescription(/./);
  await expect(page.getByLabel("Purchasing account number")).toHaveValue(lost.number);
  await page.getByLabel("Agreement number").fill(lost.agreementNumber);
  await page.getByRole("button", { name: "SUBMIT" }).click();
  await expect(page.getByRole("main")).toContainText("If these details match our records");
  const second = await mailbox.waitFor({ to: lost.administrator.email, after: first.id });

  await page.goto("/get-started");
  await page.getByLabel("Work email").fill(lost.administrator.email);
  await page.getByLabel("Code").fill("2345-6789");
  await page.getByRole("button", { name: "Continue" }).click();
  await expect(refusalOn(page)).toBeVisible();
  await page.getByLabel("Code").fill(codeIn(second).toLowerCase());
  await page.getByRole("button", { name: "Continue" }).click();
  await page.waitForURL("**/get-started/*");
  await expect(page.getByRole("main")).toContainText(lost.name);
});

test("an invitation is declined with a reason, and the page says so", async ({ page, mailbox }) => {
  const contoso = newOrganization("Declining");
  const uwe = contoso.address("uwe");
  await playCast(contoso, {
    colleagues: [{ email: uwe, roles: ["ACCOUNT_VIEWER"], comesIn: false }],
  });
  await page.goto(linkIn(await mailbox.waitFor({ to: uwe })));
  await page.getByRole("link", { name: "Not you, or the wrong address?" }).click();
  await page.getByRole("button", { name: "Decline" }).click();
  await expect(page.getByLabel("Your reason")).toHaveAccessibleDescription(/./);
  await page.getByLabel("Your reason").fill("I left in spring");
  await page.getByRole("button", { name: "Decline" }).click();
  await expect(page.getByRole("main")).toContainText("You have declined");
});

test("people are found, corrected, given roles and shut out by posts alone", async ({
  page,
  mailbox,
}) => {
  const tailspin = newOrganization("Tailspin");
  const [maria, paulo] = [tailspin.address("maria"), tailspin.address("paulo")];
  await playCast(tailspin, {
    colleagues: [
      { email: maria, roles: ["REPORT_VIEWER"] },
      { email: paulo, roles: ["ACCOUNT_VIEWER"], comesIn: false },
    ],
  });
  const first = await mailbox.waitFor({ to: paulo });
  await waitOutTheGap(paulo);
  await signIn(page, tailspin.administrator.email);
  await page.goto(`${tailspin.home}/access`);
  await page.getByRole("combobox", { name: "Status" }).selectOption("Invited");
  await page.getByRole("button", { name: "Search" }).click();
  await expect(personRow(page, maria)).toHaveCount(0);
  await personRow(page, paulo).getByRole("link", { name: "Paulo Ortega" }).click();
  await page.getByLabel("LAST NAME").fill("");
  await page.getByLabel("FIRST NAME").fill("Pablo");
  await page.getByRole("button", { name: "Save and send again" }).click();
  await expect(page.getByLabel("LAST NAME")).toHaveAccessibleDescription(/./);
  await expect(page.getByLabel("FIRST NAME")).toHaveValue("Pablo");
  await page.getByLabel("LAST NAME").fill("Reis");
  await page.getByRole("button", { name: "Save and send again" }).click();
  await expect(page.getByRole("main")).toContainText("is corrected and on its way");
  await mailbox.waitFor({ to: paulo, after: first.id });

  await page.goto(`${tailspin.home}/access`);
  await page.getByRole("button", { name: "Disable" }).click();
  await expect(refusalOn(page)).toContainText("Tick at least one person");
  await page.getByRole("link", { name: "Maria Ortega" }).click();
  await page.getByLabel("User Administrator", { exact: true }).check();
  await page.getByRole("button", { name: "Show what changes" }).click();
  await expect(page.getByRole("region", { name: "What changes" })).toContainText("Invite people");
  await page.getByRole("button", { name: "Save", exact: true }).click();
  await expect(page.getByRole("main")).toContainText("The new roles count from");
  await page.getByRole("button", { name: "Disable" }).click();
  await expect(page.getByRole("main")).toContainText("can't open this purchasing account any more");
  await expect(page.getByRole("button", { name: "Enable" })).toBeVisible();
});

test("a partner is let see more, a file is checked, another address asked for by posts alone", async ({
  page,
  mailbox,
}) => {
  const margie = newOrganization("Margie");
  await playCast(margie);
  const [number = ""] = await makePartners(margie, ["Adatum Asset Management"]);
  await signIn(page, margie.administrator.email);
  await page.goto(`${margie.home}/access/partners`);
  await page.getByRole("link", { name: "Grant visibility" }).click();
  await page.getByLabel("Partner number").fill("PRT-0000");
  await page.getByLabel("Last day").fill(dayIn(60));
  await page.getByRole("button", { name: "Next" }).click();
  await expect(page.getByLabel("Partner number")).toHaveAccessibleDescription(/is recorded/);
  await expect(page.getByLabel("Last day")).toHaveValue(dayIn(60));
  await page.getByLabel("Partner number").fill(number);
  await page.getByRole("button", { name: "Next" }).click();
  await page.getByRole("button", { name: "Grant visibility" }).click();
  await expect(page.getByRole("row").filter({ hasText: number })).toContainText("Can see");

  await page.goto(`${margie.home}/access/import`);
  const lines = [
    "EMAIL ADDRESS,FIRST NAME,LAST NAME,PREFERRED LANGUAGE,COUNTRY/REGION,ROLE",
    `${margie.address("mei")},Mei,Lin,zh-Hans,CN,Account Viewer`,
    `${margie.address("otto")},Otto,Roth,de,Bavaria,Account Viewer`,
  ];
  await page.getByLabel("CSV file").setInputFiles({
    name: "people.csv",
    mimeType: "text/csv",
    buffer: Buffer.from(lines.join("\n")),
  });
  await page.getByRole("button", { name: "Check the File" }).click();
  await expect(page.getByRole("main")).toContainText("One person will be invited.");
  await expect(page.getByRole("table")).toContainText("“Bavaria” isn't a country");
  await page.getByRole("button", { name: "START IMPORT" }).click();
  await mailbox.waitFor({ to: margie.address("mei") });

  await page.goto("/profile/email");
  await page.getByLabel("New work email").fill(margie.address("dana.novotna"));
  await page.getByLabel("Present password").fill(PASSWORDS.wrong);
  await page.getByRole("button", { name: "Send Both Mails" }).click();
  await expect(page.getByLabel("Present password")).toHaveAccessibleDescription(/./);
  await page.getByLabel("Present password").fill(PASSWORDS.own);
  await page.getByRole("button", { name: "Send Both Mails" }).click();
  await expect(page.getByRole("main")).toContainText("Two mails are on their way");
  await mailbox.waitFor({ to: margie.address("dana.novotna"), subject: "Please confirm" });
});

test("a partner resends to several and changes an administrator; an operator decides", async ({
  page,
  mailbox,
}) => {
  const [house, ready, soon] = ["Nojshouse", "Nojsready", "Nojssoon"].map((word) =>
    newOrganization(word),
  ) as [Organization, Organization, Organization];
  const [mira, elena] = [house.address("mira"), house.address("elena")];
  await playCast(house, {
    partner: mira,
    operator: elena,
    partnerNumber: `PRT-${house.key}`,
    customers: [{ organization: ready }, { organization: soon }],
  });
  const first = await mailbox.waitFor({ to: ready.administrator.email });
  await waitOutTheGap(ready.administrator.email);
  await signIn(page, mira);
  await page.getByRole("button", { name: "Resend" }).click();
  await expect(refusalOn(page)).toBeVisible();
  for (const one of [ready, soon])
    await page.getByRole("row").filter({ hasText: one.number }).getByRole("checkbox").check();
  await page.getByRole("button", { name: "Resend" }).click();
  await expect(page.getByRole("main")).toContainText(`sent to ${ready.administrator.email}`);
  await expect(page.getByRole("main")).toContainText("It was already sent just now");
  await mailbox.waitFor({ to: ready.administrator.email, after: first.id });

  // The address is one of the partner's own, so that an operator has to decide.
  await page.goto(`/partner/accounts/${house.key}`);
  await page.getByRole("link", { name: "Change administrator" }).click();
  await page.getByLabel("EMAIL ADDRESS").fill(noorOf(house));
  await page.getByLabel("FIRST NAME").fill("Noor");
  await page.getByRole("button", { name: "Change administrator" }).click();
  await expect(page.getByLabel("LAST NAME")).toHaveAccessibleDescription(/./);
  await expect(page.getByLabel("EMAIL ADDRESS")).toHaveValue(noorOf(house));
  await page.getByLabel("LAST NAME").fill("Aziz");
  await page.getByLabel("PREFERRED LANGUAGE").selectOption("en");
  await page.getByLabel("COUNTRY/REGION").selectOption("US");
  await page.getByRole("button", { name: "Change administrator" }).click();
  await page.waitForURL("**?done=review");
  await signOut(page);

  await signIn(page, elena);
  await page.getByRole("link", { name: "Decisions" }).click();
  const row = page.getByRole("row").filter({ hasText: house.name });
  await row.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByRole("main")).toContainText("The change is approved and in effect.");
  await expect(row).toHaveCount(0);
  await mailbox.waitFor({ to: noorOf(house) });
});

const noorOf = (organization: Organization) => organization.address("noor");
