import { spawnSync } from "node:child_process";
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { playwrightCounts, summary, vitestCounts } from "../bin/test-counts.mjs";

const root = path.join(import.meta.dirname, "..");

// Each starts a test runner of its own.
vi.setConfig({ testTimeout: 120_000 });

/** A folder with these files that finds what is installed here. */
function folderWith(files: Record<string, string>): string {
  const folder = mkdtempSync(path.join(tmpdir(), "counts-"));
  symlinkSync(path.join(root, "node_modules"), path.join(folder, "node_modules"));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
    writeFileSync(path.join(folder, name), text);
  }
  folders.push(folder);
  return folder;
}

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));

function run(folder: string, args: string[], env: Record<string, string> = {}) {
  const outside = Object.entries(process.env).filter(([name]) => !/VITEST|^TEST/.test(name));
  return spawnSync(process.execPath, args, {
    cwd: folder,
    env: { NODE_ENV: "test", ...Object.fromEntries(outside), ...env },
    encoding: "utf8",
  });
}

const spec = (body: string) => `import { expect, test } from "@playwright/test";\n${body}`;

test("in the browser a failed spec keeps no other from running, and what never began is not called skipped", () => {
  const folder = folderWith({
    "playwright.config.ts": `import ours from ${JSON.stringify(path.join(root, "playwright.config"))};
      const { projects } = ours;
      export default { projects, testDir: "specs", workers: 1, reporter: [["json"]] };`,
    "specs/one.spec.ts": spec(`test.describe.configure({ mode: "serial" });
      test("fails", () => expect(1).toBe(2));
      test("never begins", () => {});`),
    "specs/two.spec.ts": spec(`test("passes", () => {}); test.skip("is left out", () => {});`),
    "specs/some.nojs.spec.ts": spec(`test("passes", () => {});`),
    "specs/links.spec.ts": spec(`test("fails, too", () => expect(1).toBe(2));`),
    "specs/secrets.spec.ts": spec(`test("passes", () => {});`),
  });
  const report = path.join(folder, "report.json");
  const cli = path.join(root, "node_modules/@playwright/test/cli.js");
  const { status } = run(folder, [cli, "test"], { PLAYWRIGHT_JSON_OUTPUT_FILE: report });
  expect(status).toBe(1);
  const counts = playwrightCounts(report, false);
  expect(counts).toEqual({ passed: 3, failed: 2, skipped: 1, notRun: 1 });
  expect(summary([counts])).toBe("3 passed, 2 failed, 1 skipped, 1 not run");
});

test("a cast that couldn't be played costs one test in the browser, and the next one plays it again", () => {
  const folder = folderWith({
    "playwright.config.ts": `export default { workers: 1, reporter: [["json"]] };`,
    "one.spec.ts": `${spec('import { existsSync, writeFileSync } from "node:fs";')}
      import { playOnce } from ${JSON.stringify(path.join(root, "tests/e2e/play-once"))};
      let plays = 0;
      test.beforeEach(() => playOnce(async () => {
        plays += 1;
        if (existsSync("tried")) return;
        writeFileSync("tried", "");
        throw new Error("no mail");
      }));
      test("has no cast", () => {});
      for (const name of ["has one", "has the same"]) test(name, () => expect(plays).toBe(1));`,
  });
  const report = path.join(folder, "report.json");
  const cli = path.join(root, "node_modules/@playwright/test/cli.js");
  run(folder, [cli, "test"], { PLAYWRIGHT_JSON_OUTPUT_FILE: report });
  expect(playwrightCounts(report, false)).toEqual({ passed: 2, failed: 1, skipped: 0, notRun: 0 });
});

test("no file of browser tests has a beforeAll, which would take all of its tests along", () => {
  const specs = path.join(root, "tests/e2e");
  const files = readdirSync(specs).filter((name) => name.endsWith(".spec.ts"));
  const found = files.filter((name) =>
    readFileSync(path.join(specs, name), "utf8").includes("beforeAll"),
  );
  expect(files.length).toBeGreaterThan(30);
  expect(found).toEqual([]);
});

test("a file that breaks before its tests counts as a failure, its tests as not run", () => {
  const folder = folderWith({
    "broken.test.ts": `import { beforeAll, test } from "vitest";
      beforeAll(() => { throw new Error("no database"); });
      test("one", () => {}); test("two", () => {});`,
    "fine.test.ts": `import { test } from "vitest"; test("one", () => {}); test.skip("two", () => {});`,
    "typo.test.ts": `import "./nowhere";`,
  });
  const report = path.join(folder, "report.json");
  const cli = path.join(root, "node_modules/vitest/vitest.mjs");
  const flags = ["--reporter=json", `--outputFile=${report}`];
  const { status } = run(folder, [cli, "run", "--root", folder, ...flags]);
  expect(status).toBe(1);
  expect(vitestCounts(report, false)).toEqual({ passed: 1, failed: 2, skipped: 1, notRun: 2 });
});

test("a tool that leaves no report counts as one failure", () => {
  const none = path.join(tmpdir(), "no-such-report.json");
  expect(playwrightCounts(none, false)).toMatchObject({ passed: 0, failed: 1 });
  expect(vitestCounts(none, true)).toMatchObject({ passed: 0, failed: 0 });
});
