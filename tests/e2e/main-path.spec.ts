import { allLinksIn, linkIn } from "./mails";
import { waitOutTheGap } from "./database";
import { playCast } from "./cast";
import { expect, test } from "./fixtures";
import { actOn, expectRow, fillRow, personRow, rowOf, type NewColleague } from "./invite-users";
import { addAgreement, agreementFile, newOrganization } from "./organization";
import { PASSWORDS } from "./passwords";
import { createAccount, fillSignIn, refusalOn, signIn, signOut } from "./people";
import { playOnce } from "./play-once";

const contoso = newOrganization("Contoso");
const { administrator } = contoso;

const uwe: NewColleague = {
  email: contoso.address("uwe"),
  firstName: "Uwe",
  lastName: "Schneider",
  language: "de",
  country: "DE",
  roles: ["User Administrator", "Report Viewer"],
};
const tom: NewColleague = {
  email: contoso.address("tom"),
  firstName: "Tom",
  lastName: "Baker",
  language: "fr",
  country: "CA",
  roles: ["Account Viewer"],
};
const mei: NewColleague = {
  email: contoso.address("mei"),
  firstName: "Mei",
  lastName: "Lin",
  language: "zh-Hans",
  country: "CN",
  roles: ["Agreement Administrator"],
};

// Each goes on where the one before it ended.
test.describe.serial("one account from its signature on", () => {
  test("a signed agreement is in its administrator's mailbox within five seconds", async ({
    portal,
    mailbox,
  }) => {
    const printed = await addAgreement(portal, agreementFile(contoso));
    const committed = Date.now();
    expect(printed).toMatch(
      new RegExp(
        `^${contoso.number} +${administrator.email} +invited until 20\\d\\d-\\d\\d-\\d\\d`,
      ),
    );
    const mail = await mailbox.waitFor({ to: administrator.email });
    expect(Date.now() - committed).toBeLessThan(5000);
    expect(mail.subject).toBe(`Get started with the Business Center: ${contoso.name}`);
    expect(mail.text).toContain(contoso.agreementNumber);
    expect(mail.text).toContain(contoso.number);
    expect(mail.text).toMatch(/The link works until \w+, (\w+ \d+|\d+ \w+),? 20\d\d/);
    expect(mail.text).toContain("If that isn't you, do nothing");
    expect(mail.html).toContain("Get Started Now");
    expect(
      new Set(allLinksIn(mail.text).filter((link) => link.includes("/get-started/"))).size,
    ).toBe(1);
    expect(await addAgreement(portal, agreementFile(contoso))).toContain("already invited");
    expect(await mailbox.all({ to: administrator.email })).toHaveLength(1);
  });

  test("the administrator verifies who they are, is told what is wrong with a password, and starts", async ({
    page,
    mailbox,
  }) => {
    await page.goto(linkIn(await mailbox.waitFor({ to: administrator.email })));
    await expect(
      page.getByRole("heading", {
        level: 1,
        name: "Create your organizational account",
        exact: true,
      }),
    ).toBeVisible();
    const fact = (term: string) => page.locator(`dt:text-is("${term}") + dd`);
    await expect(fact("Name")).toHaveText("Dana Kowalski");
    await expect(fact("Work email")).toHaveText(administrator.email);
    await expect(fact("Agreement")).toHaveText(
      `${contoso.agreementNumber}, signed 2 November 2026`,
    );
    await expect(fact("Purchasing account")).toHaveText(contoso.number);
    await expect(page.getByLabel("Work email")).toHaveCount(0);

    const password = page.getByLabel("Create password");
    const again = page.getByLabel("Confirm your password");
    const start = page.getByRole("button", { name: "Start" });
    const alert = refusalOn(page);
    await page.getByLabel("First name").fill("Daniela");
    await password.pressSequentially(PASSWORDS.weak);
    await expect(page.getByText("Many people use this or something close to it.")).toBeVisible();
    await again.fill(PASSWORDS.weak);
    await start.click();
    await expect(alert).toContainText("Nothing was changed yet");
    await expect(password).toHaveAccessibleDescription(/This is easy to guess/);
    await expect(password).toHaveValue("");
    await expect(page.getByLabel("First name")).toHaveValue("Daniela");

    await password.fill(PASSWORDS.short);
    await again.fill(PASSWORDS.short);
    await start.click();
    await expect(password).toHaveAccessibleDescription(/Use at least 15 characters/);

    await password.fill(PASSWORDS.own);
    await again.fill(PASSWORDS.other);
    await start.click();
    await expect(again).toHaveAccessibleDescription(/The two passwords differ/);
    await expect(page.getByLabel("First name")).toHaveValue("Daniela");

    await password.fill(PASSWORDS.own);
    await again.fill(PASSWORDS.own);
    await start.click();
    await page.waitForURL(`**${contoso.home}`);
    await expect(page.getByRole("heading", { level: 1, name: "Welcome, Daniela" })).toBeVisible();
    await expect(page.locator("summary.me")).toContainText("Daniela Kowalski");
    await expect(page.getByRole("region", { name: "You are the first one here" })).toBeVisible();
    await page.getByRole("link", { name: "Invite Users" }).first().click();
    await expect(page.getByRole("heading", { level: 1, name: "Invite Users" })).toBeVisible();
  });

  test("three colleagues are invited at once: the good rows are sent, the wrong one stays filled in", async ({
    page,
    mailbox,
  }) => {
    await signIn(page, administrator.email);
    await page
      .getByRole("navigation", { name: "Sections" })
      .getByText("Account", { exact: true })
      .click();
    await page.getByRole("link", { name: "Manage access" }).click();
    await expect(page.getByRole("link", { name: "Manage Users", exact: true })).toHaveAttribute(
      "aria-current",
      "page",
    );
    await page.getByRole("link", { name: "INVITE USER" }).click();
    await expect(page.getByText("You may not have permission to assign some roles")).toBeVisible();

    const wrong = { ...tom, email: "tom.baker" };
    await fillRow(rowOf(page, 1), uwe);
    await page.getByRole("button", { name: "INVITE ANOTHER USER" }).click();
    await fillRow(rowOf(page, 2), wrong);
    await page.getByRole("button", { name: "INVITE ANOTHER USER" }).click();
    await fillRow(rowOf(page, 3), mei);
    await page.getByRole("button", { name: "INVITE", exact: true }).click();

    await expect(refusalOn(page)).toContainText(
      `The invitations to ${uwe.email}, ${mei.email} are on their way. One row needs a look`,
    );
    await expect(rowOf(page, 2)).toHaveCount(0);
    await expectRow(rowOf(page, 1), wrong);
    await expect(rowOf(page, 1).getByLabel("EMAIL ADDRESS")).toHaveAccessibleDescription(
      /This isn't a complete email address/,
    );
    const [german, chinese] = await Promise.all([
      mailbox.waitFor({ to: uwe.email }),
      mailbox.waitFor({ to: mei.email }),
    ]);
    expect(german.subject).toBe(`Willkommen im Business Center von ${contoso.name}`);
    expect(german.text).toContain("Benutzeradministrator");
    expect(chinese.subject).toBe(`欢迎使用 ${contoso.name} 的 Business Center`);

    await rowOf(page, 1).getByLabel("EMAIL ADDRESS").fill(tom.email);
    await page.getByRole("button", { name: "INVITE", exact: true }).click();
    await expect(page.getByRole("status").filter({ hasText: "on its way" })).toHaveText(
      `The invitation to ${tom.email} is on its way.`,
    );
    expect((await mailbox.waitFor({ to: tom.email })).subject).toContain("Bienvenue");
    expect(await mailbox.all({ to: uwe.email })).toHaveLength(1);

    await page.getByRole("link", { name: "Back to Manage Users" }).click();
    for (const { email, roles } of [uwe, tom, mei]) {
      await expect(personRow(page, email)).toContainText("Invited");
      await expect(personRow(page, email)).toContainText(roles[0] ?? "");
    }
  });

  test("an invitee gets in and sees exactly what the role opens", async ({
    page,
    mailbox,
    problems,
  }) => {
    problems.allow(/403 \(Forbidden\)/);
    await createAccount(page, linkIn(await mailbox.waitFor({ to: tom.email })), PASSWORDS.next);
    await expect(page).toHaveURL(new RegExp(`${contoso.home}$`));
    const sections = page.getByRole("navigation", { name: "Sections" });
    await expect(sections.getByRole("link", { name: "Home" })).toBeVisible();
    await expect(sections.getByRole("link", { name: "Agreements" })).toBeVisible();
    await expect(sections.getByText("Account", { exact: true })).toHaveCount(0);
    await expect(page.getByText("Manage Users")).toHaveCount(0);
    await expect(page.getByRole("region", { name: "You are the first one here" })).toHaveCount(0);

    await sections.getByRole("link", { name: "Agreements" }).click();
    await expect(page.getByRole("row").filter({ hasText: contoso.agreementNumber })).toContainText(
      "Active",
    );
    const refused = await page.goto(`${contoso.home}/access/invite`);
    expect(refused?.status()).toBe(403);
    await expect(
      page.getByRole("heading", { name: "Your role doesn't open this screen" }),
    ).toBeVisible();
    await expect(
      page.getByText("Account Administrator, Agreement Administrator, or User Administrator"),
    ).toBeVisible();

    await page.locator("summary.me").click();
    await page.getByRole("link", { name: "My Profile" }).first().click();
    await expect(page.getByRole("region", { name: "Your roles" })).toContainText("Account Viewer");
  });

  test("a resend ends the earlier link; used, revoked and unknown links each say what they are", async ({
    page,
    browser,
    mailbox,
    baseURL,
  }) => {
    await signIn(page, administrator.email);
    await page.goto(`${contoso.home}/access`);
    const first = await mailbox.waitFor({ to: uwe.email });
    await actOn(page, uwe.email, "Resend invitation");
    await expect(refusalOn(page)).toContainText("It was already sent just now");
    await waitOutTheGap(uwe.email);
    await actOn(page, uwe.email, "Resend invitation");
    await expect(page.getByRole("status").filter({ hasText: "on its way again" })).toContainText(
      uwe.email,
    );
    const second = await mailbox.waitFor({ to: uwe.email, after: first.id });
    expect(linkIn(second)).not.toBe(linkIn(first));
    await actOn(page, mei.email, "Revoke invitation");
    await expect(page.getByRole("status").filter({ hasText: "is withdrawn" })).toContainText(
      mei.email,
    );
    await expect(personRow(page, mei.email)).toHaveCount(0);

    const visitor = await (await browser.newContext()).newPage();
    const says = async (
      link: string,
      heading: string,
      words: string | RegExp,
      buttons: string[] = [],
    ) => {
      await visitor.goto(link);
      await expect(visitor.getByRole("heading", { level: 1, name: heading })).toBeVisible();
      await expect(visitor.getByRole("main")).toContainText(words);
      await expect(visitor.getByRole("button")).toHaveText(buttons);
    };
    await says(
      linkIn(first),
      "A newer invitation was sent",
      /It went to the same address on .*20\d\d/,
      ["Send me a fresh link"],
    );
    const revoked = linkIn(await mailbox.waitFor({ to: mei.email }));
    await says(revoked, "This invitation is no longer valid", "Please ask your administrator.");
    const used = linkIn(await mailbox.waitFor({ to: tom.email }));
    await says(used, "This invitation was already used", "Sign in with its work email");
    const unknown = `${baseURL}/get-started/${"x".repeat(43)}`;
    await says(unknown, "This link isn't complete", "Open it again from the mail");
    await says(
      `${baseURL}/get-started/%00`,
      "This link isn't complete",
      "Open it again from the mail",
    );
    await visitor.context().close();

    const newcomer = await (await browser.newContext()).newPage();
    await createAccount(newcomer, linkIn(second), PASSWORDS.other);
    await expect(newcomer.getByRole("navigation", { name: "Sections" })).toContainText(
      "Manage access",
    );
    await newcomer.context().close();
  });
});

