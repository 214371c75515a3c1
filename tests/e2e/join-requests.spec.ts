import { addressFor, oneOfEachRole, playCast } from "./cast";
import { expect, test } from "./fixtures";
import { ASKED, askAdministrator, haveDomain, proveAddress, requestFrom } from "./join-requests";
import { linkIn } from "./mails";
import { newOrganization } from "./organization";
import { createAccount, refusalOn, signIn } from "./people";
import { playOnce } from "./play-once";
import { beSignedIn, BUDGET, look, type Open, sampled, visit } from "./screen-checks";

const house = newOrganization("Asking");
const administrator = house.administrator.email;
const helper = addressFor(house, "AGREEMENT_ADMINISTRATOR");

test.beforeEach(() =>
  playOnce(async () => {
    await playCast(house, { colleagues: oneOfEachRole(house, ["AGREEMENT_ADMINISTRATOR"]) });
    await haveDomain(house);
    await requestFrom(house, "marie.waits");
    await requestFrom(house, "marie.waited", { status: "DECLINED" });
  }),
);

test("an employee without an invitation asks, is invited with a role, and gets in", async ({
  page,
  browser,
  mailbox,
}) => {
  const lee = house.address("lee");
  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto("/sign-in");
  await visitor.getByRole("link", { name: "Ask your administrator" }).click();
  await askAdministrator(visitor, lee, "I look after the licenses in Lyon");
  await proveAddress(visitor, mailbox, lee);
  await expect(visitor.getByRole("main")).toContainText(ASKED);
  await expect(visitor.getByRole("main")).not.toContainText(house.name);

  const told = await mailbox.waitFor({ to: helper, subject: "asks to be let in" });
  expect(told.text).toContain("I look after the licenses in Lyon");
  await mailbox.waitFor({ to: administrator, subject: "asks to be let in" });
  await signIn(page, helper);
  await page.goto(linkIn(told));
  await expect(page.getByLabel("Account Manager")).toBeDisabled();
  await page.getByRole("button", { name: "Invite" }).click();
  await expect(refusalOn(page)).toContainText("Choose at least one role");
  await page.getByLabel("Account Viewer").check();
  await page.getByRole("button", { name: "Invite" }).click();
  await expect(page.getByRole("main")).toContainText(`The invitation to ${lee} is on its way.`);
  await createAccount(visitor, linkIn(await mailbox.waitFor({ to: lee, subject: "Welcome" })));
  const sections = visitor.getByRole("navigation", { name: "Sections" });
  await expect(sections.getByRole("link", { name: "Agreements" })).toBeVisible();
});

test("a request is found on the screen and declined; the person reads why, and no name", async ({
  page,
  mailbox,
}) => {
  const noor = house.address("noor");
  await page.goto("/request-invitation");
  await page.getByRole("link", { name: "Ask your administrator" }).click();
  await askAdministrator(page, noor, "I am new here");
  await proveAddress(page, mailbox, noor);
  await expect(page.getByRole("main")).toContainText(ASKED);
  await mailbox.waitFor({ to: administrator, subject: "asks to be let in" });

  await signIn(page, administrator);
  const needs = page.getByRole("region", { name: "Needs you" });
  await expect(needs).toContainText("people ask to be let in");
  await needs.getByRole("link", { name: "Decide" }).click();
  const row = page.getByRole("row").filter({ hasText: noor });
  await expect(row).toContainText("I am new here");
  await row.getByRole("link", { name: "Decide" }).click();
  await page.getByLabel("Your reason").fill("Please ask the office in Lyon");
  await page.getByRole("button", { name: "Decline" }).click();
  await expect(page.getByRole("main")).toContainText("The person is told why.");
  const said = await mailbox.waitFor({ to: noor, subject: "Your request" });
  expect(said.text).toContain("Please ask the office in Lyon");
  expect(said.text).not.toContain("Dana");
  await page.goto(`${house.home}/activity`);
  await expect(page.getByRole("main")).toContainText(
    /Dana \w+ declined the request of Lee Gu to be let in/,
  );
});

const one =
  (status: string): Open =>
  async ({ page }) =>
    page.goto(
      `${house.home}/access/requests/${await requestFrom(house, `marie.${Math.random()}`, { status })}`,
    );

const STATES: Record<string, { open: Open; who?: string }> = {
  "ask-administrator": { open: visit("/ask-administrator") },
  "ask-administrator-refused": {
    open: async ({ page }) => {
      await page.goto("/ask-administrator");
      await page.getByRole("button", { name: "Send" }).click();
      await expect(refusalOn(page)).toBeVisible();
    },
  },
  "ask-administrator-code": { open: visit("/ask-administrator/code") },
  "guide-online-services": { open: visit("/support/online-services") },
  "join-requests": { open: visit(`${house.home}/access/requests?show=all`), who: administrator },
  "join-request": { open: one("PENDING"), who: helper },
  "join-request-declined": { open: one("DECLINED"), who: administrator },
};

for (const [name, { open, who }] of sampled(STATES)) {
  test(`${name} is accessible, steady and light in both themes and widths`, async ({
    page,
    mailbox,
    portal,
  }) => {
    if (who !== undefined) await beSignedIn(page, who);
    const budget = who === undefined ? BUDGET.signedOut : BUDGET.signedIn;
    await look({ page, mailbox, portal }, name, open, budget);
  });
}
