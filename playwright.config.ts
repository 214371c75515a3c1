import { defineConfig } from "@playwright/test";

// bin/test.mjs finds one; none is Playwright's own.
const chromium = process.env.CHROMIUM_PATH;
const quiet = ["--disable-quic", "--disable-background-networking", "--no-first-run"];

export default defineConfig({
  testDir: "tests/e2e",
  globalSetup: "./tests/setup/e2e-stack.ts",
  // They wait for mails and pages for half of their time: more than the cores.
  workers: 3,
  retries: 0,
  // A busy machine may be slow, not wrong.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  // Where nobody watches, a record of a run must show what failed before it, too. bin/test.mjs adds
  // a report in JSON, which it counts.
  reporter: [
    [process.stdout.isTTY ? "list" : "dot"],
    ...(process.env.PLAYWRIGHT_JSON_OUTPUT_FILE ? [["json"] as ["json"]] : []),
  ],
  use: {
    locale: "en-US",
    timezoneId: "UTC",
    // `npm test -- --only=e2e --trace retain-on-failure` records what a browser did; it costs a tenth.
    trace: "off",
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: process.getuid?.() === 0 ? ["--no-sandbox", ...quiet] : quiet,
    },
  },
  projects: [
    {
      name: "chromium",
      testIgnore: [
        "**/*.nojs.spec.ts",
        "**/links.spec.ts",
        "**/secrets.spec.ts",
        "**/strangers.spec.ts",
      ],
      teardown: "alone",
    },
    {
      name: "without-javascript",
      testMatch: "**/*.nojs.spec.ts",
      use: { javaScriptEnabled: false },
      teardown: "alone",
    },
    // Comes after the others, and as their tear-down also when one of them has failed: links.spec.ts
    // compares whole tables, so nobody else may be at work; secrets.spec.ts looks for what all have left, strangers.spec.ts
    // for stack traces in the log.
    {
      name: "alone",
      testMatch: ["**/links.spec.ts", "**/secrets.spec.ts", "**/strangers.spec.ts"],
      workers: 1,
    },
  ],
});
