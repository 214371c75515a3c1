import type { Page, Route } from "@playwright/test";
import { playCast } from "./cast";
import { query } from "./database";
import { expect, test } from "./fixtures";
import { expectRow, fillRow, rowOf, type NewColleague } from "./invite-users";
import { newOrganization, signAgreement } from "./organization";
import { PASSWORDS } from "./passwords";
import { fillSignIn, refusalOn, signIn, signOut } from "./people";
import { playOnce } from "./play-once";

const wingtip = newOrganization("Wingtip");
const { email } = wingtip.administrator;
const operator = wingtip.address("elena");
const viewer = wingtip.address("vera");

const people: NewColleague[] = ["ines", "keiko", "olof"].map((name) => ({
  email: wingtip.address(name),
  firstName: name,
  lastName: "Moreau",
  language: "pt-BR",
  country: "BR",
  roles: ["Account Manager", "Account Viewer"],
}));

/** The ways in which a post doesn't come back, and what the form says then. */
const LOST: { name: string; lose: (route: Route) => Promise<void>; says: RegExp }[] = [
  {
    name: "without a connection",
    lose: (route) => route.abort("internetdisconnected"),
    says: /No answer came from the Business Center/,
  },
  {
    name: "behind a proxy that answers for the portal",
    lose: (route) =>
      route.fulfill({ status: 502, contentType: "text/html", body: "<h1>502 Bad Gateway</h1>" }),
    says: /isn't answering properly right now/,
  },
  {
    name: "to an older build",
    lose: async (route) => {
      const headers = { ...route.request().headers(), "next-action": "40".padEnd(42, "a") };
      await route.continue({ headers });
    },
    says: /was updated after you opened this page/,
  },
];

test.beforeEach(({ problems }) => problems.allow(/Failed to load resource/));
test.beforeEach(() =>
  playOnce(() =>
    playCast(wingtip, {
      operator,
      colleagues: [{ email: viewer, roles: ["USER_ADMINISTRATOR"] }],
    }),
  ),
);

/** Loses every post of the page until it is told to stop. */
async function losePosts(page: Page, lose: (route: Route) => Promise<void>) {
  await page.route("**/*", (route) =>
    route.request().method() === "POST" ? lose(route) : route.fallback(),
  );
  return () => page.unrouteAll();
}

async function fillPeople(page: Page) {
  await page.goto(`${wingtip.home}/access/invite`);
  for (const [index, person] of people.entries()) {
    if (index > 0) await page.getByRole("button", { name: "INVITE ANOTHER USER" }).click();
    await fillRow(rowOf(page, index + 1), person);
  }
}

async function expectPeople(page: Page) {
  for (const [index, person] of people.entries()) await expectRow(rowOf(page, index + 1), person);
}

const invite = (page: Page) => page.getByRole("button", { name: "INVITE", exact: true }).click();
const kept = (page: Page) => page.getByText("This is what you had entered before.");
const stored = (page: Page) => page.evaluate(() => JSON.stringify({ ...sessionStorage }));

for (const { name, lose, says } of LOST) {
  test(`a long form sent ${name} stays, says so, and outlives a reload`, async ({ page }) => {
    await signIn(page, email);
    await fillPeople(page);
    const stop = await losePosts(page, lose);
    await invite(page);
    await expect(refusalOn(page)).toContainText(says);
    await expect(refusalOn(page)).toBeFocused();
    await expectPeople(page);
    await expect(page.getByText("Something went wrong")).toHaveCount(0);
    // What is typed after that is kept as well.
    await rowOf(page, 3).getByLabel("FIRST NAME").fill("Olof");
    await stop();
    await page.reload();
    await expect(kept(page)).toBeVisible();
    await expect(rowOf(page, 3).getByLabel("FIRST NAME")).toHaveValue("Olof");
    await rowOf(page, 3).getByLabel("FIRST NAME").fill("olof");
    await expectPeople(page);
  });
}

