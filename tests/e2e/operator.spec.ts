import type { Page } from "@playwright/test";
import { playCast } from "./cast";
import { expect, test } from "./fixtures";
import { bounce, linkIn } from "./mails";
import { newOrganization, signAgreement, type Organization } from "./organization";
import { PASSWORDS } from "./passwords";
import { createAccount, fillSignIn, signIn } from "./people";

test("an operator sets a password behind a one-time link and sees each account's administrator", async ({
  page,
  browser,
  portal,
  mailbox,
  problems,
}) => {
  problems.allow(/404 \(Not Found\)/);
  const staff = newOrganization("Fourthcoffee");
  const [open, taken] = [newOrganization("Graphic"), newOrganization("Margie")];
  await signAgreement(mailbox, open);
  const administrator = await (await browser.newContext()).newPage();
  await createAccount(administrator, await signAgreement(mailbox, taken));

  const email = staff.address("elena");
  const create = [
    "operator",
    "create",
    "--email",
    email,
    "--first-name",
    "Elena",
    "--last-name",
    "Novak",
  ];
  const linkOf = async () => {
    const { code, stdout } = await portal([...create, "--json"]);
    expect(code).toBe(0);
    return (JSON.parse(stdout) as { link: string }).link;
  };
  const [first, second] = [await linkOf(), await linkOf()];
  await page.goto(first);
  await expect(page.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
  await page.goto(second);
  await expect(page.getByRole("main")).toContainText(`You are Elena Novak, operator`);
  await page.getByLabel("Create password").fill(PASSWORDS.other);
  await page.getByLabel("Confirm your password").fill(PASSWORDS.other);
  await page.getByRole("button", { name: "Set New Password" }).click();
  await page.waitForURL("**/sign-in?done=password");
  await fillSignIn(page, email, PASSWORDS.other);
  await page.waitForURL("**/operator");

  const row = (number: string) => page.getByRole("row").filter({ hasText: number });
  await expect(row(open.number)).toContainText(/Invited until \d+ \w+ 20\d\d/);
  await expect(row(taken.number)).toContainText("Has access");
  await expect(row(taken.number)).toContainText(taken.administrator.email);

  // Seeing that an account exists opens none of it: the areas never add up (decision 2).
  expect((await page.goto(taken.home))?.status()).toBe(404);
  expect((await administrator.goto("/operator"))?.status()).toBe(404);
  const again = await portal(create);
  expect(again.stdout).toContain("They keep their password.");
  await administrator.context().close();
});

test("an agreement that an operator records by the form mails its administrator, and terminating it ends the link", async ({
  page,
  browser,
  mailbox,
}) => {
  const [staff, typed] = [newOrganization("Typist"), newOrganization("Typed")];
  await playCast(staff, { operator: staff.address("elena") });
  await signIn(page, staff.address("elena"));
  await page.getByRole("link", { name: "New agreement" }).click();
  const form = page.locator("form").filter({ hasText: "Record and Invite" });
  await form.getByRole("button", { name: "Record and Invite" }).click();
  await expect(form.getByRole("alert")).toContainText("Agreement number");
  await fillAgreement(page, typed);
  await form.getByRole("button", { name: "Record and Invite" }).click();
  await page.waitForURL("**/operator/agreements/*?done=added");
  await expect(page.getByRole("link", { name: typed.number })).toBeVisible();
  const link = linkIn(await mailbox.waitFor({ to: typed.administrator.email }));
  const invitee = await (await browser.newContext()).newPage();
  await invitee.goto(link);
  await expect(invitee.getByRole("main")).toContainText(typed.name);

  await expect(page.getByRole("main")).toContainText("One open invitation is withdrawn at once");
  await page.getByLabel("Reason").selectOption({ label: "It was recorded by mistake" });
  await page.getByRole("button", { name: "Terminate Agreement" }).click();
  await expect(page.getByText("The agreement is terminated")).toBeVisible();
  await expect(page.getByRole("button", { name: "Terminate Agreement" })).toHaveCount(0);
  await invitee.reload();
  await expect(invitee.getByRole("heading", { name: "The agreement has ended" })).toBeVisible();
  await invitee.context().close();
});

async function fillAgreement(page: Page, { name, number, ...typed }: Organization) {
  const form = page.locator("form").filter({ hasText: "Record and Invite" });
  await form.getByLabel("Agreement number", { exact: true }).fill(typed.agreementNumber);
  await form.getByLabel("Signed on").fill("2026-11-02");
  await form.getByLabel("Signed by").fill("Hanna Vogt");
  await form.getByLabel("Their email address").fill(typed.address("hanna"));
  await form.getByLabel("Name of the organization").fill(name);
  await form.getByLabel("Country/region of the organization").selectOption("US");
  await form.getByLabel("Purchasing account number").fill(number);
  await form.getByLabel("Name of the purchasing account").fill("Headquarters");
  await form.getByLabel("EMAIL ADDRESS", { exact: true }).fill(typed.administrator.email);
  await form.getByLabel("FIRST NAME").fill("Dana");
  await form.getByLabel("LAST NAME").fill("Kowalski");
  await form.getByLabel("PREFERRED LANGUAGE").selectOption("en");
  await form.getByLabel("COUNTRY/REGION", { exact: true }).selectOption("US");
}

test("Mail shows what came back in the server's words as the command line does, lifts the hold and sends again", async ({
  page,
  mailbox,
  portal,
}) => {
  const staff = newOrganization("Postroom");
  const [uwe, keiko] = [staff.address("uwe"), staff.address("keiko")];
  await playCast(staff, {
    operator: staff.address("elena"),
    colleagues: [uwe, keiko].map((email) => ({
      email,
      roles: ["ACCOUNT_VIEWER"],
      comesIn: false,
    })),
  });
  const first = await mailbox.waitFor({ to: uwe });
  await bounce(first);
  await bounce(await mailbox.waitFor({ to: keiko }));
  await signIn(page, staff.address("elena"));
  const row = (email: string) => page.getByRole("row").filter({ hasText: email });
  const messages = async (state: string, search: string) => {
    await page.goto(`/operator/mail?state=${state}&search=${encodeURIComponent(search)}`);
  };
  await expect(async () => {
    for (const email of [uwe, keiko]) {
      await messages("BOUNCED", email);
      await expect(row(email)).toContainText("550 5.1.1 no such user", { timeout: 1000 });
    }
  }).toPass();

  const { stdout } = await portal(["outbox", "--json"]);
  const listed = (JSON.parse(stdout) as { toAddress: string; state: string }[]).filter(
    ({ toAddress }) => toAddress.endsWith(uwe.replace("uwe", "")),
  );
  expect(listed.map(({ toAddress, state }) => `${toAddress} ${state}`).sort()).toEqual([
    `${keiko} BOUNCED`,
    `${uwe} BOUNCED`,
  ]);

  await page.goto("/operator/mail");
  await page.getByRole("link", { name: "Addresses on hold" }).click();
  await page.getByRole("button", { name: `Lift the hold on ${keiko}` }).click();
  await expect(page.getByRole("status").first()).toContainText(`Mails to ${keiko} leave again`);
  await expect(row(keiko)).toHaveCount(0);

  await messages("BOUNCED", uwe);
  await page.getByRole("button", { name: `Send again to ${uwe}` }).click();
  await expect(page.getByRole("status").first()).toContainText("on its way again");
  const again = await mailbox.waitFor({ to: uwe, after: first.id });
  expect(linkIn(again)).toBe(linkIn(first));
  await expect(async () => {
    await messages("SENT", uwe);
    await expect(row(uwe)).toContainText("Taken by their server", { timeout: 1000 });
  }).toPass();
  // Sending again has taken the address off the list by itself.
  await page.goto("/operator/mail?view=hold");
  await expect(row(uwe)).toHaveCount(0);
});

test("an operator invites another and ends their access, which closes the desk at once", async ({
  page,
  browser,
  mailbox,
  problems,
}) => {
  problems.allow(/404 \(Not Found\)/);
  const staff = newOrganization("Backoffice");
  const [elena, omar] = [staff.address("elena"), staff.address("omar")];
  await playCast(staff, { operator: elena });
  await signIn(page, elena);
  await page.getByRole("link", { name: "Operators" }).click();
  await page.getByLabel("EMAIL ADDRESS").fill(omar);
  await page.getByLabel("FIRST NAME").fill("Omar");
  await page.getByLabel("LAST NAME").fill("Haddad");
  await page.getByRole("button", { name: "INVITE" }).click();
  await expect(page.getByRole("main")).toContainText(`A mail with a link to ${omar}`);
  const other = await (await browser.newContext()).newPage();
  await other.goto(linkIn(await mailbox.waitFor({ to: omar })));
  await other.getByLabel("Create password").fill(PASSWORDS.own);
  await other.getByLabel("Confirm your password").fill(PASSWORDS.own);
  await other.getByRole("button", { name: "Set New Password" }).click();
  await other.waitForURL("**/sign-in?done=password");
  await fillSignIn(other, omar, PASSWORDS.own);
  await other.waitForURL("**/operator");

  await page.reload();
  const row = page.getByRole("row").filter({ hasText: omar });
  await row.getByText("⋯").click();
  await row.getByRole("button", { name: "End access" }).click();
  await expect(page.getByRole("status").first()).toContainText("is no longer an operator");
  await expect(row).toHaveCount(0);
  await other.reload();
  await expect(other).toHaveURL(/\/sign-in/);
  await fillSignIn(other, omar, PASSWORDS.own);
  await other.waitForURL((url) => url.pathname !== "/sign-in");
  expect((await other.goto("/operator"))?.status()).toBe(404);
  await other.context().close();
});

test("an account given to another partner is gone for the old one, whose open page answers 404", async ({
  page,
  browser,
  problems,
}) => {
  problems.allow(/404 \(Not Found\)/);
  const [moved, heir] = [newOrganization("Moved"), newOrganization("Heir")];
  const numbers = { old: `PRT-${moved.key}`, next: `PRT-${heir.key}` };
  const [elena, mira, ingrid] = [
    moved.address("elena"),
    moved.address("mira"),
    heir.address("ingrid"),
  ];
  await playCast(moved, { operator: elena, partner: mira, partnerNumber: numbers.old });
  await playCast(heir, { partner: ingrid, partnerNumber: numbers.next });
  const partner = await (await browser.newContext()).newPage();
  await signIn(partner, mira);
  await partner.goto(`/partner/accounts/${moved.key}`);
  await expect(partner.getByRole("main")).toContainText(moved.name);

  await signIn(page, elena);
  await page.goto(`/operator/accounts/${moved.key}`);
  await page.getByLabel("Partner number").fill("PRT-NOBODY");
  await page.getByRole("button", { name: "Change partner" }).click();
  await expect(page.getByLabel("Partner number")).toHaveAccessibleDescription(
    /no partner|partner/i,
  );
  await page.getByLabel("Partner number").fill(numbers.next.toLowerCase());
  await page.getByRole("button", { name: "Change partner" }).click();
  await expect(page.getByRole("main")).toContainText(
    `Partner ${numbers.next} serves this purchasing account now.`,
  );

  expect((await partner.reload())?.status()).toBe(404);
  await expect(partner.getByRole("main")).not.toContainText(moved.name);
  await partner.context().clearCookies();
  await signIn(partner, ingrid);
  expect((await partner.goto(`/partner/accounts/${moved.key}`))?.status()).toBe(200);
  await partner.context().close();
});
