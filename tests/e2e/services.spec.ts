import type { APIRequestContext, Page } from "@playwright/test";
import { addressFor, oneOfEachRole, playCast } from "./cast";
import { query } from "./database";
import { expect, test } from "./fixtures";
import { newOrganization } from "./organization";
import { refusalOn } from "./people";
import { playOnce } from "./play-once";
import { signInByPost } from "./post-action";
import { openDomain, subscribe } from "./subscriptions";

const contoso = newOrganization("Seats");
const operator = contoso.address("operator");
const service = `QC-${contoso.key}`;
const manager = addressFor(contoso, "ACCOUNT_MANAGER");
let subscription: string;

test.beforeEach(() =>
  playOnce(async () => {
    const roles = ["ACCOUNT_MANAGER", "ACCOUNT_VIEWER"] as const;
    await playCast(contoso, { colleagues: oneOfEachRole(contoso, roles), operator });
    subscription = await subscribe(contoso, { service, name: "Quill Cloud", seats: 3 });
  }),
);

const row = (page: Page, text: string) => page.getByRole("row").filter({ hasText: text });
const here = () => `${contoso.home}/services/${subscription}`;

/** What a vendor's service does. */
async function ask(request: APIRequestContext, key: string, address: string) {
  const answer = await request.post(`/api/v1/services/${service}/access`, {
    headers: { Authorization: `Bearer ${key}` },
    data: { address },
  });
  return { status: answer.status(), json: (await answer.json()) as unknown };
}

test("services wait for a domain, seats go to its people, the last one to one of two, and a service that asks is told", async ({
  page,
  browser,
  mailbox,
  playwright,
}) => {
  await signInByPost(page.request, manager);
  await page.goto(contoso.home);
  const nav = page.getByRole("navigation", { name: "Sections" });
  await nav.getByRole("link", { name: "Online services" }).click();
  await page.waitForURL("**/services");
  await expect(row(page, "Quill Cloud")).toContainText("Needs a domain");
  await expect(page.getByRole("main")).toContainText("Ask an Account Administrator");
  await openDomain(contoso);
  await page.getByRole("link", { name: "Quill Cloud" }).click();
  await page.waitForURL(`**${here()}`);

  const email = page.getByLabel("Email address", { exact: true });
  await email.fill("mia@elsewhere.example");
  await page.getByRole("button", { name: "Assign seat", exact: true }).click();
  await expect(page.getByRole("main").getByRole("alert").first()).toContainText(
    "elsewhere.example isn't a domain of this purchasing account.",
  );
  await expect(email).toHaveValue("mia@elsewhere.example");
  const mia = contoso.address("mia");
  await email.fill(mia.toUpperCase());
  await page.getByRole("button", { name: "Assign seat", exact: true }).click();
  await expect(row(page, mia.toUpperCase())).toContainText("by Account-manager Ortega");

  const [noor, eve] = [contoso.address("noor"), "eve@elsewhere.example"];
  await page.getByLabel("Email addresses").fill(`${noor}\n${eve}\n${mia}`);
  await page.getByRole("button", { name: "Assign seats" }).click();
  await expect(
    page.getByText("1 seat was assigned. 1 address has a seat already. 1 row was"),
  ).toBeVisible();
  await expect(page.getByText(`Row 2, ${eve}: elsewhere.example isn't`)).toBeVisible();
  await expect(row(page, noor)).toBeVisible();
  await mailbox.waitFor({ to: noor, subject: "You can use Quill Cloud" });

  // The last seat, in two windows at the same moment.
  const other = await (await browser.newContext()).newPage();
  await signInByPost(other.request, contoso.administrator.email);
  await other.goto(here());
  const two = [
    { page, who: contoso.address("first") },
    { page: other, who: contoso.address("second") },
  ];
  for (const one of two) await one.page.getByLabel("Email address", { exact: true }).fill(one.who);
  await Promise.all(
    two.map((one) => one.page.getByRole("button", { name: "Assign seat", exact: true }).click()),
  );
  await Promise.all(
    two.map((one) =>
      expect(
        one.page.getByText(/has a seat now\.|No seat is free\. Reclaim one first\./).first(),
      ).toBeVisible(),
    ),
  );
  const held = await query<{ emailKey: string }>(
    `SELECT "emailKey" FROM "Seat" WHERE "subscriptionId" = $1 AND "releasedAt" IS NULL`,
    [subscription],
  );
  expect(held).toHaveLength(3);
  const winners = two.filter(({ who }) => held.some(({ emailKey }) => emailKey === who));
  expect(winners).toHaveLength(1);
  await other.context().close();

  // The operator makes a key for the service, which asks.
  const desk = await (await browser.newContext()).newPage();
  await signInByPost(desk.request, operator);
  await desk.goto("/operator/service-keys");
  await desk.getByLabel("Name").fill("Quill Cloud, test");
  await desk.getByLabel("Service").selectOption({ label: `${service} – Quill Cloud` });
  await desk.getByRole("button", { name: "Make key" }).click();
  const shown = desk.getByText(/^bcs_[\w-]{43}$/);
  await expect(shown).toBeVisible();
  const key = (await shown.textContent()) ?? "";
  await expect(row(desk, "Quill Cloud, test")).toContainText("Never");
  const vendor = await playwright.request.newContext({ baseURL: process.env.E2E_URL ?? "" });
  expect(await ask(vendor, key, mia)).toEqual({ status: 200, json: { allowed: true } });
  expect(await ask(vendor, key, contoso.address("nobody"))).toEqual({
    status: 200,
    json: { allowed: false, reason: "no_seat" },
  });

  await page.goto(`${here()}?search=mia`);
  await row(page, mia.toUpperCase()).locator("summary").click();
  await page.getByRole("button", { name: "Reclaim seat" }).click();
  await expect(page.getByText(`The seat of ${mia.toUpperCase()} is free again.`)).toBeVisible();
  expect(await ask(vendor, key, mia)).toMatchObject({ json: { reason: "no_seat" } });

  await desk.reload();
  await expect(desk.getByText(key)).toHaveCount(0);
  await expect(row(desk, "Quill Cloud, test")).not.toContainText("Never");
  await row(desk, "Quill Cloud, test").locator("summary").click();
  await desk.getByRole("button", { name: "Revoke key" }).click();
  await expect(desk.getByText("Quill Cloud, test no longer works.")).toBeVisible();
  expect((await ask(vendor, key, mia)).status).toBe(401);
  await desk.context().close();
  await vendor.dispose();
});

