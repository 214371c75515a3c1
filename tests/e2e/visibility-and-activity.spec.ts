import { readFile } from "node:fs/promises";
import type { Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { playCast } from "./cast";
import { query, waitOutTheGap } from "./database";
import { expect, test, type Portal } from "./fixtures";
import { linkIn } from "./mails";
import { newOrganization, type Organization } from "./organization";
import { refusalOn, signIn } from "./people";
import { signInByPost } from "./post-action";

test.describe.configure({ mode: "parallel" });

const inDays = (days: number): string =>
  new Date(Date.now() + days * 24 * 60 * 60 * 1000).toISOString().slice(0, 10);

/** As a page shows a day, such as "2 Dec 2026". */
const shown = (day: string): string =>
  new Intl.DateTimeFormat("en-GB", { dateStyle: "medium", timeZone: "UTC" }).format(new Date(day));

/** What the clock starts once an hour or a minute, now. */
const startRound = (task: string) => query(`SELECT graphile_worker.add_job($1)`, [task]);

test("a partner is let see until a day, which is changed, reminded of, and taken back", async ({
  page,
  browser,
  mailbox,
  problems,
}) => {
  problems.allow(/404 \(Not Found\)/);
  const [contoso, house] = [newOrganization("Granting"), newOrganization("Adviser")];
  const number = `PRT-${house.key}`;
  const ada = house.address("ada");
  const dana = contoso.administrator.email;
  await playCast(contoso);
  await playCast(house, { partner: ada, partnerNumber: number });
  await signInByPost(page.request, dana);
  await page.goto(`${contoso.home}/access`);
  await page.getByRole("link", { name: "Manage Partner Visibility" }).click();
  await expect(page.getByRole("main")).toContainText("No partner sees what was bought through");
  await page.getByRole("link", { name: "Grant visibility" }).click();
  const ask = async (partner: string, until: string) => {
    await page.getByLabel("Partner number").fill(partner);
    await page.getByLabel("Last day").fill(until);
    await page.getByRole("button", { name: "Next" }).click();
  };
  await ask("PRT-NOBODY", inDays(30));
  await expect(refusalOn(page)).toContainText("No partner with this number is recorded.");
  await ask(number, inDays(0));
  await expect(refusalOn(page)).toContainText("Choose tomorrow or a later day");
  await ask(number.toLowerCase().replace("-", " "), inDays(30));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText(
    `Grant visibility to Partner ${number}?`,
  );
  await expect(page.getByRole("main")).toContainText("Keys, members and reports.");
  expect(await grants(contoso)).toEqual([]);
  await page.getByRole("button", { name: "Grant visibility" }).click();
  await page.waitForURL("**/access/partners?granted=*");
  await expect(page.getByRole("main")).toContainText(
    `Partner ${number} can see the orders and license details bought through other partners`,
  );
  const row = page.getByRole("row").filter({ hasText: number });
  await expect(row).toContainText("Can see");
  await expect(row).toContainText(shown(inDays(30)));

  // The grant opens no page where the partner could act for this customer.
  const partner = await (await browser.newContext()).newPage();
  await signIn(partner, ada);
  expect((await partner.goto(`/partner/accounts/${contoso.key}`))?.status()).toBe(404);
  await partner.context().close();

  await page.getByRole("link", { name: "Grant visibility" }).click();
  await ask(number, inDays(40));
  await expect(refusalOn(page)).toContainText("has visibility already");
  await page.getByRole("link", { name: "Back to Manage Partner Visibility" }).click();
  await row.getByRole("link", { name: "Change or revoke" }).click();
  const change = page.getByRole("region", { name: "Change the last day" });
  await change.getByLabel("Last day").fill(inDays(60));
  await change.getByRole("button", { name: "Change the last day" }).click();
  await expect(change.getByRole("status").first()).toContainText("The last day is changed.");
  await expect(page.getByRole("region", { name: "Visibility" })).toContainText(shown(inDays(60)));

  await query(`UPDATE "PartnerVisibility" SET "until" = $1::date WHERE "id" = $2`, [
    inDays(7),
    (await grants(contoso))[0]?.id,
  ]);
  await startRound("remindVisibilityEnds");
  const reminder = await mailbox.waitFor({ to: dana, subject: `visibility for Partner ${number}` });
  await page.goto(linkIn(reminder));
  await expect(row).toContainText("ends soon");
  await row.getByRole("link", { name: "Change or revoke" }).click();
  await page.getByRole("button", { name: "Revoke visibility" }).click();
  await expect(page.getByRole("status").filter({ hasText: "revoked" })).toBeVisible();
  await expect(page.getByRole("region", { name: "Visibility" })).toContainText("Revoked");
  await expect(page.getByRole("button", { name: "Revoke visibility" })).toHaveCount(0);
  expect((await grants(contoso))[0]?.endedAt).not.toBeNull();

  await page.goto(`${contoso.home}/activity?kind=visibility`);
  const words = ["took from", "reminded the Account", "changed until when", "let"];
  await expect(page.getByRole("row")).toHaveCount(words.length + 1);
  for (const [index, word] of words.entries()) {
    await expect(page.getByRole("row").nth(index + 1)).toContainText(word);
    await expect(page.getByRole("row").nth(index + 1)).toContainText(`Partner ${number}`);
  }
});

const grants = ({ key }: Organization) =>
  query<{ id: string; endedAt: Date | null }>(
    `SELECT v."id", v."endedAt" FROM "PartnerVisibility" v
     JOIN "PurchasingAccount" a ON a."id" = v."purchasingAccountId" WHERE a."numberKey" = $1`,
    [key],
  );

test("what happened is told to the account's administrators, to the partner and to operators, each their part", async ({
  page,
  browser,
  mailbox,
}) => {
  const [contoso, stuck] = [newOrganization("Trail"), newOrganization("Waiting")];
  const [mira, elena, vera] = [
    contoso.address("mira"),
    contoso.address("elena"),
    contoso.address("vera"),
  ];
  await playCast(contoso, {
    operator: elena,
    partner: mira,
    partnerNumber: `PRT-${contoso.key}`,
    colleagues: [{ email: vera, roles: ["USER_ADMINISTRATOR"] }],
    customers: [{ organization: stuck }],
  });
  await signInByPost(page.request, contoso.administrator.email);
  await page.goto(contoso.home);
  await page.getByRole("navigation", { name: "Sections" }).getByText("Account").click();
  await page.getByRole("link", { name: "Activity" }).click();
  await page.waitForURL("**/activity");
  const event = (text: string, of = page) => of.getByRole("row").filter({ hasText: text });
  await expect(event("Dana Ortega invited Vera Ortega")).toContainText("Roles: User Administrator");
  await expect(event("Vera Ortega accepted the invitation")).toHaveCount(1);
  await expect(page.getByRole("main")).not.toContainText(stuck.number);
  await search(page, { "Who: name or email address": "vera" }, "person=vera");
  await expect(event("Vera Ortega accepted the invitation")).toHaveCount(1);
  await expect(event("Dana Ortega invited")).toHaveCount(0);
  await page.getByRole("link", { name: "Clear" }).click();
  await page.waitForURL((url) => url.search === "");
  await search(page, { "From day": inDays(1) }, `from=${inDays(1)}`);
  await expect(page.getByRole("main")).toContainText("Nothing found");
  await page.getByRole("main").getByRole("link", { name: "Show everything" }).click();
  await event("Dana Ortega invited Vera")
    .getByRole("link", { name: /Only what happened/ })
    .click();
  await page.waitForURL("**/activity?object=*");
  await expect(event("Dana Ortega invited Vera Ortega")).toHaveCount(1);
  await expect(event("recorded purchasing account")).toHaveCount(0);
  await page.goto(`${contoso.home}/activity`);
  await page.getByLabel("Kind").selectOption("Invitations");
  await search(page, {}, "kind=invitations");
  const lines = await exported(page);
  expect(lines.length).toBeGreaterThan(1);
  expect(new Set(lines.map((line) => line.Action?.split(".")[0]))).toEqual(new Set(["invitation"]));
  expect(lines.map((line) => line["What happened"])).toContain("Dana Ortega invited Vera Ortega");
  await page.goto(`${contoso.home}/activity?kind=trail`);
  await expect(event("Dana Ortega exported activity to a file")).toHaveCount(1);

  const partner = await (await browser.newContext()).newPage();
  await signIn(partner, mira);
  await waitOutTheGap(stuck.administrator.email);
  const { id } = await mailbox.waitFor({ to: stuck.administrator.email });
  await partner.goto(`/partner/accounts/${stuck.key}`);
  await partner.getByRole("main").getByRole("button", { name: "Resend" }).click();
  await mailbox.waitFor({ to: stuck.administrator.email, after: id });
  await partner.getByRole("link", { name: "Activity" }).click();
  await partner.waitForURL("**/partner/activity");
  // Whom a customer has invited, its partner isn't told.
  const resent = "Mira Ortega had the invitation of somebody sent again";
  await expect(event(resent, partner)).toContainText(stuck.number);
  await expect(partner.getByRole("main")).not.toContainText("Vera Ortega");
  await search(partner, { "Purchasing account number": contoso.number }, "account=");
  await expect(event(resent, partner)).toHaveCount(0);
  const typed = stuck.number.toLowerCase();
  await search(partner, { "Purchasing account number": typed }, `account=${typed}`);
  await expect(event(resent, partner)).toHaveCount(1);
  expect((await exported(partner)).map((line) => line["Purchasing account"])).toEqual([
    stuck.number,
  ]);
  await partner.context().close();

  const desk = await (await browser.newContext()).newPage();
  await signIn(desk, elena);
  await desk.goto("/operator/activity");
  await search(desk, { "Who: whole email address": mira }, "person=");
  const named = "Mira Ortega had the invitation of Dana Kowalski sent again";
  await expect(event(named, desk)).toContainText(stuck.number);
  await desk.getByRole("link", { name: "Clear" }).click();
  await desk.waitForURL((url) => url.search === "");
  await search(desk, { "Purchasing account number": contoso.number }, "account=");
  await expect(event("Dana Ortega invited Vera Ortega", desk)).toHaveCount(1);
  await expect(event(named, desk)).toHaveCount(0);
  const all = await exported(desk);
  expect(new Set(all.map((line) => line["Purchasing account"]))).toEqual(new Set([contoso.number]));
  await desk.context().close();
});

async function search(page: Page, fields: Record<string, string>, inAddress: string) {
  for (const [label, value] of Object.entries(fields)) {
    await page.getByLabel(label, { exact: true }).fill(value);
  }
  await page.getByRole("search").getByRole("button", { name: "Show" }).click();
  await page.waitForURL((url) => url.search.includes(inAddress));
}

/** The file of what is shown, by its heading. */
async function exported(page: Page): Promise<Record<string, string>[]> {
  const button = page.getByRole("button", { name: "EXPORT" });
  const [file] = await Promise.all([page.waitForEvent("download"), button.click()]);
  const text = await readFile(await file.path(), "utf8");
  return parse<Record<string, string>>(text, { bom: true, columns: true });
}

test("the sealed trail is whole, refuses to be changed, and a byte flipped past that is found", async ({
  portal,
}) => {
  const contoso = newOrganization("Sealed");
  const vera = contoso.address("vera");
  await playCast(contoso, { colleagues: [{ email: vera, roles: ["ACCOUNT_VIEWER"] }] });
  await startRound("sealTrail");
  const open = () =>
    query(
      `SELECT 1 FROM "AuditEvent" e JOIN "PurchasingAccount" a ON a."id" = e."purchasingAccountId"
       WHERE a."numberKey" = $1 AND e."chainSeq" IS NULL`,
      [contoso.key],
    );
  await expect.poll(async () => (await open()).length, { timeout: 30_000 }).toBe(0);
  const whole = await verify(portal, contoso);
  expect(whole).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^ok +[1-9]\d* events in 1/),
  });
  expect(whole.stdout).toContain("every event is sealed");

  const [event] = await query<{ id: string; place: string }>(
    `SELECT e."id"::text, e."chainSeq"::text AS place FROM "AuditEvent" e
     JOIN "PurchasingAccount" a ON a."id" = e."purchasingAccountId"
     WHERE a."numberKey" = $1 AND e."action" = 'invitation.sent' ORDER BY e."id" DESC LIMIT 1`,
    [contoso.key],
  );
  if (!event) throw new Error("Nobody was invited");
  const flip = `UPDATE "AuditEvent" SET "actorKind" = 'PERSON' WHERE "id" = ${event.id}`;
  const flipBack = `UPDATE "AuditEvent" SET "actorKind" = 'MEMBER' WHERE "id" = ${event.id}`;
  const pastTheTrigger = (sql: string) => query(`SET session_replication_role = replica; ${sql}`);
  await expect(query(flip)).rejects.toThrow();
  await expect(query(`DELETE FROM "AuditEvent" WHERE "id" = ${event.id}`)).rejects.toThrow();
  expect((await verify(portal, contoso)).code).toBe(0);
  await pastTheTrigger(flip);
  try {
    const broken = await verify(portal, contoso);
    expect(broken.code).toBe(1);
    expect(broken.stdout).toContain(
      `BROKEN  ${contoso.number}: event ${event.id}, place ${event.place}: the event isn't what was sealed`,
    );
  } finally {
    // Others look at the same database.
    await pastTheTrigger(flipBack);
  }
  expect((await verify(portal, contoso)).code).toBe(0);
});

const verify = (portal: Portal, { number }: Organization) =>
  portal(["audit", "verify", "--account", number]);
