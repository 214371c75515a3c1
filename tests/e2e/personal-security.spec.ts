import type { Browser, Page } from "@playwright/test";
import { generateSync } from "otplib";
import { playCast } from "./cast";
import { expect, test } from "./fixtures";
import { personRow } from "./invite-users";
import { linkIn } from "./mails";
import { newOrganization } from "./organization";
import { PASSWORDS } from "./passwords";
import { fillSignIn, refusalOn, signIn, signOut } from "./people";
import { signInByPost } from "./post-action";

test.describe.configure({ mode: "parallel" });

/** What the authenticator app on the telephone shows, so many seconds from now. */
const codeOf = (secret: string, seconds = 0): string =>
  generateSync({ secret, epoch: Math.floor(Date.now() / 1000) + seconds });

/** Another browser of somebody, signed in. */
async function anotherBrowser(browser: Browser, email: string, path = "/"): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await signInByPost(page.request, email);
  await page.goto(path);
  return page;
}

const section = (page: Page, name: string) => page.getByRole("region", { name, exact: true });

test("name, language, time zone and theme are one's own, and count at once", async ({
  page,
  mailbox,
}) => {
  const contoso = newOrganization("Myself");
  const { email } = contoso.administrator;
  await playCast(contoso);
  await signIn(page, email);
  await page.locator("summary.me").click();
  await page.getByRole("link", { name: "My Profile" }).first().click();
  await expect(page.locator("html")).toHaveAttribute("data-theme", "system");
  const about = section(page, "About you");
  await about.getByLabel("First name").fill("Daniela");
  await about.getByLabel("Last name").fill("Łuczak");
  await about.getByLabel("Language of mails").selectOption("de");
  await about.getByLabel("Time zone").selectOption("Pacific/Kiritimati");
  await about.getByLabel("Appearance").selectOption("Dark");
  await about.getByRole("button", { name: "Save" }).click();
  await expect(about.getByRole("status").first()).toContainText("Saved.");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(page.locator("summary.me")).toContainText("Daniela Łuczak");
  await page.reload();
  await expect(about.getByLabel("Time zone")).toHaveValue("Pacific/Kiritimati");
  await expect(about.getByLabel("Language of mails")).toHaveValue("de");

  await page.getByRole("link", { name: "Where You Are Signed In" }).click();
  const seen = page.getByRole("row").nth(1).locator("time").last();
  await expect(seen).toHaveAttribute("title", /GMT\+14$/);

  await page.goto("/profile");
  const password = section(page, "Change password");
  await password.getByLabel("Present password").fill(PASSWORDS.own);
  await password.getByLabel("Create password").fill(PASSWORDS.next);
  await password.getByLabel("Confirm your password").fill(PASSWORDS.next);
  await password.getByRole("button", { name: "Change Password" }).click();
  await mailbox.waitFor({ to: email, subject: "Ihr Passwort" });

  const roles = section(page, "Your roles");
  await expect(roles.getByText("Manage domains")).toBeHidden();
  await roles.getByText("Why can I see this?").click();
  await expect(roles.getByText("Manage domains: as Account Administrator")).toBeVisible();
  await expect(roles.getByText("See agreements: as Account Administrator")).toBeVisible();
});

