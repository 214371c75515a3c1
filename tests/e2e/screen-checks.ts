import { appendFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import AxeBuilder from "@axe-core/playwright";
import type { BrowserContext, Page } from "@playwright/test";
import { expect, type Mailbox, type Portal } from "./fixtures";
import { signInByPost } from "./post-action";

const folder = path.join("test-results", "screens");

const EXAMINE = process.env.EXAMINE === "1";

/** The JavaScript that a page may load, in kB as it travels. */
export const BUDGET = { signedOut: 145, signedIn: 170 };

export interface Tools {
  readonly page: Page;
  readonly mailbox: Mailbox;
  readonly portal: Portal;
}

/** Brings a page into the state that is to be looked at. */
export type Open = (tools: Tools) => Promise<unknown>;

export const visit =
  (path: string): Open =>
  ({ page }) =>
    page.goto(path);

/**
 * Looks at a state at both widths, and has axe look at it at one of them: at the other for the next
 * state. `npm run examine` opens it anew for a phone, takes pictures, and has axe look everywhere.
 */
export async function look(tools: Tools, name: string, open: Open, budget: number) {
  const { page } = tools;
  for (const width of [1280, 390]) {
    await page.setViewportSize({ width, height: width === 390 ? 844 : 800 });
    if (width === 1280 || EXAMINE) {
      await open(tools);
      expectSteady(await layoutShifts(page), `at ${width}`);
    }
    await expectNoSidewaysScroll(page);
    await expectCellsFit(page);
    if (width === 1280)
      expect(await scriptsOf(page, name), "kB of scripts").toBeLessThanOrEqual(budget);
    for (const colorScheme of schemesAt(width, name)) {
      // Without motion, so that no colour is caught on its way.
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      if (EXAMINE) await picture(page, `${name}-${width}-${colorScheme}`);
      expect.soft(await accessibilityProblems(page), `${width} ${colorScheme}`).toEqual([]);
    }
    if (EXAMINE) {
      expectSteady(await slowLayoutShifts(page), `at ${width}, slowly`);
      // The narrowest window in which columns have their width.
      if (width === 1280) await page.setViewportSize({ width: 1024, height: 800 });
      await expectCellsFit(page);
    }
  }
}

/** The themes differ in colours only, and a phone shows the same things in another order. */
function schemesAt(width: number, name: string): readonly ("light" | "dark")[] {
  if (EXAMINE) return ["light", "dark"];
  const isWide = name.length % 2 === 0;
  if (width === 1280) return isWide ? ["light"] : [];
  return isWide ? [] : ["dark"];
}

const sessions = new Map<string, Awaited<ReturnType<BrowserContext["cookies"]>>>();

/** Signs in; each person once, since a password costs time by design. */
export async function beSignedIn(page: Page, who: string) {
  const context = page.context();
  const kept = sessions.get(who);
  if (kept) return context.addCookies(kept);
  await signInByPost(page.request, who);
  sessions.set(who, await context.cookies());
}

/** What axe finds wrong with what is shown, in a few words each. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  // Legacy mode needs no second page to put frames together: ours have none. To describe what is
  // right, too, takes as long again.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  const { violations } = await axe.analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      (node) => `${id}: ${node.target.join(" ")} ${node.failureSummary?.split("\n")[1] ?? ""}`,
    ),
  );
}

async function expectNoSidewaysScroll(page: Page) {
  const over = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(over, "pixels that stick out").toBeLessThanOrEqual(0);
}

/** A column's share is no use to what needs more: nothing may reach into the next column. */
async function expectCellsFit(page: Page) {
  const tooWide = await page.evaluate(() =>
    [...document.querySelectorAll(".ledger :is(td, th):not(.row-actions)")]
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
      .map(({ textContent }) => textContent),
  );
  expect.soft(tooWide, "cells that don't fit").toEqual([]);
}

/** A part of the page that moved by itself before anybody touched it, as the browser counts it. */
export interface LayoutShift {
  readonly value: number;
  /** What moved, from where to where, in words. */
  readonly moved: string;
}

/** Says what moved, not only that something did. */
export function expectSteady(shifts: readonly LayoutShift[], when: string) {
  const sum = shifts.reduce((total, { value }) => total + value, 0);
  const moved = shifts.map((shift) => shift.moved).join("\n");
  expect.soft(sum, `layout shift ${when}\n${moved}`).toBeLessThan(0.01);
}

export function layoutShifts(page: Page): Promise<LayoutShift[]> {
  return page.evaluate(
    () =>
      new Promise<LayoutShift[]>((resolve) => {
        type Source = { node: Node | null; previousRect: DOMRect; currentRect: DOMRect };
        type Shift = PerformanceEntry & { value: number; sources: Source[] };
        const place = ({ x, y, width, height }: DOMRect) => `${x},${y} ${width}x${height}`;
        const words = ({ node, previousRect, currentRect }: Source) =>
          `${node?.nodeName} "${node?.textContent?.slice(0, 40)}" ${place(previousRect)} to ${place(currentRect)}`;
        const seen: PerformanceEntry[] = [];
        const observer = new PerformanceObserver((list) => seen.push(...list.getEntries()));
        observer.observe({ type: "layout-shift", buffered: true });
        observer.observe({ type: "first-input", buffered: true });
        requestAnimationFrame(() =>
          requestAnimationFrame(() => {
            seen.push(...observer.takeRecords());
            const touched = seen.find(({ entryType }) => entryType === "first-input");
            const shifts = seen.filter(
              (entry): entry is Shift =>
                entry.entryType === "layout-shift" &&
                entry.startTime < (touched?.startTime ?? Infinity),
            );
            resolve(
              shifts.map(({ value, sources }) => ({ value, moved: sources.map(words).join("\n") })),
            );
          }),
        );
      }),
  );
}

/** The same on a slow line, for a page whose styles are known: what is shown comes piece by piece. */
export async function slowLayoutShifts(page: Page): Promise<LayoutShift[]> {
  const network = await page.context().newCDPSession(page);
  const speed = (downloadThroughput: number) =>
    network.send("Network.emulateNetworkConditions", {
      offline: false,
      latency: 0,
      downloadThroughput,
      uploadThroughput: -1,
    });
  await speed(20_000);
  await page.goto(page.url());
  const shifts = await layoutShifts(page);
  await speed(-1);
  await network.detach();
  return shifts;
}

export async function picture(page: Page, name: string) {
  mkdirSync(folder, { recursive: true });
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
}

const sizes = new Map<string, number>();

/** The scripts that the page has loaded, in kB as they travel compressed. */
async function scriptsOf(page: Page, name: string): Promise<number> {
  const urls = await page.evaluate(() =>
    performance
      .getEntriesByType("resource")
      .map(({ name: url }) => url)
      .filter((url) => /\.js(\?|$)/.test(url)),
  );
  let bytes = 0;
  for (const url of new Set(urls)) {
    const size = sizes.get(url) ?? gzipSync(await (await page.request.get(url)).body()).length;
    sizes.set(url, size);
    bytes += size;
  }
  mkdirSync(folder, { recursive: true });
  appendFileSync(path.join(folder, "javascript.txt"), `${(bytes / 1000).toFixed(1)} kB ${name}\n`);
  return bytes / 1000;
}

/**
 * The states to look at: in `npm test` each screen once, in `npm run examine` also the variants, whose names
 * begin with the screen's.
 */
export function sampled<State>(states: Readonly<Record<string, State>>): [string, State][] {
  const names = Object.keys(states);
  const isVariant = (name: string) => names.some((other) => name.startsWith(`${other}-`));
  return Object.entries(states).filter(([name]) => process.env.EXAMINE === "1" || !isVariant(name));
}