test("the same form is sent after all, once the connection is back", async ({ page }) => {
  await signIn(page, email);
  await page.goto("/profile");
  const form = page.locator("form").filter({ has: page.getByLabel("Last name") });
  await page.getByLabel("Last name").fill("Novotná");
  const stop = await losePosts(page, (route) => route.abort());
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByRole("alert")).toContainText("No answer came");
  await expect(page.getByLabel("Last name")).toHaveValue("Novotná");
  await stop();
  await form.getByRole("button", { name: "Save" }).click();
  await expect(form.getByRole("status").first()).toContainText(/./);
  expect(await stored(page)).toBe("{}");
});

test("a session that ended while a long form was typed leads back to it, with what was typed", async ({
  page,
}) => {
  await signIn(page, email);
  await fillPeople(page);
  await endSessionsOf(email);
  await invite(page);
  await expect(
    page.getByText("Your session had ended, so nothing was sent or saved."),
  ).toBeVisible();
  await fillSignIn(page, email, PASSWORDS.wrong);
  await expect(refusalOn(page)).toContainText("don't open an account");
  await fillSignIn(page, email);
  await page.waitForURL(`**${wingtip.home}/access/invite`);
  await expect(kept(page)).toBeVisible();
  await expectPeople(page);
  await invite(page);
  await expect(page.getByRole("status").first()).toContainText(people[2]?.email ?? "");
  expect(await stored(page)).toBe("{}");
});

test("what one person typed is dropped when another signs in, and when one signs out", async ({
  page,
}) => {
  const typed = wingtip.address("paul");
  const typeAndLose = async () => {
    await page.goto(`${wingtip.home}/access/invite`);
    await page.getByLabel("EMAIL ADDRESS").fill(typed);
    await endSessionsOf(email);
    await invite(page);
    await expect(page.getByText("Your session had ended")).toBeVisible();
    expect(await stored(page)).toContain(typed);
  };
  await signIn(page, email);
  await typeAndLose();
  await fillSignIn(page, viewer);
  await page.waitForURL(`**${wingtip.home}/access/invite`);
  await expect(page.getByLabel("EMAIL ADDRESS")).toHaveValue("");
  await expect.poll(() => stored(page)).toBe("{}");
  await signOut(page);
  await signIn(page, email);
  await typeAndLose();
  await fillSignIn(page, email);
  await expect(page.getByLabel("EMAIL ADDRESS")).toHaveValue(typed);
  await signOut(page);
  expect(await stored(page)).toBe("{}");
});

test("creating an account survives a lost post; a reload keeps the name and never the password or the link", async ({
  page,
  mailbox,
}) => {
  const fresh = newOrganization("Litware");
  const link = await signAgreement(mailbox, fresh);
  await page.goto(link);
  await page.getByLabel("First name").fill("Dagmar");
  await page.getByLabel("Create password").fill(PASSWORDS.own);
  await page.getByLabel("Show what I type").check();
  await page.getByLabel("Confirm your password").fill(PASSWORDS.own);
  const stop = await losePosts(page, (route) => route.abort());
  await page.getByRole("button", { name: "Start" }).click();
  await expect(refusalOn(page)).toContainText("No answer came");
  await expect(page.getByLabel("Create password")).toHaveValue(PASSWORDS.own);
  const storage = await stored(page);
  expect(storage).toContain("Dagmar");
  expect(storage).not.toContain(PASSWORDS.own);
  expect(storage).not.toContain(new URL(link).pathname.split("/").at(-1));
  await stop();
  await page.reload();
  await expect(page.getByLabel("First name")).toHaveValue("Dagmar");
  await expect(page.getByLabel("Create password")).toHaveValue("");
  await page.getByLabel("Create password").fill(PASSWORDS.own);
  await page.getByLabel("Confirm your password").fill(PASSWORDS.own);
  await page.getByRole("button", { name: "Start" }).click();
  await page.waitForURL(`**${fresh.home}`);
});

