import { build } from "./build.mjs";
import { ensureChromium } from "./chromium.mjs";
import { inRoot } from "./paths.mjs";
import { mutantCounts, playwrightCounts, vitestCounts } from "./test-counts.mjs";
import { chooseNode } from "./runtime.mjs";

/** The tests' build lies beside the portal's own, so that a running portal isn't disturbed. */
export const distDir = ".next-test";

/** What `npm test` does: name → `{ run(folder) → { ok, output, counts } }`. */
export function testSteps(execute, { args, say }) {
  const tool = (file, ...flags) => ({
    run: () => execute(chooseNode(), [inRoot("node_modules", file), ...flags, ...args]),
  });
  return {
    build: { run: () => work(() => build(distDir)) },
    prettier: tool("prettier/bin/prettier.cjs", "--check", "--log-level=warn", "."),
    eslint: tool("eslint/bin/eslint.js", "--max-warnings=0", "."),
    types: tool("typescript/bin/tsc", "--noEmit"),
    knip: tool("knip/bin/knip.js"),
    vitest: { run: (folder) => vitest(execute, folder, args) },
    e2e: { run: (folder) => playwright(execute, folder, args, say) },
    mutants: { run: (folder) => mutants(execute, folder, say) },
  };
}

async function vitest(execute, folder, args) {
  const report = `${folder}/vitest.json`;
  const reporters = ["--reporter=default", "--reporter=json", `--outputFile.json=${report}`];
  const command = [inRoot("node_modules", "vitest", "vitest.mjs"), "run", ...reporters, ...args];
  const result = await execute(chooseNode(), command);
  return { ...result, counts: vitestCounts(report, result.ok) };
}

async function playwright(execute, folder, args, say) {
  const browser = await work(() => ensureChromium(say));
  if (!browser.ok) return browser;
  const report = `${folder}/playwright.json`;
  // Who names a file wants that one, without what comes after all the others.
  const flags = args.length > 0 ? ["--no-deps", ...args] : [];
  const command = [inRoot("node_modules", "@playwright", "test", "cli.js"), "test", ...flags];
  const env = {
    PLAYWRIGHT_JSON_OUTPUT_FILE: report,
    NEXT_DIST_DIR: distDir,
    ...(browser.result ? { CHROMIUM_PATH: browser.result } : {}),
  };
  const result = await execute(chooseNode(), command, env);
  return { ...result, counts: playwrightCounts(report, result.ok) };
}

/** Whether the tests notice what is changed on purpose; its scores are printed whatever they are. */
async function mutants(execute, folder, say) {
  const report = `${folder}/mutants.json`;
  const command = ["--import", "tsx", inRoot("tests", "mutate", "run.ts")];
  // Each mutant meets the tests as `npm test` runs them, not their large samples.
  const result = await execute(chooseNode(), command, { EXAMINE: "", MUTATE_REPORT: report });
  say(result.output.trimEnd());
  return { ...result, counts: mutantCounts(report, result.ok) };
}

async function work(run) {
  try {
    return { ok: true, output: "", result: await run() };
  } catch (error) {
    return { ok: false, output: error.message };
  }
}
