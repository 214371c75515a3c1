import type { APIRequestContext } from "@playwright/test";
import { playCast } from "./cast";
import { query, waitOutTheGap } from "./database";
import { expect, type Mailbox, test } from "./fixtures";
import { personRow } from "./invite-users";
import { linkIn } from "./mails";
import { newOrganization } from "./organization";
import { fillSignIn, refusalOn } from "./people";
import {
  askForAnotherAddress,
  beginSecondFactor,
  codeNow,
  dayIn,
  grantFrom,
  importThatIs,
  makePartners,
  memberId,
  signInElsewhere,
  turnOnSecondFactor,
} from "./people-states";
import { PASSWORDS } from "./passwords";
import { playOnce } from "./play-once";
import { postAction } from "./post-action";
import { beSignedIn, BUDGET, look, type Open, sampled, type Tools, visit } from "./screen-checks";

test.describe.configure({ mode: "parallel" });
// The pictures say more than a recording, which would double the time.
test.use({ trace: "off" });

// Each worker has a world of its own: an account with people in every state, and one that has just begun.
const house = newOrganization("People");
const quiet = newOrganization("Quiet");
const partnerNumber = `PRT-${house.key}`;
const administrator = house.administrator.email;
const alone = quiet.administrator.email;
const at = house.address;
const [mira, elena] = [at("mira"), at("elena")];
const SENT_BY_NOOR = ["paulo", "mei", "ines"].map(at);

test.beforeEach(({ request, mailbox }) => playOnce(() => play({ request, mailbox })));

async function play({ request, mailbox }: { request: APIRequestContext; mailbox: Mailbox }) {
  const viewers = ["tom", "phone", "pairing", "moving", "half"];
  await playCast(house, {
    operator: elena,
    partner: mira,
    partnerNumber,
    colleagues: [
      { email: at("maria"), roles: ["REPORT_VIEWER", "ACCOUNT_MANAGER"] },
      { email: at("noor"), roles: ["ACCOUNT_ADMINISTRATOR"] },
      { email: at("ursula"), roles: ["USER_ADMINISTRATOR"] },
      ...viewers.map((name) => ({ email: at(name), roles: ["ACCOUNT_VIEWER"] as const })),
      ...[at("keiko"), ...SENT_BY_NOOR].map((email) => ({
        email,
        roles: ["ACCOUNT_VIEWER", "REPORT_VIEWER"] as const,
        comesIn: false,
      })),
    ],
  });
  await playCast(quiet);
  await query(`UPDATE "Membership" SET "status" = 'DISABLED' WHERE "emailKey" = $1`, [at("tom")]);
  await query(
    `UPDATE "Invitation" SET "invitedById" = $1 WHERE "membershipId" IN
     (SELECT "id" FROM "Membership" WHERE "emailKey" = ANY($2))`,
    [await memberId(house, at("noor")), SENT_BY_NOOR],
  );
  await grantEveryState();
  await importEveryState();
  await signInElsewhere(at("maria"), [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Mobile Safari/604.1",
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) Gecko/20100101 Firefox/132.0",
    "curl/8.9",
  ]);
  await turnOnSecondFactor(request, at("phone"));
  for (const name of ["moving", "half"]) await askForAnotherAddress(request, at(name));
  const mail = await mailbox.waitFor({ to: at("half"), subject: "Please confirm" });
  await postAction(request, {
    action: "app/(public)/actions.ts#confirmEmailAction",
    fields: { token: linkIn(mail).split("/").at(-1) ?? "" },
  });
}

const UNKNOWN_TO_HOUSE = "Wolfeschlegelsteinhausenbergerdorff Lizenzberatung GmbH & Co. KG";
/** Pages of single grants and imports, by what they show. */
const pages: Record<string, string> = {};