test("signing in, a mailed code and a signed-out form stay; their secrets are kept nowhere", async ({
  page,
}) => {
  await losePosts(page, (route) => route.abort());
  await page.goto("/sign-in");
  await fillSignIn(page, email);
  await expect(refusalOn(page)).toContainText("No answer came");
  await expect(page.getByLabel("Password", { exact: true })).toHaveValue(PASSWORDS.own);
  expect(await stored(page)).not.toContain(PASSWORDS.own);
  await page.goto("/get-started");
  await page.getByLabel("Work email").fill(email);
  await page.getByLabel("Code").fill("ABCD2345");
  await page.locator("main form button[type=submit]").click();
  await expect(refusalOn(page)).toContainText("No answer came");
  expect(await stored(page)).toContain(email);
  expect(await stored(page)).not.toContain("ABCD2345");
  await page.goto("/request-invitation");
  await page.getByLabel("Purchasing Account Administrator email address").fill(email);
  await page.getByLabel("Agreement number").fill("AGR-1");
  await page.getByLabel("Purchasing account number").fill("PA-1");
  await page.getByRole("button", { name: "SUBMIT" }).click();
  await expect(refusalOn(page)).toContainText("No answer came");
  await page.unrouteAll();
  await page.reload();
  await expect(page.getByLabel("Agreement number")).toHaveValue("AGR-1");
});

test("an upload keeps its file and its choices, and the answer of a later try is shown", async ({
  page,
}) => {
  await signIn(page, operator);
  await page.goto("/operator/agreements/new");
  const file = { name: "a.json", mimeType: "application/json", buffer: Buffer.from("[]") };
  const form = page.locator("form").filter({ has: page.locator("[type=file]") });
  await form.locator("[type=file]").setInputFiles(file);
  await form.getByRole("checkbox").check();
  for (const { lose } of LOST.slice(0, 2)) {
    const stop = await losePosts(page, lose);
    await form.locator("button").click();
    await expect(form.getByRole("alert")).toContainText("What you entered is still here");
    expect(await form.locator("[type=file]").evaluate(namesOfFiles)).toEqual(["a.json"]);
    await expect(form.getByRole("checkbox")).toBeChecked();
    await stop();
  }
  await form.locator("button").click();
  await page.waitForURL("**/operator/agreements/new?answer=*");
  await expect(page.getByRole("main")).toContainText(/file/);
});

test("an upload whose session has ended leads back to its form", async ({ page }) => {
  await signIn(page, email);
  await page.goto(`${wingtip.home}/access/import`);
  await page.locator("[type=file]").setInputFiles({
    ...{ name: "people.csv", mimeType: "text/csv" },
    buffer: Buffer.from("email\n"),
  });
  await endSessionsOf(email);
  await page
    .locator("form")
    .filter({ has: page.locator("[type=file]") })
    .locator("button")
    .click();
  await expect(page.getByText("Your session had ended")).toBeVisible();
  await fillSignIn(page, email);
  await page.waitForURL(`**${wingtip.home}/access/import`);
});

test("a file isn't asked for while the portal is away: the page stays", async ({ page }) => {
  await signIn(page, email);
  await page.goto(`${wingtip.home}/activity`);
  await page.route("**/api/health/live", (route) => route.abort());
  const form = page.locator("main form[method=post]");
  await form.locator("button").click();
  await expect(form.getByRole("alert")).toContainText("No answer came");
  await page.unrouteAll();
  const download = page.waitForEvent("download");
  await form.locator("button").click();
  expect((await download).suggestedFilename()).toBe("activity.csv");
});

const namesOfFiles = (input: SVGElement | HTMLElement) =>
  [...((input as HTMLInputElement).files ?? [])].map(({ name }) => name);

async function endSessionsOf(address: string): Promise<void> {
  await query(
    `UPDATE "Session" SET "endedAt" = now() WHERE "userId" = (SELECT "id" FROM "User" WHERE "emailKey" = $1)`,
    [address],
  );
}