test("a second factor is set up, asked for once per code, replaced by a recovery code, and switched off", async ({
  page,
  browser,
  mailbox,
}) => {
  const contoso = newOrganization("Factor");
  const { email } = contoso.administrator;
  await playCast(contoso);
  const other = await anotherBrowser(browser, email, contoso.home);
  await signIn(page, email);
  await page.goto("/profile");
  await page.getByRole("link", { name: "Second Factor" }).click();
  await page.waitForURL("**/profile/second-factor");
  await page.getByLabel("Present password").fill(PASSWORDS.wrong);
  await page.getByRole("button", { name: "Set Up Second Factor" }).click();
  await expect(refusalOn(page)).toContainText("This isn't your present password.");
  await page.getByLabel("Present password").fill(PASSWORDS.own);
  await page.getByRole("button", { name: "Set Up Second Factor" }).click();
  await page.waitForURL("**/second-factor/set-up");
  await expect(page.getByRole("img", { name: /QR code/ })).toBeVisible();
  const secret = ((await page.locator(".mono").textContent()) ?? "").replaceAll(" ", "");
  await page.getByLabel("Six digits").fill("000000");
  await page.getByRole("button", { name: "Turn On" }).click();
  await expect(refusalOn(page)).toContainText("This isn't the code that the app shows");
  await page.getByLabel("Six digits").fill(codeOf(secret));
  await page.getByRole("button", { name: "Turn On" }).click();
  const codes = page.getByRole("status").getByRole("listitem");
  await expect(codes).toHaveCount(10);
  const [recovery = "", second = "", third = "", unused = ""] = await codes.allTextContents();
  await mailbox.waitFor({ to: email, subject: "is on" });
  await other.goto(contoso.home);
  await expect(other).toHaveURL(/\/sign-in\?returnTo=/);
  await page.getByRole("link", { name: "Back to Second Factor" }).click();
  await expect(section(page, "It is on")).toContainText("10");
  await expect(page.getByText(recovery)).toHaveCount(0);

  const enter = async (code: string) => {
    await page.waitForURL("**/sign-in/code*");
    await page.getByLabel("Code").fill(code);
    await page.getByRole("button", { name: "Sign In" }).click();
  };
  await signOut(page);
  // The way back to the page that was asked for leads through the code.
  await page.goto(`${contoso.home}/access`);
  await fillSignIn(page, email);
  await page.waitForURL("**/sign-in/code*");
  await page.goto(contoso.home);
  await expect(page).toHaveURL(/\/sign-in\?returnTo=/);
  await page.goto(`${contoso.home}/access`);
  await fillSignIn(page, email);
  const used = codeOf(secret, 30);
  await enter(used);
  await page.waitForURL(`**${contoso.home}/access`);

  await signOut(page);
  await fillSignIn(page, email);
  await enter(used);
  await expect(refusalOn(page)).toContainText("it was used already");
  await enter(recovery);
  await page.waitForURL(`**${contoso.home}`);
  await mailbox.waitFor({ to: email, subject: "recovery code" });
  await signOut(page);
  await fillSignIn(page, email);
  await enter(recovery);
  await expect(refusalOn(page)).toContainText("it was used already");
  await enter(second.toLowerCase());
  await page.waitForURL(`**${contoso.home}`);

  await page.goto("/profile/second-factor");
  await expect(section(page, "It is on")).toContainText("8");
  const renew = section(page, "New recovery codes");
  await renew.getByLabel("Code").fill(third);
  await renew.getByRole("button", { name: "Make New Codes" }).click();
  await expect(codes).toHaveCount(10);
  const [renewed = ""] = await codes.allTextContents();
  const off = section(page, "Turn it off");
  await off.getByLabel("Present password").fill(PASSWORDS.own);
  await off.getByLabel("Code").fill(unused);
  await off.getByRole("button", { name: "Turn Off" }).click();
  await expect(off.getByRole("alert")).toContainText("This code isn't right");
  await off.getByLabel("Present password").fill(PASSWORDS.own);
  await off.getByLabel("Code").fill(renewed);
  await off.getByRole("button", { name: "Turn Off" }).click();
  await expect(section(page, "It is off")).toBeVisible();
  await mailbox.waitFor({ to: email, subject: "off" });
  await signOut(page);
  await fillSignIn(page, email);
  await page.waitForURL(`**${contoso.home}`);
  await other.context().close();
});

test("a work email changes when both mailboxes have confirmed, everywhere, and every session ends", async ({
  page,
  browser,
  mailbox,
}) => {
  const contoso = newOrganization("Moving");
  const { email } = contoso.administrator;
  const [fresh, vera] = [contoso.address("daniela"), contoso.address("vera")];
  await playCast(contoso, { colleagues: [{ email: vera, roles: ["ACCOUNT_ADMINISTRATOR"] }] });
  await signInByPost(page.request, email);
  const other = await anotherBrowser(browser, email, contoso.home);
  await page.goto("/profile");
  await page.getByRole("link", { name: "Change Work Email" }).click();
  await page.waitForURL("**/profile/email");
  const ask = async (address: string, password: string = PASSWORDS.own) => {
    await page.getByLabel("New work email").fill(address);
    await page.getByLabel("Present password").fill(password);
    await page.getByRole("button", { name: "Send Both Mails" }).click();
  };
  const asked = page.getByRole("status").filter({ hasText: "Two mails are on their way" });
  await ask(fresh, PASSWORDS.wrong);
  await expect(refusalOn(page)).toContainText("This isn't your present password.");
  // Whether an address is somebody's, nobody learns here.
  await ask(vera);
  await expect(asked).toContainText(vera);
  const question = { to: email, subject: "Please confirm: change" };
  const { id: earlier } = await mailbox.waitFor(question);
  await ask(fresh);
  await expect(asked).toContainText(fresh);
  await expect(page.getByRole("main")).toContainText(`A change to ${fresh} waits`);
  const newMail = await mailbox.waitFor({ to: fresh });
  const oldMail = await mailbox.waitFor({ ...question, after: earlier });

  const reader = await (await browser.newContext()).newPage();
  const confirm = async (link: string, says: string) => {
    await reader.goto(link);
    await reader.getByRole("button", { name: "Confirm" }).click();
    await expect(reader.getByRole("main")).toContainText(says);
  };
  await reader.goto(linkIn(oldMail));
  await expect(reader.getByRole("main")).toContainText(fresh);
  await page.reload();
  await expect(page.getByRole("main")).toContainText("The new one has yet to confirm.");
  await expect(page.getByRole("main")).toContainText("Your present mailbox has yet to confirm.");
  await confirm(linkIn(newMail), "This mailbox has confirmed.");
  await page.reload();
  await expect(page.getByRole("main")).toContainText("The new one has confirmed.");
  await confirm(linkIn(oldMail), "Your work email is changed.");
  await reader.goto(linkIn(newMail));
  await expect(reader.getByRole("heading", { level: 1 })).toHaveText("This link no longer works");

  for (const seat of [page, other]) {
    await seat.goto(contoso.home);
    await expect(seat).toHaveURL(/\/sign-in\?returnTo=/);
  }
  await fillSignIn(page, email);
  await expect(refusalOn(page)).toContainText("don't open an account");
  await fillSignIn(page, fresh);
  await page.waitForURL(`**${contoso.home}`);
  await page.goto(`${contoso.home}/access`);
  await expect(personRow(page, fresh)).toContainText("(you)");
  await expect(personRow(page, email)).toHaveCount(0);
  for (const to of [email, fresh]) await mailbox.waitFor({ to, subject: "was changed" });
  await reader.context().close();
  await other.context().close();
});

