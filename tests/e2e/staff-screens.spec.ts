import type { APIRequestContext } from "@playwright/test";
import { playCast } from "./cast";
import { query, waitOutTheGap } from "./database";
import { expect, type Mailbox, test } from "./fixtures";
import { bounce, linkIn } from "./mails";
import { agreementFile, newOrganization, type Organization } from "./organization";
import { refusalOn } from "./people";
import { playOnce } from "./play-once";
import { postAction } from "./post-action";
import {
  beSignedIn,
  BUDGET,
  expectSteady,
  look,
  type Open,
  sampled,
  slowLayoutShifts,
  type Tools,
  visit,
} from "./screen-checks";

test.describe.configure({ mode: "parallel" });
// The pictures say more than a recording, which would double the time.
test.use({ trace: "off" });

// Each worker has a world of its own: a partner with a customer in every state.
const house = newOrganization("House");
const partnerNumber = `PRT-${house.key}`;
const [mira, colleague, elena] = ["mira", "jonas", "elena"].map(house.address) as [
  string,
  string,
  string,
];
const guest = house.address("uwe.ramsauer");
const never: Organization = {
  ...newOrganization("Never"),
  name: "Wolfeschlegelsteinhausenbergerdorff Versicherungsgesellschaft & Co. KG",
};
const bounced = newOrganization("Bounced");
const ending = newOrganization("Ending");
const declined = newOrganization("Declined");
const locked = newOrganization("Lockedout");
const waiting = newOrganization("Waiting");
const objected = newOrganization("Objected");
const reviewed = newOrganization("Reviewed");
const over = newOrganization("Over");
// A partner that has no customer any more.
const idle = newOrganization("Idle");
const idlePartner = idle.address("ingrid");

test.beforeEach(({ request, mailbox }) => playOnce(() => play({ request, mailbox })));

async function play({ request, mailbox }: { request: APIRequestContext; mailbox: Mailbox }) {
  const inside = [locked, waiting, objected, reviewed];
  const changeTo = (one: Organization) =>
    one === locked ? {} : { changeTo: (one === reviewed ? house : one).address("noor.aziz") };
  await playCast(house, {
    operator: elena,
    partner: mira,
    partnerNumber,
    partnerPeople: [{ email: colleague }, { email: guest, comesIn: false }],
    customers: [
      ...[never, bounced, ending, declined, over].map((organization) => ({ organization })),
      ...inside.map((one) => ({ organization: one, comesIn: true, ...changeTo(one) })),
    ],
  });
  await playCast(idle, { partner: idlePartner, partnerNumber: `PRT-${idle.key}` });
  await query(`UPDATE "PurchasingAccount" SET "partnerId" = NULL WHERE "numberKey" = $1`, [
    idle.key,
  ]);
  await query(`UPDATE "Membership" SET "status" = 'DISABLED' WHERE "emailKey" = $1`, [
    locked.administrator.email,
  ]);
  await query(
    `UPDATE "Invitation" SET "expiresAt" = now() + interval '3 days' WHERE "membershipId" IN
     (SELECT "id" FROM "Membership" WHERE "emailKey" = $1)`,
    [ending.administrator.email],
  );
  await query(`UPDATE "Agreement" SET "status" = 'TERMINATED' WHERE "number" = $1`, [
    over.agreementNumber,
  ]);
  await postAction(request, {
    action: "app/(public)/actions.ts#declineInvitationAction",
    fields: {
      token: tokenIn(linkIn(await mailbox.waitFor({ to: declined.administrator.email }))),
      reason: "I left in spring; please ask Noor Aziz.",
    },
  });
  await postAction(request, {
    action: "app/(public)/actions.ts#objectAction",
    fields: {
      token: tokenIn(await objectionLink(mailbox, objected)),
      reason: "Nobody here asked for this. Dana Kowalski works here and opens her mail every day.",
    },
  });
  await bounce(await mailbox.waitFor({ to: bounced.administrator.email }));
  // The partner's administrators are told as soon as the bounce is noted.
  await mailbox.waitFor({ to: mira, subject: "could not be delivered" });
}

const tokenIn = (link: string) => link.split("/").at(-1) ?? "";

async function objectionLink(mailbox: Mailbox, { administrator }: Organization) {
  return linkIn(await mailbox.waitFor({ to: administrator.email, subject: "Please check: " }));
}

const objection =
  (organization: Organization): Open =>
  async ({ page, mailbox }) =>
    page.goto(await objectionLink(mailbox, organization));

const SIGNED_OUT: Record<string, Open> = {
  objection: objection(waiting),
  "objection-refused": async (tools) => {
    await objection(waiting)(tools);
    await tools.page.getByRole("button", { name: "Object" }).click();
    await expect(refusalOn(tools.page)).toBeVisible();
  },
  "objection-done": objection(objected),
  "objection-dead": visit(`/objection/${"x".repeat(43)}`),
};

const customer = ({ key }: Organization, below = "") => visit(`/partner/accounts/${key}${below}`);
const account = ({ key }: Organization, below = "") => visit(`/operator/accounts/${key}${below}`);

/** Opens the form of a page and sends it without filling it in. */
const refused =
  (open: Open, button: string): Open =>
  async (tools) => {
    await open(tools);
    await tools.page.getByRole("button", { name: button, exact: true }).click();
    await expect(refusalOn(tools.page)).toBeVisible();
  };