for (const javaScriptEnabled of [true, false]) {
  const how = javaScriptEnabled ? "scripts" : "no scripts";
  test(`a list and a file of megabytes are read together; what can't be is told at its field, with ${how}`, async ({
    browser,
  }) => {
    const house = newOrganization(javaScriptEnabled ? "Lists" : "Nojslists");
    await playCast(house);
    await openDomain(house);
    const id = await subscribe(house, { service: "LISTS", name: "Lists Cloud", seats: 9 });
    const context = await browser.newContext({ javaScriptEnabled });
    const page = await context.newPage();
    await signInByPost(page.request, house.administrator.email);
    await page.goto(`${house.home}/services/${id}`);
    const [pasted, uploaded] = [house.address("pasted"), house.address("uploaded")];
    const addresses = page.getByLabel("Email addresses");
    const assign = async (file: string | Buffer) => {
      const buffer = Buffer.from(file);
      await addresses.fill(pasted);
      await page
        .getByLabel("CSV file")
        .setInputFiles({ name: "seats.csv", mimeType: "text/csv", buffer });
      await page.getByRole("button", { name: "Assign seats" }).click();
    };
    const notes = (megabytes: number) => `,${"x".repeat(10_000)}\n`.repeat(megabytes * 100);
    const refusals = [
      [`EMAIL,NOTE\n${notes(21.5)}`, "The file is larger than 20 MB. Nothing was read."],
      [Buffer.from([0x50, 0x4b, 3, 4, 0xff, 0xfe]), "The file isn't UTF-8 or UTF-16 text."],
    ] as const;
    for (const [file, words] of refusals) {
      await assign(file);
      await expect(refusalOn(page)).toContainText(`CSV file: ${words}`);
      await expect(page.getByLabel("CSV file")).toHaveAccessibleDescription(new RegExp(words));
      await expect(addresses).toHaveValue(pasted);
      if (javaScriptEnabled) await expect(refusalOn(page)).toBeFocused();
    }
    await assign(`EMAIL,NOTE\n${uploaded},\n${pasted},\n${notes(1.3)}`);
    const answer = page.locator("form").getByRole("status");
    await expect(answer.filter({ hasText: "2 seats were assigned." })).toBeInViewport();
    await expect(answer.filter({ hasText: `Row 3 of the file, ${pasted}` })).toContainText(
      "This address stands in row 1 of the pasted list already.",
    );
    await expect(addresses).toHaveValue("");
    await expect(row(page, pasted)).toBeVisible();
    await expect(row(page, uploaded)).toBeVisible();

    // A filter by hand in the address is left out with a word, and the rest of it holds.
    await page.goto(`${house.home}/services/${id}?view=made-up&search=pasted`);
    await expect(page.getByText("Left out, because it makes no sense")).toContainText("whom to");
    await expect(row(page, pasted)).toBeVisible();
    await expect(row(page, uploaded)).toHaveCount(0);
    await context.close();
  });
}

test("members get seats by domain, in the worker; a viewer sees how many, not who", async ({
  page,
  browser,
}) => {
  const id = await subscribe(contoso, {
    service: `AT-${contoso.key}`,
    name: "Atlas Cloud",
    seats: 9,
  });
  if (
    (await query(`SELECT 1 FROM "Domain" WHERE "name" = $1`, [contoso.address("").slice(1)]))
      .length === 0
  )
    await openDomain(contoso);
  const context = await browser.newContext({ javaScriptEnabled: false });
  const plain = await context.newPage();
  await signInByPost(plain.request, manager);
  await plain.goto(`${contoso.home}/services/${id}`);
  const buffer = Buffer.from(`NAME;EMAIL\r\nInes;${contoso.address("ines")}\r\n`);
  const file = { name: "seats.csv", mimeType: "text/csv", buffer };
  await plain.getByLabel("CSV file").setInputFiles(file);
  await plain.getByRole("button", { name: "Assign seats" }).click();
  await expect(plain.getByText("1 seat was assigned.")).toBeInViewport();
  await plain.getByRole("button", { name: "Turn on" }).click();
  await expect(plain.getByText("Seats are assigned by domain from now on.")).toBeVisible();
  await expect(async () => {
    await plain.goto(`${contoso.home}/services/${id}`);
    await expect(row(plain, manager)).toContainText("by its domain", { timeout: 500 });
  }).toPass({ timeout: 20_000 });
  await context.close();
  const viewer = addressFor(contoso, "ACCOUNT_VIEWER");
  await signInByPost(page.request, viewer);
  await page.goto(`${contoso.home}/services/${id}`);
  await expect(page.getByRole("main")).toContainText("Who has a seat is shown to Account");
  await expect(page.getByRole("main")).not.toContainText("@");
});
