import type { Page } from "@playwright/test";
import { playCast } from "./cast";
import { query, waitOutTheGap } from "./database";
import { expect, test } from "./fixtures";
import { bounce, linkIn } from "./mails";
import { agreementFile, addAgreement, newOrganization, signAgreement } from "./organization";
import { createAccount, refusalOn, signIn } from "./people";
import { postAction, signInByPost } from "./post-action";

const tag = Date.now().toString(36).toUpperCase();
const partner = { number: `PRT-${tag}`, name: `Partner PRT-${tag}` };

test("an operator invites a partner's person, who lands on the work queue and invites another", async ({
  page,
  browser,
  mailbox,
}) => {
  const staff = newOrganization("Desk");
  const operator = staff.address("elena");
  await playCast(staff, { operator, partnerNumber: partner.number });
  await signIn(page, operator);
  await page.getByRole("link", { name: "Partners", exact: true }).click();
  await page.waitForURL("**/operator/partners");
  await page.getByRole("searchbox").fill(partner.number);
  await page.getByRole("button", { name: "Search" }).click();
  await page.getByRole("link", { name: partner.name }).click();
  const mira = staff.address("mira");
  const invite = page.locator("form").filter({ hasText: "First name" });
  await invite.getByLabel("EMAIL ADDRESS").fill(mira);
  await invite.getByLabel("First name").fill("Mira");
  await invite.getByLabel("Last name").fill("Chen");
  await invite.getByLabel(/language/i).selectOption("de");
  await invite.getByLabel(/country/i).selectOption("DE");
  await invite.getByRole("checkbox").check();
  await invite.getByRole("button", { name: /invite/i }).click();
  await expect(page.getByRole("main")).toContainText(mira);

  const person = await (await browser.newContext()).newPage();
  const mail = await mailbox.waitFor({ to: mira });
  expect(mail.headers["content-language"]).toBe("de");
  await person.goto(linkIn(mail));
  await person.getByLabel("Create password").fill("quiet harbour lantern 42");
  await person.getByLabel("Confirm your password").fill("quiet harbour lantern 42");
  await person.getByRole("button", { name: "Start" }).click();
  await person.waitForURL("**/partner");
  await expect(person.getByRole("heading", { level: 1, name: "Customers" })).toBeVisible();
  await person.getByRole("link", { name: "Our people" }).click();
  await expect(person.getByRole("row").filter({ hasText: mira })).toBeVisible();
});

test("a partner finds who never came in, corrects the address, and the right person gets in", async ({
  page,
  browser,
  mailbox,
  portal,
}) => {
  const [staff, stuck] = [newOrganization("House"), newOrganization("Stuck")];
  const mira = staff.address("mira");
  await playCast(staff, { partner: mira, partnerNumber: partner.number });
  await addAgreement(portal, agreementFile(stuck, { partner }));
  const first = await mailbox.waitFor({ to: stuck.administrator.email });
  const broken = await portal([
    "administrator",
    "change",
    "--account",
    stuck.number,
    "--email",
    "nonsense",
  ]);
  expect(broken).toMatchObject({ code: 2, stdout: "" });
  expect(broken.stderr).toContain("This isn't a complete email address");
  await bounce(first);
  // The partner's administrators are told, and the queue says why.
  const told = await mailbox.waitFor({ to: mira, subject: "could not be delivered" });
  expect(told.text).toContain(`/partner/accounts/${stuck.key}`);

  await signIn(page, mira);
  await expect(page).toHaveURL(/\/partner$/);
  await page.getByRole("searchbox").fill(stuck.number.toLowerCase());
  await page.getByRole("button", { name: "Search" }).click();
  await page.waitForURL("**?*search=*");
  const row = page.getByRole("row").filter({ hasText: stuck.name });
  await expect(row).toContainText("Address doesn't exist");
  await row.getByRole("link").first().click();
  await expect(page.getByRole("main")).toContainText(stuck.administrator.email);
  await expect(page.getByRole("main")).toContainText("0 of 3");

  await page.getByRole("link", { name: "Correct the email address" }).click();
  await expect(page.getByRole("main")).toContainText("What will follow");
  const right = stuck.address("dana.kowalski");
  await page.getByLabel(/email/i).fill("dana@gmail.com");
  await page.locator("form").getByRole("button").last().click();
  await expect(refusalOn(page)).toContainText("personal mailboxes");
  await page.getByLabel(/email/i).fill(right);
  await page.locator("form").getByRole("button").last().click();
  await page.waitForURL(`**/partner/accounts/${stuck.key}?done=changed`);
  await expect(page.getByRole("main")).toContainText(right);
  await expect(page.getByRole("main")).not.toContainText(stuck.administrator.email);
  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto(linkIn(first));
  await expect(
    visitor.getByRole("heading", { name: "This invitation is no longer valid" }),
  ).toBeVisible();
  await createAccount(visitor, linkIn(await mailbox.waitFor({ to: right })));
});

