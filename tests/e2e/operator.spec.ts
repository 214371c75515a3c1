import { expect, test } from "./fixtures";
import { newOrganization, signAgreement } from "./organization";
import { PASSWORDS } from "./passwords";
import { createAccount, fillSignIn } from "./people";

test("an operator sets a password behind a one-time link and sees each account's administrator", async ({
  page,
  browser,
  portal,
  mailbox,
  problems,
}) => {
  problems.allow(/404 \(Not Found\)/);
  const staff = newOrganization("Fourthcoffee");
  const [open, taken] = [newOrganization("Graphic"), newOrganization("Margie")];
  await signAgreement({ portal, mailbox }, open);
  const administrator = await (await browser.newContext()).newPage();
  await createAccount(administrator, await signAgreement({ portal, mailbox }, taken));

  const email = staff.address("elena");
  const create = [
    "operator",
    "create",
    "--email",
    email,
    "--first-name",
    "Elena",
    "--last-name",
    "Novak",
  ];
  const linkOf = async () => {
    const { code, stdout } = await portal([...create, "--json"]);
    expect(code).toBe(0);
    return (JSON.parse(stdout) as { link: string }).link;
  };
  const [first, second] = [await linkOf(), await linkOf()];
  await page.goto(first);
  await expect(page.getByRole("heading", { name: "This link no longer works" })).toBeVisible();
  await page.goto(second);
  await expect(page.getByRole("main")).toContainText(`You are Elena Novak, operator`);
  await page.getByLabel("Create password").fill(PASSWORDS.other);
  await page.getByLabel("Confirm your password").fill(PASSWORDS.other);
  await page.getByRole("button", { name: "Set New Password" }).click();
  await page.waitForURL("**/sign-in?done=password");
  await fillSignIn(page, email, PASSWORDS.other);
  await page.waitForURL("**/operator");

  const row = (number: string) => page.getByRole("row").filter({ hasText: number });
  await expect(row(open.number)).toContainText(/Invited until \d+ \w+ 20\d\d/);
  await expect(row(taken.number)).toContainText("Has access");
  await expect(row(taken.number)).toContainText(taken.administrator.email);

  // Seeing that an account exists opens none of it: the areas never add up (decision 2).
  expect((await page.goto(taken.home))?.status()).toBe(404);
  expect((await administrator.goto("/operator"))?.status()).toBe(404);
  const again = await portal(create);
  expect(again.stdout).toContain("They keep their password.");
  await administrator.context().close();
});