async function grantEveryState() {
  const by = await memberId(house, administrator);
  const [open, soon, over, revoked] = await makePartners(house, [
    "Proseware Licensing",
    "Adatum Software Asset Management",
    "Litware",
    "Fourth Coffee Consulting",
    UNKNOWN_TO_HOUSE,
  ]);
  const grants = {
    open: { partner: open ?? "", until: dayIn(200) },
    soon: { partner: soon ?? "", until: dayIn(5) },
    over: { partner: over ?? "", until: dayIn(-10) },
    revoked: { partner: revoked ?? "", until: dayIn(90), revoked: true },
    own: { partner: partnerNumber, until: dayIn(90) },
  };
  for (const [name, grant] of Object.entries(grants)) {
    pages[name] = `${house.home}/access/partners/${await grantFrom(house, by, grant)}`;
  }
}

async function importEveryState() {
  const by = await memberId(house, administrator);
  const runs = {
    running: { state: "RUNNING", fileName: "sales-emea.csv", rows: 240, done: 96, refused: 2 },
    done: { state: "DONE", fileName: "headquarters.csv", rows: 40, done: 40, refused: 3 },
    stopped: { state: "CANCELLED", fileName: "people-2026-11.csv", rows: 12, done: 7, refused: 0 },
  } as const;
  for (const [name, run] of Object.entries(runs)) {
    pages[name] = `${house.home}/access/import/${await importThatIs(house, by, run)}`;
  }
}

const person =
  (email: string, below = "", organization = house): Open =>
  async ({ page }) =>
    page.goto(`${organization.home}/access/${await memberId(organization, email)}${below}`);

const onePage =
  (name: string): Open =>
  ({ page }) =>
    page.goto(pages[name] ?? "");

/** Opens the form of a page and sends it without filling it in. */
const refused =
  (open: Open, button: string): Open =>
  async (tools) => {
    await open(tools);
    await tools.page.getByRole("button", { name: button, exact: true }).click();
    await expect(refusalOn(tools.page)).toBeVisible();
  };

const access = (below = "") => visit(`${house.home}/access${below}`);

/** Ticks people of Manage Users. */
async function tick({ page }: Tools, people: readonly string[]) {
  await page.goto(`${house.home}/access`);
  for (const email of people) await personRow(page, email).getByRole("checkbox").check();
}

const HEADING = "EMAIL ADDRESS;FIRST NAME;LAST NAME;PREFERRED LANGUAGE;COUNTRY/REGION;ROLE";

/** Has a file of people checked. */
const upload =
  (...lines: readonly string[]): Open =>
  async ({ page }) => {
    await page.goto(`${house.home}/access/import`);
    const buffer = Buffer.from(`${lines.join("\r\n")}\r\n`);
    await page
      .getByLabel("CSV file")
      .setInputFiles({ name: "new-colleagues.csv", mimeType: "text/csv", buffer });
    await page.getByRole("button", { name: "Check the File" }).click();
    await page.waitForURL(/\/access\/import(\/|\?refused=)/);
  };

/** The page behind the mail that asks one of the two mailboxes. */
const confirmLink =
  (person: string): Open =>
  async ({ page, mailbox }) =>
    page.goto(linkIn(await mailbox.waitFor({ to: at(person), subject: "Please confirm" })));

const toCodeStep: Open = async ({ page }) => {
  await page.context().clearCookies();
  await page.goto("/sign-in");
  await fillSignIn(page, at("phone"));
  await page.waitForURL("**/sign-in/code");
};

const SIGNED_OUT: Record<string, Open> = {
  "sign-in-code": toCodeStep,
  "sign-in-code-refused": async (tools) => {
    await toCodeStep(tools);
    await tools.page.getByLabel("Code").fill("000000");
    await tools.page.getByRole("button", { name: "Sign In" }).click();
    await expect(refusalOn(tools.page)).toBeVisible();
  },
  "sign-in-code-over": visit("/sign-in/code"),
  "confirm-email-old": confirmLink("moving"),
  "confirm-email-new": confirmLink("moving.new"),
  "confirm-email-half": confirmLink("half"),
  "confirm-email-dead": visit(`/confirm-email/${"x".repeat(43)}`),
  "guide-manage-users": visit("/support/manage-users"),
  "guide-roles": visit("/support/roles"),
};

