import { readFileSync } from "node:fs";

/** Passed, failed and skipped of Vitest's JSON report. */
export function vitestCounts(report, ok) {
  return counted(report, ok, (result) => ({
    passed: result.numPassedTests,
    failed: result.numFailedTests,
    skipped: result.numPendingTests + result.numTodoTests,
  }));
}

/** Passed, failed and skipped of Playwright's JSON report. */
export function playwrightCounts(report, ok) {
  return counted(report, ok, ({ stats }) => ({
    passed: stats.expected,
    failed: stats.unexpected + stats.flaky,
    skipped: stats.skipped,
  }));
}

/** The line that `npm test` ends with. */
export function summary(all) {
  const sum = (name) => all.reduce((total, counts) => total + counts[name], 0);
  const skipped = sum("skipped") > 0 ? `, ${sum("skipped")} skipped` : "";
  return `${sum("passed")} passed, ${sum("failed")} failed${skipped}`;
}

/** A tool that failed without a failed test (a broken set-up) counts as one failure. */
function counted(report, ok, read) {
  let counts = { passed: 0, failed: 0, skipped: 0 };
  try {
    counts = read(JSON.parse(readFileSync(report, "utf8")));
  } catch {
    // No report: the exit code below is all there is.
  }
  return { ...counts, failed: ok ? counts.failed : Math.max(counts.failed, 1) };
}
