import type { APIRequestContext, Locator } from "@playwright/test";
import { addressFor, playCast } from "./cast";
import { query } from "./database";
import { expect, type Mailbox, test } from "./fixtures";
import { fillRow, personRow, rowOf } from "./invite-users";
import { allLinksIn, linkIn } from "./mails";
import { addAgreement, agreementFile, newOrganization } from "./organization";
import { PASSWORDS } from "./passwords";
import type { Colleague } from "./play-cast";
import { fillSignIn, refusalOn } from "./people";
import { playOnce } from "./play-once";
import { postAction } from "./post-action";
import {
  accessibilityProblems,
  beSignedIn,
  BUDGET,
  expectSteady,
  layoutShifts,
  look,
  type Open,
  picture,
  sampled,
  type Tools,
  visit,
} from "./screen-checks";

test.describe.configure({ mode: "parallel" });
// The pictures say more than a recording, which would double the time.
test.use({ trace: "off" });

// Each worker has a world of its own: one organization at work, one that has just begun.
const busy = newOrganization("Screens");
const fresh = newOrganization("Firstuse");
const waiting = newOrganization("Waiting");
const operator = busy.address("elena");
const loner = newOrganization("Loner");
const over = newOrganization("Over");
const invited = (name: string) => busy.address(name);
const VIEWER = "ACCOUNT_VIEWER" as const;
const OPEN = [
  ...["open", "expired", "superseded", "revoked", "held", "ending", "declined", "coded"],
  ...["stale", "reminded", "unreminded"],
];

test.beforeEach(({ request, mailbox }) => playOnce(() => play({ request, mailbox })));

async function play({ request, mailbox }: { request: APIRequestContext; mailbox: Mailbox }) {
  const colleagues: Colleague[] = [
    {
      email: addressFor(busy, "USER_ADMINISTRATOR"),
      roles: ["USER_ADMINISTRATOR", "REPORT_VIEWER"],
    },
    { email: addressFor(busy, "ACCOUNT_VIEWER"), roles: ["ACCOUNT_VIEWER"] },
    {
      email: busy.address("maximiliana.wolfeschlegelsteinhausenbergerdorff"),
      roles: ["ACCOUNT_MANAGER"],
    },
    ...OPEN.map((name) => ({ email: invited(name), roles: [VIEWER], comesIn: false })),
  ];
  const overdue = [{ organization: over }];
  await playCast(busy, { colleagues, operator, customers: overdue });
  await playCast(fresh);
  await playCast(loner);
  await change("expired", `"expiresAt" = now() - interval '1 hour'`);
  await change("ending", `"expiresAt" = now() + interval '3 days'`);
  await change("stale", `"expiresAt" = now() - interval '1 hour'`);
  await change("held", `"heldAt" = now()`);
  await change("revoked", `"status" = 'REVOKED', "endedAt" = now()`);
  await query(`UPDATE "InvitationLink" SET "supersededAt" = now() WHERE "sentToKey" = $1`, [
    invited("superseded"),
  ]);
  await query(`UPDATE "Membership" SET "status" = 'REMOVED' WHERE "emailKey" = ANY($1)`, [
    [invited("revoked"), loner.administrator.email],
  ]);
  await query(`UPDATE "Agreement" SET "status" = 'TERMINATED' WHERE "number" = $1`, [
    over.agreementNumber,
  ]);
  const declined = linkIn(await mailbox.waitFor({ to: invited("declined") }));
  await postAction(request, {
    action: "app/(public)/actions.ts#declineInvitationAction",
    fields: { token: tokenIn(declined), reason: "I left in spring; please ask Noor Aziz." },
  });
  for (const person of ["reminded", "unreminded"]) await change(person, `"noticeAt" = now()`);
  await query(`SELECT graphile_worker.add_job('remindInvitees')`);
  await postAction(request, {
    action: "app/(public)/actions.ts#stopRemindersAction",
    fields: { token: tokenIn(await stopLink(mailbox, "unreminded")) },
  });
}

