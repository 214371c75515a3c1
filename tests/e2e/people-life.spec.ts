import { readFile } from "node:fs/promises";
import type { Locator, Page } from "@playwright/test";
import { parse } from "csv-parse/sync";
import { Client } from "pg";
import { playCast } from "./cast";
import { query, settings, waitOutTheGap } from "./database";
import { expect, test } from "./fixtures";
import { fillRow, personRow, rowOf } from "./invite-users";
import { linkIn } from "./mails";
import { newOrganization, type Organization } from "./organization";
import { createAccount, refusalOn, signIn } from "./people";
import { postAction, signInByPost } from "./post-action";

test.describe.configure({ mode: "parallel" });

const csv = (text: string): string[][] => parse(text, { bom: true });

async function downloaded(page: Page, link: Locator): Promise<string> {
  const [file] = await Promise.all([page.waitForEvent("download"), link.click()]);
  return readFile(await file.path(), "utf8");
}

const done = (page: Page): Locator => page.locator("form").getByRole("status");

const region = (page: Page, name: string): Locator => page.getByRole("region", { name });

const membershipOf = async (email: string): Promise<string> =>
  (await query<{ id: string }>(`SELECT "id" FROM "Membership" WHERE "emailKey" = $1`, [email]))[0]
    ?.id ?? "";