test("several customers are sent the mail again at once, each with its result", async ({
  page,
  mailbox,
  portal,
}) => {
  const [staff, ready, tooSoon] = [
    newOrganization("Bulk"),
    newOrganization("Readyco"),
    newOrganization("Soonco"),
  ];
  const bulk = { number: `PRT-B${tag}`, name: `Partner PRT-B${tag}` };
  const mira = staff.address("mira");
  await playCast(staff, { partner: mira, partnerNumber: bulk.number });
  for (const one of [ready, tooSoon])
    await addAgreement(portal, agreementFile(one, { partner: bulk }));
  const { id } = await mailbox.waitFor({ to: ready.administrator.email });
  await waitOutTheGap(ready.administrator.email);
  await signIn(page, mira);
  await page.getByRole("button", { name: "Resend" }).click();
  await expect(refusalOn(page)).toContainText("Nothing was changed yet");
  for (const one of [ready, tooSoon]) {
    await page.getByRole("row").filter({ hasText: one.name }).getByRole("checkbox").check();
  }
  await page.getByRole("button", { name: "Resend" }).click();
  const main = page.getByRole("main");
  await expect(main).toContainText(`sent to ${ready.administrator.email}`);
  await expect(main).toContainText("It was already sent just now");
  await mailbox.waitFor({ to: ready.administrator.email, after: id });
});

test("a departed administrator is replaced: the organization may object, the operator decides", async ({
  page,
  browser,
  mailbox,
}) => {
  const contoso = newOrganization("Departed");
  const [mira, elena] = [contoso.address("mira.partner"), contoso.address("elena")];
  await playCast(contoso, { partner: mira, partnerNumber: `PRT-D${tag}`, operator: elena });
  await signIn(page, mira);
  await page.goto(`/partner/accounts/${contoso.key}`);
  await page.getByRole("link", { name: "Change administrator" }).click();
  await expect(page.getByRole("main")).toContainText("72 hours");
  const noor = `noor@${contoso.address("x").split("@")[1]?.replace("departed", "elsewhere") ?? ""}`;
  await page.getByLabel(/email/i).fill(noor);
  await page.getByLabel("First name").fill("Noor");
  await page.getByLabel("Last name").fill("Aziz");
  await page.getByLabel(/language/i).selectOption("en");
  await page.locator("form").getByRole("button").last().click();
  await page.waitForURL("**?done=waits");

  const asked = await mailbox.waitFor({
    to: contoso.administrator.email,
    subject: "Please check: a change",
  });
  const link = linkIn(asked);
  expect(link).toContain("/objection/");
  const visitor = await (await browser.newContext()).newPage();
  await visitor.goto(link);
  await expect(visitor.getByRole("main")).toContainText(noor);
  await visitor.getByRole("button", { name: "Object" }).click();
  await expect(refusalOn(visitor)).toContainText("Nothing was changed yet");
  await visitor.getByLabel("What is wrong with it").fill("Nobody here asked for this");
  await visitor.getByRole("button", { name: "Object" }).click();
  await expect(visitor.getByRole("main")).toContainText("An objection is recorded");

  // Who asked and who decides get a mail, and a count beside what they have to open.
  await mailbox.waitFor({ to: mira, subject: "is on hold" });
  const toDecide = await mailbox.waitFor({ to: elena, subject: "Your decision is needed" });
  expect(new URL(linkIn(toDecide)).pathname).toBe("/operator/decisions");
  // The partner sees that somebody objected, not the words.
  await page.goto(`/partner/accounts/${contoso.key}`);
  await expect(page.getByRole("main")).not.toContainText("Nobody here asked for this");
  await expect(page.getByRole("link", { name: "Customers 1 waiting" })).toBeVisible();

  const desk = await (await browser.newContext()).newPage();
  await signIn(desk, elena);
  await desk.goto(`/operator/accounts/${contoso.key}`);
  await expect(desk.getByRole("main")).toContainText("Nobody here asked for this");
  await desk.getByRole("link", { name: /^Decisions \d+\+? waiting$/ }).click();
  const row = desk.getByRole("row").filter({ hasText: contoso.name });
  await row.getByRole("button", { name: "Refuse" }).click();
  await expect(desk.getByRole("row").filter({ hasText: contoso.name })).toHaveCount(0);
  for (const to of [mira, contoso.administrator.email]) {
    const decided = await mailbox.waitFor({ to, subject: "Decided:" });
    expect(decided.text).toContain("refused the change");
  }
  await page.reload();
  const sections = page.getByRole("navigation", { name: "Sections" });
  await expect(sections.getByRole("link", { name: "Customers", exact: true })).toBeVisible();
  await expect(page.getByRole("main")).toContainText(contoso.administrator.email);
  await expect(page.getByRole("link", { name: "Change administrator" })).toBeVisible();
  expect(await mailbox.all({ to: noor })).toEqual([]);
});