const tokenIn = (link: string) => link.split("/").at(-1) ?? "";

/** The page behind the foot of a reminder. */
async function stopLink(mailbox: Mailbox, person: string): Promise<string> {
  const { text } = await mailbox.waitFor({ to: invited(person), subject: "Reminder" });
  const found = allLinksIn(text).find((link) => link.includes("/stop-reminders/"));
  if (found === undefined) throw new Error(`Nothing stops the reminders in: ${text}`);
  return found;
}

/** Writes a state that only time or other people bring about. */
const change = (person: string, assignment: string) =>
  query(
    `UPDATE "Invitation" SET ${assignment} WHERE "membershipId" IN
     (SELECT "id" FROM "Membership" WHERE "emailKey" = $1)`,
    [invited(person)],
  );

const follow =
  (person: string, below = ""): Open =>
  async ({ page, mailbox }) =>
    page.goto(linkIn(await mailbox.waitFor({ to: invited(person) })) + below);

const SIGNED_OUT: Record<string, Open> = {
  "sign-in": visit("/sign-in"),
  "sign-in-refused": async ({ page }) => {
    await page.goto("/sign-in");
    await fillSignIn(page, busy.address("nobody"), PASSWORDS.wrong);
    await expect(refusalOn(page)).toBeVisible();
  },
  "forgotten-password": visit("/reset-password"),
  "forgotten-password-done": async ({ page }) => {
    await page.goto("/reset-password");
    await page.getByLabel("Work email").fill(busy.address("nobody"));
    await page.getByRole("button", { name: "Send the Link" }).click();
    await expect(page.getByRole("status")).toContainText("a mail is on its way");
  },
  "new-password": async ({ page, mailbox }) => {
    const { email } = fresh.administrator;
    const action = "app/(public)/actions.ts#askForResetAction";
    await postAction(page.request, { action, fields: { email } });
    await page.goto(linkIn(await mailbox.waitFor({ to: email, subject: "Set a new password" })));
  },
  "new-password-dead": visit(`/reset-password/${"x".repeat(43)}`),
  "operator-password-dead": visit(`/set-password/${"x".repeat(43)}`),
  "create-account": follow("open"),
  "create-account-refused": async (tools) => {
    await follow("open")(tools);
    const { page } = tools;
    await page.getByLabel("First name").fill("");
    await page.getByLabel("Create password").fill(PASSWORDS.weak);
    await page.getByLabel("Confirm your password").fill(PASSWORDS.own);
    await page.getByRole("button", { name: "Start" }).click();
    await expect(refusalOn(page)).toBeVisible();
  },
  "link-expired": follow("expired"),
  "link-superseded": follow("superseded"),
  "link-revoked": follow("revoked"),
  "link-held": follow("held"),
  "link-used": async ({ page, mailbox }) =>
    page.goto(linkIn(await mailbox.waitFor({ to: addressFor(busy, "ACCOUNT_VIEWER") }))),
  "link-unknown": visit(`/get-started/${"x".repeat(43)}`),
  "sign-in-to-confirm": async (tools) => tools.page.goto(await secondAgreement(tools)),
  "link-expired-fresh": async (tools) => {
    const [first] = await tools.mailbox.all({ to: invited("stale") });
    await tools.page.goto(first ? linkIn(first) : "");
    await tools.page.getByRole("button", { name: "Send me a fresh link" }).click();
    await expect(tools.page.getByRole("status")).toContainText("a fresh link is on its way");
  },
  "link-declined": follow("declined"),
  "link-agreement-over": async ({ page, mailbox }) =>
    page.goto(linkIn(await mailbox.waitFor({ to: over.administrator.email }))),
  decline: follow("open", "/decline"),
  "decline-refused": async (tools) => {
    await follow("open", "/decline")(tools);
    await tools.page.getByRole("button", { name: "Decline" }).click();
    await expect(refusalOn(tools.page)).toBeVisible();
  },
  "decline-done": follow("declined", "/decline"),
  "stop-reminders": async ({ page, mailbox }) => page.goto(await stopLink(mailbox, "reminded")),
  "stop-reminders-done": async ({ page, mailbox }) =>
    page.goto(await stopLink(mailbox, "unreminded")),
  "stop-reminders-dead": visit(`/stop-reminders/${"x".repeat(43)}`),
  "ask-again": visit("/request-invitation"),
  "ask-again-refused": async ({ page }) => {
    await page.goto("/request-invitation");
    await page.getByRole("button", { name: "SUBMIT" }).click();
    await expect(refusalOn(page)).toBeVisible();
  },
  "ask-again-done": async ({ page }) => {
    await page.goto("/request-invitation");
    await page.getByLabel("Purchasing Account Administrator email").fill(invited("nobody"));
    await page.getByLabel("Agreement number").fill(busy.agreementNumber);
    await page.getByLabel("Purchasing account number").fill(busy.number);
    await page.getByRole("button", { name: "SUBMIT" }).click();
    await expect(page.getByRole("status")).toContainText("If these details match");
  },
  "type-code": visit("/get-started"),
  "type-code-refused": async ({ page }) => {
    await page.goto("/get-started");
    await page.getByLabel("email").fill(invited("coded"));
    await page.getByLabel("Code").fill("2345-6789");
    await page.locator("form").getByRole("button").click();
    await expect(refusalOn(page)).toBeVisible();
  },
  help: visit("/help"),
  "help-guide": visit("/help/register"),
  support: visit("/support"),
  "guide-register": visit("/support/register"),
  "guide-sign-in-address": visit("/support/sign-in-address"),
  "not-found": visit("/nothing/here"),
};

