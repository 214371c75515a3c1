import { createHash } from "node:crypto";
import { readFile, rm } from "node:fs/promises";
import { get, type IncomingMessage } from "node:http";
import path from "node:path";
import type { Page } from "@playwright/test";
import { playCast } from "./cast";
import { query, settings } from "./database";
import { expect, test } from "./fixtures";
import { newOrganization } from "./organization";
import { playOnce } from "./play-once";
import { signInByPost } from "./post-action";

const contoso = newOrganization("Downloads");
const manager = contoso.address("amir");
const reader = contoso.address("paulo");
const operator = contoso.address("elena");

/** More than the buffers between the portal and a reader who doesn't read. */
const LARGE = 48_000_000;

test.beforeEach(() =>
  playOnce(async () => {
    await playCast(contoso, {
      colleagues: [
        { email: manager, roles: ["ACCOUNT_MANAGER"] },
        { email: reader, roles: ["REPORT_VIEWER"] },
      ],
      operator,
      keys: [
        {
          product: "Harbor Server 2025",
          family: "Servers",
          secret: "BCDFG-HJKMP-QRTVW-XY234-6789B",
          files: [
            { language: "English", platform: "Windows x64", bytes: 2_000_000 },
            { language: "German", platform: "Windows x64", bytes: 2_500_000 },
          ],
        },
        { product: "Atlas Maps", family: "Applications", hasDownload: false },
        {
          product: "Meridian Desktop",
          family: "Systems",
          files: [{ language: "English", platform: "Linux x64", bytes: LARGE }],
        },
        {
          product: "Quill Documents",
          family: "Applications",
          files: [{ language: "English", platform: "Linux x64", bytes: 1000 }],
        },
      ],
    });
  }),
);

const row = (page: Page, text: string | RegExp) => page.getByRole("row").filter({ hasText: text });
const own = () => ({ Origin: process.env.E2E_URL ?? "", "Sec-Fetch-Site": "same-origin" });
const hashOf = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex");

async function recorded(product: string) {
  const [file] = await query<{ id: string; path: string; sha256: string; size: string }>(
    `SELECT f."id", f."path", encode(f."sha256", 'hex') AS "sha256", f."size" FROM "SoftwareFile" f
     JOIN "Product" p ON p."id" = f."productId" WHERE p."name" = $1 AND p."code" LIKE $2`,
    [product, `${contoso.key}-%`],
  );
  if (!file) throw new Error(`no file of ${product}`);
  return { ...file, size: Number(file.size) };
}

/** The link that the list's button leads to. */
async function linkTo(page: Page, fileId: string): Promise<string> {
  const answer = await page.request.post(`/api/accounts/${contoso.key}/downloads`, {
    ...{ form: { file: fileId }, headers: own(), maxRedirects: 0 },
  });
  expect(answer.status()).toBe(303);
  return answer.headers().location ?? "";
}

test("an Account Manager finds a file and downloads it, and it is the one whose checksum is shown", async ({
  page,
  browser,
}) => {
  await signInByPost(page.request, manager);
  await page.goto(contoso.home);
  const sections = page.getByRole("navigation", { name: "Sections" });
  await sections.getByRole("link", { name: "Downloads" }).click();
  await page.waitForURL("**/downloads");
  await expect(row(page, "Atlas Maps")).toContainText("Not available for download");
  await expect(row(page, "Atlas Maps")).toContainText("No key needed");
  await page.getByLabel("Language").selectOption("German");
  await page.getByRole("search").getByRole("button", { name: "Search" }).click();
  await page.waitForURL("**/downloads?*language=German*");
  await expect(row(page, "Atlas Maps")).toHaveCount(0);
  const german = row(page, "Harbor Server 2025");
  const shown = /[\da-f]{64}/.exec((await german.textContent()) ?? "")?.[0];
  const button = german.getByRole("button", { name: /^DOWNLOAD Harbor Server 2025, German/ });
  const [download] = await Promise.all([page.waitForEvent("download"), button.click()]);
  expect(download.suggestedFilename()).toMatch(
    /^harbor-server-2025-25\.1-german-windows-x64\.zip$/,
  );
  expect(hashOf(await readFile(await download.path()))).toBe(shown);
  expect(page.url()).toContain("language=German");
  await german.getByRole("link", { name: "See its key: Harbor Server 2025" }).click();
  await page.waitForURL("**/keys?search=*");
  await expect(row(page, "Harbor Server 2025")).toContainText("6789B");

  const desk = await (await browser.newContext()).newPage();
  await signInByPost(desk.request, contoso.administrator.email);
  await expect(async () => {
    await desk.goto(`${contoso.home}/activity?kind=downloads`);
    const file = "Harbor Server 2025 (25.1, German, Windows x64)";
    await expect(row(desk, `Amir Ortega downloaded ${file} to the end`)).toBeVisible({
      timeout: 500,
    });
    await expect(row(desk, `Amir Ortega began to download ${file}`)).toBeVisible();
  }).toPass();
  await desk.context().close();
});