test("sessions end one by one or all at once, and a purchasing account is left unless one is its last administrator", async ({
  page,
  browser,
  problems,
}) => {
  problems.allow(/403 \(Forbidden\)/);
  const contoso = newOrganization("Leaving");
  const vera = contoso.address("vera");
  await playCast(contoso, {
    colleagues: [{ email: vera, roles: ["ACCOUNT_VIEWER", "REPORT_VIEWER"] }],
  });
  await signInByPost(page.request, vera);
  const [home, cafe, train] = await Promise.all(
    [1, 2, 3].map(() => anotherBrowser(browser, vera, contoso.home)),
  );
  if (!home || !cafe || !train) throw new Error("Three browsers are open");
  await page.goto("/profile/sessions");
  const rows = page.getByRole("row");
  // With the heading, and the browser in which she came in.
  await expect(rows).toHaveCount(6);
  await expect(rows.nth(1)).toContainText("This browser");
  // The latest of the three; which of them, the next clicks tell.
  await rows.nth(2).getByRole("button").click();
  await expect(page.getByRole("status").first()).toContainText("One session is signed out.");
  await expect(rows).toHaveCount(5);
  const still = async () => {
    const open = await Promise.all(
      [home, cafe, train].map(async (seat) => {
        await seat.goto(contoso.home);
        return new URL(seat.url()).pathname === contoso.home;
      }),
    );
    return open.filter(Boolean).length;
  };
  expect(await still()).toBe(2);
  await page.getByRole("button", { name: "Sign Out All Others" }).click();
  await expect(page.getByRole("status").first()).toContainText("3 sessions are signed out.");
  expect(await still()).toBe(0);
  await expect(rows).toHaveCount(2);
  await expect(page.getByRole("button", { name: "Sign Out All Others" })).toHaveCount(0);

  await page.goto("/profile");
  const roles = section(page, "Your roles");
  await roles.getByText("Why can I see this?").click();
  await expect(roles).toContainText("See product keys: as Report Viewer");
  await expect(roles).toContainText("See orders: as Report Viewer and Account Viewer");
  await expect(roles).not.toContainText("Invite people");
  await roles.getByText("Leave this purchasing account…").click();
  await roles.getByRole("button", { name: `Leave ${contoso.number}` }).click();
  await page.waitForURL("**/accounts");
  await expect(page.getByRole("main")).toContainText("no purchasing account is open to you");
  expect((await page.goto(contoso.home))?.status()).toBe(403);
  await expect(page.getByRole("main")).toContainText("You no longer have access at");

  await fillSignInAs(page, contoso.administrator.email);
  await page.goto("/profile");
  await roles.getByText("Leave this purchasing account…").click();
  await roles.getByRole("button", { name: `Leave ${contoso.number}` }).click();
  await expect(roles.getByRole("alert")).toContainText("at least one active Account Administrator");
  expect((await page.goto(contoso.home))?.status()).toBe(200);
  for (const seat of [home, cafe, train]) await seat.context().close();
});

async function fillSignInAs(page: Page, email: string) {
  await page.context().clearCookies();
  await signInByPost(page.request, email);
}