const administrator = busy.administrator.email;
const viewer = addressFor(busy, "ACCOUNT_VIEWER");

const SIGNED_IN: Record<string, { who: string; open: Open }> = {
  "dashboard-first-use": { who: fresh.administrator.email, open: visit(fresh.home) },
  "dashboard-needs": { who: administrator, open: visit(busy.home) },
  "dashboard-viewer": { who: viewer, open: visit(busy.home) },
  "manage-users": { who: administrator, open: visit(`${busy.home}/access`) },
  "manage-users-none-found": {
    who: administrator,
    open: visit(`${busy.home}/access?search=zebra`),
  },
  "manage-users-menu": {
    who: administrator,
    open: async ({ page }) => {
      await page.goto(`${busy.home}/access`);
      const row = personRow(page, invited("open"));
      await row.getByText("⋯").click();
      await expect(row.getByRole("button", { name: "Resend invitation" })).toBeVisible();
    },
  },
  "invite-users": { who: administrator, open: visit(`${busy.home}/access/invite`) },
  "invite-users-limited": {
    who: addressFor(busy, "USER_ADMINISTRATOR"),
    open: visit(`${busy.home}/access/invite`),
  },
  "invite-users-refused": {
    who: administrator,
    open: async ({ page }) => {
      await page.goto(`${busy.home}/access/invite`);
      const person = { firstName: "Tom", lastName: "Baker", language: "en", country: "US" };
      await fillRow(rowOf(page, 1), { ...person, email: viewer, roles: ["Account Viewer"] });
      await page.getByRole("button", { name: "INVITE ANOTHER USER" }).click();
      await fillRow(rowOf(page, 2), { ...person, email: "tom@gmail.com", roles: [] });
      await page.getByRole("button", { name: "INVITE", exact: true }).click();
      await expect(refusalOn(page)).toBeVisible();
    },
  },
  "invitation-history": {
    who: administrator,
    open: async ({ page }) => {
      const [invitation] = await query<{ id: string }>(
        `SELECT i."id" FROM "Invitation" i JOIN "Membership" m ON m."id" = i."membershipId"
         WHERE m."emailKey" = $1`,
        [invited("declined")],
      );
      await page.goto(`${busy.home}/access/invitation/${invitation?.id ?? ""}`);
    },
  },
  agreements: { who: viewer, open: visit(`${busy.home}/agreements`) },
  profile: { who: administrator, open: visit("/profile") },
  "profile-refused": {
    who: administrator,
    open: async ({ page }) => {
      await page.goto("/profile");
      await page.getByLabel("Present password").fill(PASSWORDS.wrong);
      await page.getByRole("button", { name: "Change Password" }).click();
      await expect(refusalOn(page)).toBeVisible();
    },
  },
  "person-menu": {
    who: administrator,
    open: async ({ page }) => {
      await page.goto(busy.home);
      await page.locator("summary.me").click();
      await expect(page.getByRole("button", { name: "Sign out" })).toBeVisible();
    },
  },
  "chooser-empty": { who: loner.administrator.email, open: visit("/accounts") },
  "confirm-invitation": {
    who: fresh.administrator.email,
    open: async (tools) => tools.page.goto(await secondAgreement(tools)),
  },
  "other-person": { who: administrator, open: follow("open") },
  "refused-by-role": { who: viewer, open: visit(`${busy.home}/access`) },
  "not-found-signed-in": { who: viewer, open: visit("/accounts/PA00") },
  "support-signed-in": { who: viewer, open: visit("/support/register") },
};