test("a download whose connection breaks is resumed in two parts, and is recorded as one", async ({
  page,
}) => {
  await signInByPost(page.request, manager);
  const file = await recorded("Meridian Desktop");
  const link = await linkTo(page, file.id);
  const cookies = await page.context().cookies();
  const cookie = cookies.map(({ name, value }) => `${name}=${value}`).join("; ");
  const { head, begin } = await cutAfter(link, cookie, 1_000_000);
  expect(head).toMatchObject({ "accept-ranges": "bytes", "content-length": String(file.size) });
  expect(head["content-disposition"]).toContain("attachment;");
  expect(head).toMatchObject({ "x-content-type-options": "nosniff", "cache-control": "no-store" });
  await expect.poll(() => downloadOf(file.id)).toMatchObject({ ended: false, begun: true });
  const ifRange = { "If-Range": head.etag ?? "" };
  const middle = begin.length + 20_000_000;
  const parts: Buffer[] = [begin];
  for (const range of [`bytes=${begin.length}-${middle - 1}`, `bytes=${middle}-`]) {
    const answer = await page.request.get(link, { headers: { Range: range, ...ifRange } });
    expect(answer.status()).toBe(206);
    parts.push(await answer.body());
  }
  expect(hashOf(Buffer.concat(parts))).toBe(file.sha256);
  // What was on its way when the line broke may have been counted as unsent: the beginning again.
  const again = await page.request.get(link, { headers: { Range: `bytes=0-${begin.length - 1}` } });
  expect((await again.body()).equals(begin)).toBe(true);
  await expect.poll(() => downloadOf(file.id)).toMatchObject({ ended: true, begun: true });
  const events = await query<{ action: string }>(
    `SELECT "action" FROM "AuditEvent" WHERE "objectId" = $1 ORDER BY "id"`,
    [file.id],
  );
  expect(events.map(({ action }) => action)).toEqual(["download.started", "download.ended"]);
  const beyond = await page.request.get(link, { headers: { Range: `bytes=${file.size}-` } });
  expect([beyond.status(), beyond.headers()["content-range"]]).toEqual([
    416,
    `bytes */${file.size}`,
  ]);
  const asked = await page.request.head(link);
  expect([asked.status(), asked.headers()["content-length"]]).toEqual([200, String(file.size)]);
});

/** Reads some of the answer and breaks the connection, as a line that goes dead. */
function cutAfter(link: string, cookie: string, bytes: number) {
  return new Promise<{ head: IncomingMessage["headers"]; begin: Buffer }>((resolve, reject) => {
    const request = get(`${process.env.E2E_URL}${link}`, { headers: { cookie } }, (answer) => {
      const pieces: Buffer[] = [];
      answer.on("data", (piece: Buffer) => {
        pieces.push(piece);
        const begin = Buffer.concat(pieces);
        if (begin.length < bytes) return;
        answer.destroy();
        resolve({ head: answer.headers, begin });
      });
    });
    request.on("error", reject);
  });
}

async function downloadOf(fileId: string) {
  const rows = await query<{ ended: boolean; begun: boolean }>(
    `SELECT "endedAt" IS NOT NULL AS "ended", "bytesSent" > 0 AS "begun" FROM "Download"
     WHERE "fileId" = $1`,
    [fileId],
  );
  expect(rows.length).toBeLessThanOrEqual(1);
  return rows[0] ?? null;
}

test("a file that is gone is told in words to who wanted it and by mail to the operators", async ({
  page,
  mailbox,
}) => {
  const file = await recorded("Quill Documents");
  await rm(path.join(settings().DATA_DIR ?? "", "storage", file.path));
  await signInByPost(page.request, manager);
  await page.goto(`${contoso.home}/downloads`);
  await row(page, "Quill Documents").getByRole("button", { name: "DOWNLOAD" }).click();
  await expect(page.getByRole("main").getByRole("alert")).toContainText(
    "The vendor has been told.",
  );
  const mail = await mailbox.waitFor({ to: operator, subject: "Quill Documents" });
  expect(mail.text).toContain(file.path);
  // The same, where the link was there before the file went.
  const kept = await recorded("Harbor Server 2025");
  const link = await linkTo(page, kept.id);
  await query(`UPDATE "SoftwareFile" SET "size" = "size" + 1 WHERE "id" = $1`, [kept.id]);
  await page.goto(link);
  await expect(page.getByRole("main").getByRole("alert")).toContainText(
    "The vendor has been told.",
  );
  expect((await page.request.get(link)).status()).toBe(410);
  await query(`UPDATE "SoftwareFile" SET "size" = "size" - 1 WHERE "id" = $1`, [kept.id]);
});

test("somebody else's link leads to the list with a sentence, and a Report Viewer is refused by name of the roles", async ({
  page,
  browser,
  problems,
}) => {
  await signInByPost(page.request, manager);
  const link = await linkTo(page, (await recorded("Meridian Desktop")).id);
  const other = await (await browser.newContext()).newPage();
  await signInByPost(other.request, contoso.administrator.email);
  await other.goto(link);
  await expect(other.getByRole("main").getByRole("alert")).toContainText("made for somebody else");
  expect(other.url()).not.toContain(link.split("/").at(-1));
  await other.context().close();

  problems.allow(/403 \(Forbidden\)/);
  await page.context().clearCookies();
  await signInByPost(page.request, reader);
  for (const address of [`${contoso.home}/downloads`, link]) {
    expect((await page.goto(address))?.status()).toBe(403);
    await expect(page.getByRole("main")).toContainText("Account Manager");
  }
  const sections = page.getByRole("navigation", { name: "Sections" });
  await expect(sections.getByRole("link", { name: "Downloads" })).toHaveCount(0);
});
