import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { addressFor, oneOfEachRole, playCast } from "./cast";
import { expect, test } from "./fixtures";
import { newOrganization } from "./organization";
import { playOnce } from "./play-once";
import { signInByPost } from "./post-action";
import { printedText } from "./printed";
import { orderId, SOME_PURCHASES, takeOver } from "./purchases";

const contoso = newOrganization("Buying");
const foreign = newOrganization("Elsewhere");

test.beforeEach(({ portal }) =>
  playOnce(async () => {
    await playCast(contoso, {
      colleagues: oneOfEachRole(contoso, ["ACCOUNT_VIEWER", "AGREEMENT_ADMINISTRATOR"]),
    });
    await playCast(foreign);
    await takeOver(portal, contoso, SOME_PURCHASES);
    await takeOver(portal, foreign, [
      { number: "SO-77", date: "2026-01-01", lines: ["E2E-Q22-L,1,US,,,"] },
    ]);
  }),
);

test("orders are found by what is known of them, opened, printed and taken away as files", async ({
  page,
  problems,
}) => {
  problems.allow(/404 \(Not Found\)/);
  await signInByPost(page.request, addressFor(contoso, "ACCOUNT_VIEWER"));
  await page.goto(contoso.home);
  const sections = page.getByRole("navigation", { name: "Sections" });
  await sections.getByRole("link", { name: "Orders" }).click();
  const rows = page.getByRole("row");
  await expect(rows).toHaveCount(5);
  await expect(rows.nth(1)).toContainText("SO-1004");

  await page.getByLabel("Product", { exact: true }).selectOption("Quill Documents Standard 2022");
  await page.getByLabel("From", { exact: true }).fill("2026-01-01");
  await page.getByRole("button", { name: "Show" }).click();
  await page.waitForURL(/product=E2EQ22/);
  await expect(rows).toHaveCount(3);
  await page.getByLabel("Order number or customer reference").fill("po 2026-3");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(rows).toHaveCount(2);
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Export" }).click(),
  ]);
  const cells = parse(await readFile(await file.path(), "utf8"), { bom: true });
  expect(cells[1]).toEqual([
    ...["SO-1003", "2026-05-20", "Proseware Licensing", "Cancelled", "1", "500"],
    "PO 2026-3, replaces an earlier one that was lost in the post",
  ]);

  await page.goto(
    `${contoso.home}/orders?status=gone&from=2026-02-30&product=x&after=%00&search=%00`,
  );
  await expect(page.getByRole("main")).toContainText(
    "Left out, because it makes no sense for this list: first day, product, and status.",
  );
  await expect(rows).toHaveCount(5);

  await page.getByRole("link", { name: "SO-1002" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Order SO-1002");
  const line = rows.nth(1);
  for (const words of ["E2E-E25-U", "Step-up from Harbor Server Professional 2025", "Germany"])
    await expect(line).toContainText(words);
  const paper = await printedText(page);
  for (const words of ["Order SO-1002", "E2E-E25-U", "Germany"]) expect(paper).toContain(words);
  for (const words of ["Sign out", "Manage access", "Support"]) expect(paper).not.toContain(words);

  const other = `${contoso.home}/orders/${await orderId(foreign, "SO-77")}`;
  expect((await page.goto(other))?.status()).toBe(404);
  const lines = `/api/accounts/${contoso.key}/orders`;
  expect((await page.request.get(`${lines}/${await orderId(foreign, "SO-77")}`)).status()).toBe(
    404,
  );
  const own = await page.request.get(`${lines}/${await orderId(contoso, "SO-1002")}`);
  expect(await own.text()).toContain("E2E-E25-U");
});

test("the numbers of license details lead to the order lines that they are made of", async ({
  page,
}) => {
  await signInByPost(page.request, addressFor(contoso, "ACCOUNT_VIEWER"));
  await page.goto(contoso.home);
  await page
    .getByRole("navigation", { name: "Sections" })
    .getByRole("link", { name: "License details" })
    .click();
  const row = (name: string) => page.getByRole("row").filter({ hasText: name });
  const professional = row("E2E-P25");
  await expect(professional).toContainText("12 bought");
  await expect(professional).toContainText("4 stepped up to Harbor Server Enterprise 2025");
  await expect(row("E2E-E25")).toContainText("4 stepped up from Harbor Server Professional 2025");
  const link = (figure: RegExp) => professional.getByRole("link", { name: figure });
  await expect(link(/lines behind 8 of/)).toHaveText("8");
  await link(/lines behind 8 of/).click();
  await expect(page.getByRole("main")).toContainText("8 licenses: 12 bought, 4 stepped up to");
  const lines = page.getByRole("row");
  await expect(lines).toHaveCount(3);
  await expect(lines.nth(1)).toContainText("-4");
  await page.getByRole("link", { name: "In maintenance today 12" }).click();
  await expect(lines).toHaveCount(2);
  await lines.nth(1).getByRole("link", { name: "SO-1001" }).click();
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Order SO-1001");
  // And back from a line to its product, where maintenance alone adds no licenses.
  await page.getByRole("link", { name: "Quill Documents Standard 2022" }).click();
  await expect(page.getByRole("main")).toContainText("40 licenses: 40 bought.");
  await expect(page.getByRole("link", { name: "In maintenance today 25" })).toBeVisible();
  await page.goto(`${contoso.home}/licenses/E2EQ22?pool=Castles&show=all`);
  await expect(page.getByRole("main")).toContainText(
    "Left out, because it makes no sense here: pool",
  );
  const file = await page.request.get(`/api/accounts/${contoso.key}/licenses?family=Harbor+Server`);
  const cells = parse(await file.text(), { bom: true });
  expect(cells.map(([code, , , , licensed]) => `${code} ${licensed}`).slice(1)).toEqual([
    "E2E-E25 4",
    "E2E-P25 8",
  ]);
});

test("an Agreement Administrator gets neither the entries nor the pages", async ({
  page,
  problems,
}) => {
  problems.allow(/403 \(Forbidden\)/);
  await signInByPost(page.request, addressFor(contoso, "AGREEMENT_ADMINISTRATOR"));
  await page.goto(contoso.home);
  await expect(page.getByRole("link", { name: "Orders" })).toHaveCount(0);
  await expect(page.getByRole("link", { name: "License details" })).toHaveCount(0);
  expect((await page.goto(`${contoso.home}/orders`))?.status()).toBe(403);
});