/** A second agreement for the administrator of the fresh organization; the link of its mail. */
async function secondAgreement({ portal, mailbox }: Tools): Promise<string> {
  const file = agreementFile(waiting);
  const [account] = file.purchasingAccounts;
  const person = { ...fresh.administrator, language: "en", country: "US" };
  await addAgreement(portal, {
    ...file,
    purchasingAccounts: [{ ...account, administrator: person }],
  });
  const subject = "A new agreement is available";
  return linkIn(await mailbox.waitFor({ to: fresh.administrator.email, subject }));
}

for (const [name, open] of sampled(SIGNED_OUT)) {
  test(`${name}, signed out, is accessible, steady and light in both themes and widths`, async ({
    page,
    mailbox,
    portal,
    problems,
  }) => {
    problems.allow(/404 \(Not Found\)/);
    await look({ page, mailbox, portal }, name, open, BUDGET.signedOut);
  });
}

for (const [name, { who, open }] of sampled(SIGNED_IN)) {
  test(`${name}, signed in, is accessible, steady and light in both themes and widths`, async ({
    page,
    mailbox,
    portal,
    problems,
  }) => {
    problems.allow(/40[34] \((Not Found|Forbidden)\)/);
    await beSignedIn(page, who);
    await look({ page, mailbox, portal }, name, open, BUDGET.signedIn);
  });
}

test("the sections of a phone fold into a menu that shows all of them", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await beSignedIn(page, administrator);
  await page.goto(`${busy.home}/access`);
  const sections = page.getByRole("navigation", { name: "Sections" });
  await expect(sections).toBeHidden();
  await page.getByText("Menu", { exact: true }).click();
  await expect(sections.getByRole("link", { name: "Agreements" })).toBeVisible();
  await expect(sections.getByRole("link", { name: "Support" })).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);
  await picture(page, "phone-menu-390-light");
});

test("a typeface that comes late moves nothing", async ({ page }) => {
  let arrive = () => {};
  const asked = new Promise<void>((resolve) => (arrive = resolve));
  await page.route("**/*.woff2", async (route) => {
    await asked;
    await route.continue();
  });
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto("/", { waitUntil: "commit" });
  const heading = page.getByRole("heading", { level: 1 });
  await heading.waitFor();
  const before = await textWidth(heading);
  // What is allowed to wait for the typeface has waited.
  await page.waitForTimeout(500);
  arrive();
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(200);
  expect(await textWidth(heading), "the heading in the other typeface").toBe(before);
  expectSteady(await layoutShifts(page), "of a typeface that comes late");
});

const textWidth = (one: Locator) =>
  one.evaluate((element) => {
    const range = document.createRange();
    range.selectNodeContents(element);
    return range.getBoundingClientRect().width;
  });