const PEOPLE: Record<string, Open> = {
  "person-member": person(at("maria")),
  "person-invited": person(at("keiko")),
  "person-disabled": person(at("tom")),
  "person-oneself": person(administrator),
  "person-preview": person(at("maria"), "?role=USER_ADMINISTRATOR&role=REPORT_VIEWER"),
  "person-roles-refused": async (tools) => {
    await person(at("maria"))(tools);
    for (const role of ["Report Viewer", "Account Manager"])
      await tools.page.getByLabel(role, { exact: true }).uncheck();
    await tools.page.getByRole("button", { name: "Show what changes" }).click();
    await expect(refusalOn(tools.page)).toBeVisible();
    await expect(tools.page.getByRole("checkbox", { checked: true })).toHaveCount(0);
  },
  "person-edit-refused": async (tools) => {
    await person(at("keiko"))(tools);
    await tools.page.getByLabel("EMAIL ADDRESS").fill("keiko@outlook.com");
    await tools.page.getByLabel("FIRST NAME").fill("");
    await tools.page.getByRole("button", { name: "Save and send again" }).click();
    await expect(refusalOn(tools.page)).toBeVisible();
  },
  "person-remove": person(at("maria"), "/remove"),
  "person-remove-inviter": async (tools) => {
    await person(at("noor"), "/remove")(tools);
    await tools.page.getByLabel("Revoke").check();
  },
  "person-remove-refused": person(administrator, "/remove"),
  "people-filtered": access("?search=ortega&status=INVITED&role=REPORT_VIEWER&sort=added"),
  "people-filtered-none": access("?status=DISABLED&role=USER_ADMINISTRATOR"),
  "people-ticked": (tools) => tick(tools, [at("keiko"), at("maria")]),
  "people-none-ticked": refused(access(), "Disable"),
  "people-bulk-done": async (tools) => {
    await waitOutTheGap(at("keiko"));
    await tick(tools, [at("keiko"), at("maria")]);
    await tools.page.locator("fieldset").getByRole("button", { name: "Resend" }).click();
    await expect(tools.page.getByRole("status").first()).toContainText("Done for one person");
  },
  import: access("/import"),
  "import-mistakes": upload(
    HEADING,
    `anna@${at("x").split("@")[1]};Anna;Berg;de;DE;Account Viewer`,
    `${at("maria")};Maria;Ortega;en;US;Account Viewer`,
    "otto@outlook.com;;Roth;Klingon;Atlantis;Caretaker",
    `maximiliana.wolfeschlegelsteinhausenbergerdorff@${at("x").split("@")[1]};Maximiliana;Roth;de;Bavaria;Account Viewer`,
  ),
  "import-refused": upload("EMAIL ADDRESS;FIRST NAME", "anna@contoso.example;Anna"),
  "import-running": onePage("running"),
  "import-done": onePage("done"),
  "import-stopped": onePage("stopped"),
  visibility: access("/partners"),
  "visibility-grant": access("/partners/grant"),
  "visibility-grant-refused": async ({ page }) => {
    await page.goto(`${house.home}/access/partners/grant`);
    await page.getByLabel("Partner number").fill("PRT-0000");
    await page.getByLabel("Last day").fill(dayIn(90));
    await page.getByRole("button", { name: "Next" }).click();
    await expect(refusalOn(page)).toBeVisible();
  },
  "visibility-grant-confirm": access(`/partners/grant?partner=PRT${house.key}5&until=${dayIn(90)}`),
  "visibility-one": onePage("open"),
  "visibility-one-own": onePage("own"),
  "visibility-one-over": onePage("revoked"),
  activity: visit(`${house.home}/activity`),
  "activity-filtered": visit(`${house.home}/activity?kind=invitations&from=${dayIn(-30)}`),
  "activity-none-found": visit(`${house.home}/activity?kind=agreements&to=${dayIn(-30)}`),
};

