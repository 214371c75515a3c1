import type { Page } from "@playwright/test";
import { addressFor, playCast } from "./cast";
import { query } from "./database";
import { expect, type Mailbox, type Portal, test } from "./fixtures";
import { fillRow, personRow, rowOf } from "./invite-users";
import { linkIn } from "./mails";
import { addAgreement, agreementFile, newOrganization } from "./organization";
import { PASSWORDS } from "./passwords";
import type { Colleague } from "./play-cast";
import { fillSignIn, refusalOn } from "./people";
import { postAction, signInByPost } from "./post-action";
import {
  accessibilityProblems,
  expectNoSidewaysScroll,
  layoutShift,
  picture,
  scriptsOf,
} from "./screen-checks";

test.describe.configure({ mode: "parallel" });
// The pictures say more than a recording, which would double the time.
test.use({ trace: "off" });

const BUDGET = { signedOut: 145, signedIn: 170 };

// Each worker has a world of its own: one organization at work, one that has just begun.
const busy = newOrganization("Screens");
const fresh = newOrganization("Firstuse");
const waiting = newOrganization("Waiting");
const operator = busy.address("elena");
const loner = newOrganization("Loner");
const invited = (name: string) => busy.address(name);
const VIEWER = "ACCOUNT_VIEWER" as const;
const OPEN = ["open", "expired", "superseded", "revoked", "held", "ending"];

test.beforeAll(async () => {
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
  await playCast(busy, { colleagues, operator });
  await playCast(fresh);
  await playCast(loner);
  await change("expired", `"expiresAt" = now() - interval '1 hour'`);
  await change("ending", `"expiresAt" = now() + interval '3 days'`);
  await change("held", `"heldAt" = now()`);
  await change("revoked", `"status" = 'REVOKED', "endedAt" = now()`);
  await query(`UPDATE "InvitationLink" SET "supersededAt" = now() WHERE "sentToKey" = $1`, [
    invited("superseded"),
  ]);
  await query(`UPDATE "Membership" SET "status" = 'REMOVED' WHERE "emailKey" = ANY($1)`, [
    [invited("revoked"), loner.administrator.email],
  ]);
});

/** Writes a state that only time or other people bring about. */
const change = (person: string, assignment: string) =>
  query(
    `UPDATE "Invitation" SET ${assignment} WHERE "membershipId" IN
     (SELECT "id" FROM "Membership" WHERE "emailKey" = $1)`,
    [invited(person)],
  );

interface Tools {
  readonly page: Page;
  readonly mailbox: Mailbox;
  readonly portal: Portal;
}

type Open = (tools: Tools) => Promise<unknown>;

const follow =
  (person: string): Open =>
  async ({ page, mailbox }) =>
    page.goto(linkIn(await mailbox.waitFor({ to: invited(person) })));

const visit =
  (path: string): Open =>
  ({ page }) =>
    page.goto(path);

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
  "missing-invitation": visit("/request-invitation"),
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
      await personRow(page, invited("open")).getByText("⋯").click();
      await expect(page.getByRole("button", { name: "Resend invitation" })).toBeVisible();
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
  "operator-desk": { who: operator, open: visit("/operator") },
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

for (const [name, open] of Object.entries(SIGNED_OUT)) {
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

for (const [name, { who, open }] of Object.entries(SIGNED_IN)) {
  test(`${name}, signed in, is accessible, steady and light in both themes and widths`, async ({
    page,
    mailbox,
    portal,
    problems,
  }) => {
    problems.allow(/40[34] \((Not Found|Forbidden)\)/);
    await signInByPost(page.request, who);
    await look({ page, mailbox, portal }, name, open, BUDGET.signedIn);
  });
}

test("the sections of a phone fold into a menu that shows all of them", async ({ page }) => {
  await page.setViewportSize({ width: 390, height: 844 });
  await signInByPost(page.request, administrator);
  await page.goto(`${busy.home}/access`);
  const sections = page.getByRole("navigation", { name: "Sections" });
  await expect(sections).toBeHidden();
  await page.getByText("Menu", { exact: true }).click();
  await expect(sections.getByRole("link", { name: "Agreements" })).toBeVisible();
  await expect(sections.getByRole("link", { name: "Support" })).toBeVisible();
  expect(await accessibilityProblems(page)).toEqual([]);
  await picture(page, "phone-menu-390-light");
});

/** Opens a state at both widths and looks at it in both themes. */
async function look(tools: Tools, name: string, open: Open, budget: number) {
  const { page } = tools;
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 800 });
    await open(tools);
    expect(await layoutShift(page), `layout shift at ${width}`).toBeLessThan(0.01);
    await expectNoSidewaysScroll(page);
    if (width === 1280)
      expect(await scriptsOf(page, name), "kB of scripts").toBeLessThanOrEqual(budget);
    for (const colorScheme of ["light", "dark"] as const) {
      // Without motion, so that no colour is caught on its way.
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await picture(page, `${name}-${width}-${colorScheme}`);
      expect.soft(await accessibilityProblems(page), `${width} ${colorScheme}`).toEqual([]);
    }
  }
}
