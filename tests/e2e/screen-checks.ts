import { appendFileSync, mkdirSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

const folder = path.join("test-results", "screens");

/** What axe finds wrong with what is shown, in a few words each. */
export async function accessibilityProblems(page: Page): Promise<string[]> {
  // Legacy mode needs no second page to put frames together: ours have none.
  const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(
      (node) => `${id}: ${node.target.join(" ")} ${node.failureSummary?.split("\n")[1] ?? ""}`,
    ),
  );
}

export async function expectNoSidewaysScroll(page: Page) {
  const over = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    return scrollWidth - clientWidth;
  });
  expect(over, "pixels that stick out").toBeLessThanOrEqual(0);
}

/** How much of the page has moved by itself before anybody touched it, as the browser counts it. */
export function layoutShift(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        type Shift = PerformanceEntry & { value: number };
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
            resolve(shifts.reduce((sum, { value }) => sum + value, 0));
          }),
        );
      }),
  );
}

export async function picture(page: Page, name: string) {
  mkdirSync(folder, { recursive: true });
  await page.evaluate(() => window.scrollTo(0, 0));
  await page.screenshot({ path: path.join(folder, `${name}.png`), fullPage: true });
}

const sizes = new Map<string, number>();

/** The scripts that the page has loaded, in kB as they travel compressed. */
export async function scriptsOf(page: Page, name: string): Promise<number> {
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