test("a change that nobody objected to takes effect when the window ends", async ({
  page,
  mailbox,
  browser,
}) => {
  const contoso = newOrganization("Window");
  const mira = contoso.address("mira.partner");
  await playCast(contoso, { partner: mira, partnerNumber: `PRT-W${tag}` });
  await signIn(page, mira);
  await page.goto(`/partner/accounts/${contoso.key}/address`);
  const moved = `dana@${contoso.address("x").split("@")[1]?.replace("window", "moved") ?? ""}`;
  await page.getByLabel(/email/i).fill(moved);
  await page.locator("form").getByRole("button").last().click();
  await page.waitForURL("**?done=waits");
  // The administrator comes by, and three days pass.
  const other = await (await browser.newContext()).newPage();
  await signIn(other, contoso.administrator.email);
  await query(
    `UPDATE "DesignationChange" SET "createdAt" = now() - interval '3 days', "actsAt" = now()
     WHERE "emailKey" = $1`,
    [moved],
  );
  await query(`SELECT graphile_worker.add_job('applyDueChanges')`);
  await createAccount(
    other,
    await signedOutLink(other, await mailbox.waitFor({ to: moved }).then(linkIn)),
  );
  await page.goto(`/partner/accounts/${contoso.key}`);
  await expect(page.getByRole("main")).toContainText(moved);
});

/** The link, opened as somebody who isn't signed in. */
async function signedOutLink(page: Page, link: string): Promise<string> {
  await page.context().clearCookies();
  return link;
}

test("partner A gets 404 for every page and action of partner B's customer", async ({
  page,
  request,
  mailbox,
  problems,
}) => {
  problems.allow(/404 \(Not Found\)/);
  const [staff, foreign] = [newOrganization("Alpha"), newOrganization("Beta")];
  const mira = staff.address("mira");
  await playCast(staff, { partner: mira, partnerNumber: `PRT-A${tag}` });
  await signAgreement(mailbox, foreign);
  await signIn(page, mira);
  for (const path of ["", "/administrator", "/address"]) {
    const answer = await page.goto(`/partner/accounts/${foreign.key}${path}`);
    expect(answer?.status()).toBe(404);
    await expect(page.getByRole("main")).not.toContainText(foreign.name);
  }
  for (const path of ["/operator", `/operator/accounts/${staff.key}`, "/operator/mail"]) {
    expect((await page.goto(path))?.status()).toBe(404);
  }
  await signInByPost(request, mira);
  const before = await query(`SELECT count(*) FROM "EmailMessage" WHERE "toKey" = $1`, [
    foreign.administrator.email,
  ]);
  await waitOutTheGap(foreign.administrator.email);
  const answer = await postAction(request, {
    action: "app/(staff)/account-actions.ts#resendToAdministratorAction",
    account: "partner",
    fields: { account: foreign.key },
  });
  expect(await answer.text()).toContain("or it isn't yours to see");
  expect(
    await query(`SELECT count(*) FROM "EmailMessage" WHERE "toKey" = $1`, [
      foreign.administrator.email,
    ]),
  ).toEqual(before);
});