const MINE: Record<string, { who: string; open: Open }> = {
  "access-ended": { who: at("tom"), open: visit(house.home) },
  "profile-unfolded": {
    who: at("maria"),
    open: async ({ page }) => {
      await page.goto("/profile");
      for (const words of ["Why can I see this?", "Leave this purchasing account…"])
        await page.getByText(words).click();
    },
  },
  "change-email": { who: at("maria"), open: visit("/profile/email") },
  "change-email-refused": {
    who: at("maria"),
    open: async ({ page }) => {
      await page.goto("/profile/email");
      await page.getByLabel("New work email").fill("maria@gmail.com");
      await page.getByLabel("Present password").fill(PASSWORDS.own);
      await page.getByRole("button", { name: "Send Both Mails" }).click();
      await expect(refusalOn(page)).toBeVisible();
    },
  },
  "change-email-sent": {
    who: at("noor"),
    open: async ({ page }) => {
      await page.goto("/profile/email");
      await page.getByLabel("New work email").fill(at("noor.aziz"));
      await page.getByLabel("Present password").fill(PASSWORDS.own);
      await page.getByRole("button", { name: "Send Both Mails" }).click();
      await expect(page.getByText("Two mails are on their way")).toBeVisible();
    },
  },
  "second-factor-off": { who: at("maria"), open: visit("/profile/second-factor") },
  "second-factor-set-up": { who: at("pairing"), open: setUp },
  "second-factor-set-up-refused": {
    who: at("pairing"),
    open: async (tools) => {
      await setUp(tools);
      await tools.page.getByLabel("Six digits").fill("000000");
      await tools.page.getByRole("button", { name: "Turn On" }).click();
      await expect(refusalOn(tools.page)).toBeVisible();
    },
  },
  "second-factor-turned-on": {
    who: at("pairing"),
    open: async (tools) => {
      const secret = await setUp(tools);
      await tools.page.getByLabel("Six digits").fill(codeNow(secret));
      await tools.page.getByRole("button", { name: "Turn On" }).click();
      await expect(tools.page.getByText("The second factor is on")).toBeVisible();
    },
  },
  sessions: { who: at("maria"), open: visit("/profile/sessions") },
  "sessions-only-this": { who: alone, open: visit("/profile/sessions") },
  "person-out-of-reach": { who: at("ursula"), open: person(at("noor")) },
  "person-last-administrator": { who: alone, open: person(alone, "", quiet) },
  "import-empty": { who: alone, open: visit(`${quiet.home}/access/import`) },
  "visibility-empty": { who: alone, open: visit(`${quiet.home}/access/partners`) },
  "partner-activity": { who: mira, open: visit("/partner/activity") },
  "partner-activity-none-found": { who: mira, open: visit("/partner/activity?kind=trail") },
  "operator-activity": { who: elena, open: visit(`/operator/activity?account=${house.key}`) },
};

async function setUp({ page }: Tools): Promise<string> {
  const secret = await beginSecondFactor(page.request, at("pairing"));
  await page.goto("/profile/second-factor/set-up");
  return secret;
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

const SIGNED_IN = [
  ...sampled(PEOPLE).map(([name, open]) => ({ name, who: administrator, open })),
  ...sampled(MINE).map(([name, one]) => ({ name, ...one })),
];

for (const { name, who, open } of SIGNED_IN) {
  test(`${name}, signed in, is accessible, steady and light in both themes and widths`, async ({
    page,
    mailbox,
    portal,
    problems,
  }) => {
    if (name === "access-ended") problems.allow(/403 \(Forbidden\)/);
    await beSignedIn(page, who);
    await look({ page, mailbox, portal }, name, open, BUDGET.signedIn);
  });
}
