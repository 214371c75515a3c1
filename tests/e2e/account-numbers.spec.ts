import { playCast } from "./cast";
import { expect, test } from "./fixtures";
import { newOrganization } from "./organization";
import { fillSignIn } from "./people";
import { playOnce } from "./play-once";
import { openDomain, subscribe } from "./subscriptions";

const house = newOrganization("Scripts", "客户");
const there = (path: string) => `${encodeURI(house.home)}${path}`;

test.beforeEach(() => playOnce(() => playCast(house)));

test("an account number in any script leads through sign-in, pages, forms and files", async ({
  page,
}) => {
  await page.goto(`/accounts/${house.number}/access/import`);
  await page.waitForURL("**/sign-in?returnTo=*");
  await fillSignIn(page, house.administrator.email);
  await page.waitForURL(`**${there("/access/import")}`);
  await page.goto(`/accounts/${house.number.toLowerCase()}/access`);
  await page.waitForURL(`**${there("/access")}`);
  const sections = page.getByRole("navigation", { name: "Sections" });
  const downloads = sections.getByRole("link", { name: "Downloads" });
  await downloads.click();
  await page.waitForURL(`**${there("/downloads")}`);
  await expect(downloads).toHaveAttribute("aria-current", "page");

  // An action that leads on, and a route that takes a form.
  await page.goto(there("/domains"));
  await page.getByLabel("Domain").fill(`${house.address("").slice(1)}.com`);
  await page.getByRole("button", { name: "Associate" }).click();
  await page.waitForURL(new RegExp(`${there("/domains/")}[0-9a-f-]{36}$`));
  await page.goto(there("/access/import"));
  const buffer = Buffer.from("ROLE\r\n");
  const file = { name: "people.csv", mimeType: "text/csv", buffer };
  await page.getByLabel("CSV file").setInputFiles(file);
  await page.getByRole("button", { name: "Check the File" }).click();
  await page.waitForURL(`**${there("/access/import?refused=*")}`);
  await expect(page.getByRole("main").getByRole("alert")).toContainText("These columns are");

  const files = `/api${encodeURI(house.home)}`;
  const people = await page.request.get(`${files}/people`);
  expect(people.status()).toBe(200);
  expect(await people.text()).toContain(house.administrator.email);
  for (const [path, form] of [
    ["downloads", { file: house.key }],
    ["keys", { currentPassword: "not the password" }],
  ] as const) {
    const headers = { "Sec-Fetch-Site": "same-origin", Accept: "text/html" };
    const options = { form, headers, maxRedirects: 0 };
    const answer = await page.request.post(`${files}/${path}`, options);
    expect(answer.status(), path).toBe(303);
    expect(answer.headers().location, path).toMatch(there(`/${path}`));
  }

  await openDomain(house);
  const id = await subscribe(house, { service: "SCRIPTS", name: "Scripts Cloud", seats: 3 });
  await page.goto(there(`/services/${id}`));
  await page.getByLabel("Email addresses").fill(house.address("mia"));
  await page.getByRole("button", { name: "Assign seats" }).click();
  await page.waitForURL(`**${there(`/services/${id}`)}?answer=*`);
  await expect(page.getByText("1 seat was assigned.")).toBeVisible();
});