const PARTNER: Record<string, Open | { who: string; open: Open }> = {
  "partner-queue": visit("/partner"),
  "partner-queue-all": visit("/partner?show=all"),
  "partner-queue-none-found": visit("/partner?search=zebra"),
  "partner-queue-no-customers": { who: idlePartner, open: visit("/partner?show=all") },
  "partner-queue-nothing-to-do": { who: idlePartner, open: visit("/partner") },
  "partner-queue-none-ticked": refused(visit("/partner"), "Resend"),
  "partner-queue-resent": async ({ page }) => {
    for (const one of [ending, declined]) await waitOutTheGap(one.administrator.email);
    await query(`UPDATE "InvitationLink" SET "createdAt" = now() WHERE "sentToKey" = $1`, [
      bounced.administrator.email,
    ]);
    await page.goto("/partner");
    for (const one of [ending, bounced, declined])
      await page.getByRole("row").filter({ hasText: one.number }).getByRole("checkbox").check();
    await page.getByRole("button", { name: "Resend" }).click();
    await expect(page.getByRole("status").first()).toContainText("not sent");
  },
  "partner-account-never": customer(never),
  "partner-account-bounced": customer(bounced),
  "partner-account-declined": customer(declined),
  "partner-account-in": customer(house),
  "partner-account-locked": customer(locked),
  "partner-account-waiting": customer(waiting),
  "partner-account-objected": customer(objected),
  "partner-account-over": customer(over),
  "partner-change-at-once": customer(never, "/administrator"),
  "partner-change-refused": refused(customer(house, "/administrator"), "Change administrator"),
  "partner-change-waits": customer(house, "/administrator"),
  "partner-change-open": customer(waiting, "/administrator"),
  "partner-address-at-once": customer(never, "/address"),
  "partner-address-refused": refused(customer(house, "/address"), "Correct the email address"),
  "partner-people": visit("/partner/people"),
  "partner-people-menu": async ({ page }) => {
    await page.goto("/partner/people");
    await page.getByRole("row").filter({ hasText: guest }).getByText("⋯").click();
    await expect(page.getByRole("button", { name: /resend/i })).toBeVisible();
  },
  "partner-people-refused": { who: colleague, open: visit("/partner/people") },
  "partner-not-theirs": visit("/partner/accounts/PA00"),
  "partner-help": visit("/help/register"),
};

const OPERATOR: Record<string, Open> = {
  "operator-accounts": visit("/operator"),
  "operator-accounts-found": visit(`/operator?search=${partnerNumber}`),
  "operator-account-objected": account(objected),
  "operator-account-reviewed": account(reviewed),
  "operator-account-bounced": account(bounced),
  "operator-change": account(house, "/administrator"),
  "operator-decisions": visit("/operator/decisions"),
  "operator-mail": visit("/operator/mail"),
  "operator-mail-bounced": visit("/operator/mail?state=BOUNCED"),
  "operator-mail-none": visit("/operator/mail?search=nobody-at-all@"),
  "operator-mail-hold": visit("/operator/mail?view=hold"),
  "operator-partners": visit("/operator/partners"),
  "operator-partner": visit(`/operator/partners/${partnerNumber.replace("-", "")}`),
  "operator-operators": visit("/operator/operators"),
  "operator-operators-menu": async ({ page }) => {
    await page.goto("/operator/operators");
    await page.getByRole("row").filter({ hasText: elena }).getByText("⋯").click();
    await expect(
      page.getByRole("row").filter({ hasText: elena }).getByRole("button"),
    ).toBeVisible();
  },
  "operator-agreement": visit(`/operator/agreements/${house.agreementNumber}`),
  "operator-agreement-over": visit(`/operator/agreements/${over.agreementNumber}`),
  "operator-new-agreement": visit("/operator/agreements/new"),
  "operator-new-agreement-refused": refused(visit("/operator/agreements/new"), "Record and Invite"),
  "operator-upload-problems": upload({ signedOn: "yesterday", organization: { name: "" } }),
  "operator-upload-differences": upload({ signedOn: "2026-11-01" }),
  "operator-upload-done": upload({}),
};

/** Uploads the file of an agreement that is recorded already, with some changes. */
function upload(changes: object): Open {
  return async ({ page }: Tools) => {
    const partner = { number: partnerNumber, name: `Partner ${partnerNumber}` };
    const file = JSON.stringify(agreementFile(house, { partner, ...changes }));
    await page.goto("/operator/agreements/new");
    const buffer = Buffer.from(file);
    await page
      .getByLabel("Agreement file")
      .setInputFiles({ name: "agreement.json", mimeType: "application/json", buffer });
    await page.getByRole("button", { name: "Upload the File" }).click();
    await page.waitForURL("**/operator/agreements/new?answer=*");
  };
}

for (const [name, open] of sampled(SIGNED_OUT)) {
  test(`${name}, signed out, is accessible, steady and light in both themes and widths`, async ({
    page,
    mailbox,
    portal,
  }) => {
    await look({ page, mailbox, portal }, name, open, BUDGET.signedOut);
  });
}

const STAFF = [
  ...sampled(PARTNER).map(([name, open]) =>
    typeof open === "function" ? { name, who: mira, open } : { name, ...open },
  ),
  ...sampled(OPERATOR).map(([name, open]) => ({ name, who: elena, open })),
];

for (const { name, who, open } of STAFF) {
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

test("lists that arrive piece by piece move nothing that is shown already", async ({ page }) => {
  await beSignedIn(page, elena);
  for (const path of ["/operator", "/operator/mail", "/operator/activity"]) {
    await page.goto(path);
    // Where a piece ends is chance: that rows can't widen a column is certain.
    await expect(page.getByRole("table")).toHaveCSS("table-layout", "fixed");
    expectSteady(await slowLayoutShifts(page), `of ${path}`);
  }
});