test("a file of people is checked, corrected, imported with progress, and harmless the second time", async ({
  page,
  mailbox,
}) => {
  const contoso = newOrganization("Import");
  await playCast(contoso);
  await signIn(page, contoso.administrator.email);
  await page.goto(`${contoso.home}/access`);
  await page.getByRole("link", { name: "Import users" }).click();
  await page.waitForURL("**/access/import");
  const template = await downloaded(
    page,
    page.getByRole("link", { name: "Download the template" }),
  );
  expect(csv(template)).toHaveLength(1);
  const heading = csv(template)[0] ?? [];
  const upload = async (name: string, text: string) => {
    const buffer = Buffer.from(text);
    await page.getByLabel("CSV file").setInputFiles({ name, mimeType: "text/csv", buffer });
    await page.getByRole("button", { name: "Check the File" }).click();
  };

  await upload("half.csv", "EMAIL ADDRESS,ROLE\r\n");
  await expect(page.getByRole("main").getByRole("alert")).toContainText(
    "These columns are missing: FIRST NAME, LAST NAME",
  );

  const people = ["ida", "jan", "kim", "lea", "max"].map((word) => contoso.address(word));
  const lines = people.map((email) => [
    email,
    email.charAt(0).toUpperCase() + email.slice(1, 3),
    "Sommer",
    "German",
    "Germany",
    "Account Viewer;Report Viewer",
  ]);
  const file = (rows: readonly (readonly string[])[]) =>
    [heading, ...rows].map((row) => row.join(",")).join("\r\n");
  const wrong = lines.map((line, index) =>
    line.map((cell, column) => {
      if (index === 1 && column === 0) return "jan.sommer";
      return index === 3 && column === 5 ? "Boss" : cell;
    }),
  );
  await upload("people.csv", file(wrong));
  await page.waitForURL(/\/access\/import\/[0-9a-f-]{36}$/);
  await expect(page.getByRole("main")).toContainText("3 people will be invited.");
  const mistakes = page.getByRole("table", { name: "Rows that need a correction" });
  await expect(mistakes.getByRole("row").nth(1)).toContainText(
    /3jan\.sommerEMAIL ADDRESS: This isn't a complete email address/,
  );
  await expect(mistakes.getByRole("row").nth(2)).toContainText(/5.*ROLE: “Boss” isn't a role/);
  await expect(mistakes.getByRole("row")).toHaveCount(3);
  const checked = await downloaded(page, page.getByRole("link", { name: "Download the checked" }));
  expect(csv(checked)[2]?.at(-1)).toContain("EMAIL ADDRESS: ");
  expect(await mailbox.all({ to: people[0] ?? "" })).toEqual([]);

  await page.getByRole("link", { name: "Upload another file" }).click();
  await upload("people.csv", file(lines));
  await page.waitForURL(/\/access\/import\/[0-9a-f-]{36}$/);
  const importId = new URL(page.url()).pathname.split("/").at(-1) ?? "";
  await expect(page.getByRole("main")).toContainText("5 people will be invited.");
  await whileRowIsHeld(importId, 5, async () => {
    await page.getByRole("button", { name: "START IMPORT" }).click();
    await expect(page.getByRole("progressbar")).toHaveAccessibleName(/\d of 5 rows are done/);
    await page.reload();
    await expect(page.getByRole("progressbar")).toBeVisible();
  });
  await expect(page.getByRole("region", { name: "The import has ended" })).toContainText(
    "5 people were invited.",
    { timeout: 30_000 },
  );
  const result = csv(
    await downloaded(page, page.getByRole("link", { name: "Download the result file" })),
  );
  expect(result[0]?.slice(-2)).toEqual(["OUTCOME", "REASON"]);
  expect(result.slice(1).map((row) => [row[0], row[6]])).toEqual(
    people.map((email) => [email, "INVITED"]),
  );
  for (const email of people) {
    expect((await mailbox.waitFor({ to: email })).subject).toContain("Willkommen");
  }

  await page.getByRole("link", { name: "Upload another file" }).click();
  await upload("people.csv", file(lines));
  await expect(page.getByRole("main")).toContainText("5 people are here already");
  await expect(page.getByRole("main")).toContainText("There is nothing to start");
  await expect(page.getByRole("button", { name: "START IMPORT" })).toHaveCount(0);
  for (const email of people) expect(await mailbox.all({ to: email })).toHaveLength(1);
  await page.goto(`${contoso.home}/access?search=sommer`);
  for (const email of people) await expect(personRow(page, email)).toContainText("Invited");
});

/** Keeps an import from ending, as one with ten thousand rows would take its time. */
async function whileRowIsHeld(runId: string, rowNo: number, look: () => Promise<void>) {
  const client = new Client({ connectionString: settings().DATABASE_URL });
  await client.connect();
  try {
    await client.query("BEGIN");
    const held = await client.query(
      `SELECT 1 FROM "ImportRow" WHERE "runId" = $1 ORDER BY "rowNo" OFFSET $2 LIMIT 1 FOR UPDATE`,
      [runId, rowNo - 1],
    );
    expect(held.rowCount).toBe(1);
    await look();
  } finally {
    await client.end();
  }
}

test("a colleague is invited, corrected, given roles, disabled, enabled and removed, each with a mail", async ({
  page,
  browser,
  mailbox,
  problems,
}) => {
  problems.allow(/40[34] \((Not Found|Forbidden)\)/);
  const contoso = newOrganization("Lifetime");
  const [mistyped, nele, otto] = ["nelle", "nele", "otto"].map(contoso.address) as [
    string,
    string,
    string,
  ];
  await playCast(contoso);
  await signInByPost(page.request, contoso.administrator.email);
  await page.goto(`${contoso.home}/access/invite`);
  const person = { lastName: "Kraus", country: "DE", language: "de", roles: ["Account Viewer"] };
  await fillRow(rowOf(page, 1), { ...person, email: mistyped, firstName: "Nelle" });
  await page.getByRole("button", { name: "INVITE", exact: true }).click();
  const first = linkIn(await mailbox.waitFor({ to: mistyped }));

  await page.getByRole("link", { name: "Back to Manage Users" }).click();
  await page.getByRole("link", { name: "Nelle Kraus" }).click();
  const correct = region(page, "Correct the invitation");
  await expect(correct.getByLabel("EMAIL ADDRESS")).toHaveValue(mistyped);
  await correct.getByLabel("EMAIL ADDRESS").fill(nele);
  await correct.getByLabel("FIRST NAME").fill("Nele");
  await correct.getByRole("button", { name: "Save and send again" }).click();
  await expect(correct.getByRole("status")).toContainText(`The invitation to ${nele} is corrected`);
  await expect(page.getByRole("heading", { level: 1, name: "Nele Kraus" })).toBeVisible();
  const fresh = await mailbox.waitFor({ to: nele });
  expect(fresh.subject).toContain("Willkommen");

  const hers = await (await browser.newContext()).newPage();
  await hers.goto(first);
  await expect(hers.getByRole("heading", { level: 1 })).toHaveText(
    "This invitation is no longer valid",
  );
  await expect(hers.getByRole("main")).not.toContainText(nele);
  await createAccount(hers, linkIn(fresh));
  await expect(hers.getByRole("heading", { level: 1, name: "Welcome, Nele" })).toBeVisible();
  expect(await mailbox.all({ to: mistyped })).toHaveLength(1);

  await page.reload();
  const roles = region(page, "Roles");
  await roles.getByLabel("User Administrator").check();
  await roles.getByRole("button", { name: "Show what changes" }).click();
  await page.waitForURL(/role=USER_ADMINISTRATOR/);
  const preview = region(page, "What changes");
  await expect(preview).toContainText("Nele Kraus can now also:");
  await expect(preview.getByRole("listitem").filter({ hasText: "Invite people" })).toHaveCount(1);
  await expect(preview).not.toContainText("can no longer");
  // A preview gives nothing.
  await hers.reload();
  await expect(hers.getByRole("link", { name: "Manage access" })).toHaveCount(0);
  await preview.getByRole("button", { name: "Save" }).click();
  await expect(roles.getByRole("status").first()).toContainText("Saved. The new roles count");
  const told = await mailbox.waitFor({ to: nele, subject: "Ihre Rollen bei" });
  expect(told.text).toContain("Benutzeradministrator");

  await hers.goto(`${contoso.home}/access/invite`);
  await fillRow(rowOf(hers, 1), { ...person, email: otto, firstName: "Otto" });
  await hers.getByRole("button", { name: "INVITE", exact: true }).click();
  const ottos = linkIn(await mailbox.waitFor({ to: otto }));
  await hers.goto(contoso.home);

  const disable = region(page, "Access");
  await page.reload();
  await expect(disable).toContainText("One open invitation that they sent");
  await disable.getByRole("button", { name: "Disable" }).click();
  await expect(disable.getByRole("status").first()).toContainText("Nele Kraus can't open");
  await expect(disable.getByRole("button", { name: "Enable" })).toBeVisible();
  // Her page is still open: the very next click says why it is closed.
  await hers.getByRole("navigation").getByRole("link", { name: "Agreements" }).click();
  await expect(hers.getByRole("heading", { level: 1 })).toHaveText(
    /^Your access at .* is disabled$/,
  );
  expect((await hers.goto(contoso.home))?.status()).toBe(403);
  const shutOut = await mailbox.waitFor({ to: nele, subject: "gesperrt" });
  expect(shutOut.text).toContain(contoso.number);

  await disable.getByRole("button", { name: "Enable" }).click();
  await expect(disable.getByRole("status").first()).toContainText("can open this purchasing");
  expect((await hers.goto(contoso.home))?.status()).toBe(200);

  await disable.getByRole("link", { name: "Remove…" }).click();
  await expect(page.getByRole("group", { name: /Nele Kraus sent one invitation/ })).toBeVisible();
  await page.getByLabel("Revoke", { exact: true }).check();
  await page.getByRole("button", { name: "Remove Nele Kraus" }).click();
  await page.waitForURL(/\/access\/[0-9a-f-]{36}$/);
  await expect(region(page, "About this person")).toContainText("Removed");
  await mailbox.waitFor({ to: nele, subject: "entfernt" });
  expect((await hers.goto(contoso.home))?.status()).toBe(403);
  await hers.goto(ottos);
  await expect(hers.getByRole("heading", { level: 1 })).toHaveText(
    "This invitation is no longer valid",
  );
  const history = region(page, "What happened").getByRole("listitem");
  for (const [index, words] of [
    "Removed",
    "Enabled again",
    "Disabled",
    "Roles changed",
    "Invitation accepted",
  ].entries()) {
    await expect(history.nth(index)).toContainText(words);
  }
  await expect(history.filter({ hasText: "Roles changed" })).toContainText("User Administrator");
  await expect(history.filter({ hasText: "Invitation corrected" })).toHaveCount(1);
  await page.goto(`${contoso.home}/access`);
  await expect(personRow(page, nele)).toHaveCount(0);
  await hers.context().close();
});

test("the list is searched, filtered and ordered in its address, exported, and changed many at once", async ({
  page,
  mailbox,
}) => {
  const contoso = newOrganization("Roster");
  const [vera, remo, ida, sum] = ["vera", "remo", "ida", "sum"].map(contoso.address) as [
    string,
    string,
    string,
    string,
  ];
  await playCast(contoso, {
    colleagues: [
      { email: vera, roles: ["ACCOUNT_VIEWER"] },
      { email: remo, roles: ["REPORT_VIEWER"] },
      { email: ida, roles: ["ACCOUNT_VIEWER"], comesIn: false },
    ],
  });
  await signInByPost(page.request, contoso.administrator.email);
  await inviteFormula(page, contoso, sum);
  await page.goto(`${contoso.home}/access`);
  const search = page.getByRole("main").getByRole("search");
  const show = (query: Record<string, string>) =>
    Promise.all([
      page.waitForURL((url) =>
        Object.entries(query).every(([name, value]) => url.searchParams.get(name) === value),
      ),
      search.getByRole("button", { name: "Search" }).click(),
    ]);
  const listed = async (...emails: string[]) => {
    await expect(page.getByRole("row")).toHaveCount(emails.length + 1);
    for (const [index, email] of emails.entries()) {
      await expect(page.getByRole("row").nth(index + 1)).toContainText(email);
    }
  };

  await search.getByRole("searchbox").fill("remo");
  await show({ search: "remo" });
  await listed(remo);
  await search.getByRole("link", { name: "Clear" }).click();
  await listed(contoso.administrator.email, ida, remo, vera, sum);
  await search.getByLabel("Status").selectOption("Invited");
  await search.getByLabel("Order").selectOption("Last added first");
  await show({ status: "INVITED", sort: "added" });
  await listed(sum, ida);
  await page.reload();
  await listed(sum, ida);
  await expect(search.getByLabel("Status")).toHaveValue("INVITED");
  const exported = csv(await downloaded(page, page.getByRole("link", { name: "Export" })));
  // By name, whatever the screen's order.
  expect(exported.slice(1).map(([email]) => email)).toEqual([ida, sum]);
  await search.getByLabel("Country").selectOption("DE");
  await search.getByLabel("Email language").selectOption("de");
  await search.getByLabel("Role").selectOption("Account Viewer");
  await show({ country: "DE", language: "de", role: "ACCOUNT_VIEWER", status: "INVITED" });
  await listed(sum);
  await page.goBack();
  await listed(sum, ida);
  await expect(search.getByLabel("Country")).toHaveValue("");

  await page.goto(`${contoso.home}/access`);
  const everybody = csv(await downloaded(page, page.getByRole("link", { name: "Export" })));
  expect(everybody).toHaveLength(6);
  expect(everybody.flat().filter((cell) => /^[=+\-@\t\r]/.test(cell))).toEqual([]);
  expect(everybody.find(([email]) => email === sum)?.[1]).toBe("'=A1+1");

  const tick = async (...emails: string[]) => {
    for (const email of emails) await personRow(page, email).getByRole("checkbox").check();
  };
  const press = async (button: string, role?: string) => {
    const many = page.getByRole("group", { name: "What to do with the people you ticked" });
    if (role) await many.getByLabel("Role").selectOption(role);
    await many.getByRole("button", { name: button }).click();
  };
  await press("Disable");
  await expect(refusalOn(page)).toContainText("Tick at least one person.");
  await tick(vera, remo);
  await press("Add role", "Account Manager");
  await expect(done(page)).toContainText("Done for 2 people.");
  for (const email of [vera, remo]) {
    await expect(personRow(page, email)).toContainText("Account Manager");
    await mailbox.waitFor({ to: email, subject: "Your roles at" });
  }
  await tick(vera, remo, ida);
  await press("Take role away", "Account Manager");
  await expect(done(page)).toContainText("Done for 2 people, not for one.");
  await expect(done(page)).toContainText(`${ida}): not done. Not in yet.`);
  await expect(personRow(page, vera)).not.toContainText("Account Manager");
  const before = await mailbox.waitFor({ to: ida });
  await waitOutTheGap(ida);
  await tick(vera, ida);
  await press("Resend invitation");
  await expect(done(page)).toContainText("Done for one person, not for one.");
  const again = await mailbox.waitFor({ to: ida, after: before.id });
  expect(linkIn(again)).not.toBe(linkIn(before));
  await tick(contoso.administrator.email, vera, remo);
  await press("Disable");
  await expect(done(page)).toContainText("Done for 2 people, not for one.");
  await expect(done(page)).toContainText("You can't disable or remove yourself here.");
  for (const email of [vera, remo]) {
    await expect(personRow(page, email)).toContainText("Disabled");
    await mailbox.waitFor({ to: email, subject: "was disabled" });
  }
});

/** Somebody whose name a spreadsheet would compute. */
async function inviteFormula(page: Page, { key }: Organization, email: string) {
  const row = { email, firstName: "=A1+1", lastName: "Zeta", language: "de", country: "DE" };
  const fields = Object.entries({ ...row, roles: "ACCOUNT_VIEWER" }).map(([name, value]) => [
    `people[0].${name}`,
    value,
  ]);
  const answer = await postAction(page.request, {
    action: "app/(portal)/actions.ts#inviteUsersAction",
    account: key,
    fields: Object.fromEntries(fields) as Record<string, string>,
  });
  expect(await answer.text()).toMatch(/"status":"done"/);
}

test("a row's mistakes are told at once with whose they are, and an address twice as such", async ({
  page,
  mailbox,
}) => {
  const contoso = newOrganization("Rows");
  await playCast(contoso);
  await signIn(page, contoso.administrator.email);
  await page.goto(`${contoso.home}/access/invite`);
  const ann = { firstName: "Ann", lastName: "Lee", language: "de", country: "DE" };
  const rows = [
    { ...ann, email: contoso.address("ann"), roles: ["Account Viewer"] },
    { ...ann, email: `"Ann" <${contoso.address("ann").toUpperCase()}>`, firstName: "-", roles: [] },
    { ...ann, email: "ann.lee", lastName: "contoso.com", roles: ["Account Viewer"] },
  ];
  for (const [index, row] of rows.entries()) {
    if (index > 0) await page.getByRole("button", { name: "INVITE ANOTHER USER" }).click();
    await fillRow(rowOf(page, index + 1), row);
  }
  await page.getByRole("button", { name: "INVITE", exact: true }).click();
  await expect(refusalOn(page).getByRole("link")).toHaveText([
    /^Person 1, "Ann" <ANN.*>: EMAIL ADDRESS: You entered this address twice/,
    /^Person 1, "Ann" <ANN.*>: FIRST NAME: A name needs at least one letter/,
    /^Person 1, "Ann" <ANN.*>: ROLE: /,
    /^Person 2, ann\.lee: EMAIL ADDRESS: This isn't a complete email address/,
    /^Person 2, ann\.lee: LAST NAME: A name can't contain a web address/,
  ]);
  await mailbox.waitFor({ to: contoso.address("ann") });
  expect(await mailbox.all({ to: contoso.address("ann") })).toHaveLength(1);
});

test("of two administrators who demote each other one is refused, and the other is told to add a second", async ({
  page,
  browser,
  mailbox,
  problems,
}) => {
  problems.allow(/403 \(Forbidden\)/);
  const contoso = newOrganization("Duel");
  const { email: dana } = contoso.administrator;
  const ana = contoso.address("ana");
  await playCast(contoso, { colleagues: [{ email: ana, roles: ["ACCOUNT_ADMINISTRATOR"] }] });
  const other = await (await browser.newContext()).newPage();
  const seats = [
    { of: page, me: dana, whom: ana },
    { of: other, me: ana, whom: dana },
  ];
  for (const { of, me, whom } of seats) {
    await signInByPost(of.request, me);
    await of.goto(contoso.home);
    await expect(of.getByText("You are the only Account Administrator")).toHaveCount(0);
    await of.goto(`${contoso.home}/access/${await membershipOf(whom)}?role=ACCOUNT_VIEWER`);
    await expect(region(of, "What changes")).toContainText("can no longer:");
  }
  await Promise.all(seats.map(({ of }) => of.getByRole("button", { name: "Save" }).click()));
  const answers = await Promise.all(
    seats.map(async ({ of }) => {
      const answer = region(of, "Roles").locator("[role=status], [role=alert]").first();
      await expect(answer).toContainText(/Saved|don't allow/);
      return (await answer.textContent()) ?? "";
    }),
  );
  expect(answers.filter((text) => text.includes("Your roles don't allow this."))).toHaveLength(1);
  const [winner, loser] = answers[0]?.includes("Saved") ? seats : seats.toReversed();
  if (!winner || !loser) throw new Error("Two people sit here");
  await mailbox.waitFor({ to: loser.me, subject: "Your roles at" });
  expect(await mailbox.all({ to: winner.me, subject: "Your roles at" })).toEqual([]);
  expect((await loser.of.goto(`${contoso.home}/access`))?.status()).toBe(403);

  await winner.of.goto(`${contoso.home}/access/${await membershipOf(winner.me)}`);
  await expect(region(winner.of, "Access")).toContainText("This is the last active Account");
  await expect(region(winner.of, "Access").getByRole("button")).toHaveCount(0);
  await winner.of.goto(contoso.home);
  const banner = winner.of.getByRole("listitem").filter({ hasText: "You are the only Account" });
  await banner.getByRole("link", { name: "Add a second" }).click();
  await winner.of.waitForURL("**/access/invite");
  await other.context().close();
});