test.describe("who is in", () => {
  const settled = newOrganization("Settled");
  test.beforeEach(() => playOnce(() => playCast(settled)));

  test("who signed out signs in again; a wrong password says nothing about the account", async ({
    page,
  }) => {
    await signIn(page, settled.administrator.email);
    await signOut(page);
    const sentence = "This work email and password don't open an account.";
    await fillSignIn(page, settled.administrator.email, PASSWORDS.wrong);
    await expect(refusalOn(page)).toContainText(sentence);
    await expect(page.getByLabel("Work email")).toHaveValue(settled.administrator.email);
    await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
    await fillSignIn(page, settled.address("nobody"), PASSWORDS.wrong);
    await expect(page.getByLabel("Password", { exact: true })).toHaveValue("");
    await expect(refusalOn(page)).toContainText(sentence);
    await fillSignIn(page, settled.administrator.email.toUpperCase());
    await page.waitForURL(`**${settled.home}`);
  });

  test("other spellings of the number and the source's address lead to the right page", async ({
    page,
  }) => {
    await page.goto("/Customer/");
    await expect(page).toHaveURL(/\/sign-in$/);
    await expect(
      page.getByRole("heading", { level: 1, name: "Sign In", exact: true }),
    ).toBeVisible();
    await page
      .getByRole("link", { name: "Haven't received your invitation email? Click here." })
      .click();
    await expect(page.locator("ol.steps > li")).toHaveCount(5);
    await page.goto(`/accounts/${settled.number.toLowerCase()}`);
    await fillSignIn(page, settled.administrator.email);
    await page.waitForURL(`**${settled.home}`);
    await page.goto(`/accounts/${settled.number.toLowerCase()}/access/invite`);
    await expect(page).toHaveURL(new RegExp(`${settled.home}/access/invite$`));
  });

  test("who has to sign in first comes back to the very page that they asked for", async ({
    page,
  }) => {
    await page.goto(`${settled.home}/agreements`);
    await fillSignIn(page, settled.administrator.email);
    await page.waitForURL((url) => !url.pathname.startsWith("/sign-in"));
    await expect(page).toHaveURL(new RegExp(`${settled.home}/agreements$`));
  });
});
