import { readFileSync } from "node:fs";

/**
 * Passed, failed, skipped and not run of Vitest's JSON report. A file that broke before its tests counts
 * as one failure, and its tests as not run.
 */
export function vitestCounts(report, ok) {
  return counted(report, ok, ({ testResults }) => {
    const counts = nothing();
    for (const { status, assertionResults } of testResults) {
      const failed = number(assertionResults, "failed");
      const skipped = assertionResults.length - number(assertionResults, "passed") - failed;
      const broken = status === "failed" && failed === 0;
      counts.passed += number(assertionResults, "passed");
      counts.failed += broken ? 1 : failed;
      counts[broken ? "notRun" : "skipped"] += skipped;
    }
    return counts;
  });
}

const number = (results, status) => results.filter((result) => result.status === status).length;

/** Passed, failed, skipped and not run of Playwright's JSON report. */
export function playwrightCounts(report, ok) {
  return counted(report, ok, ({ stats, suites }) => {
    // What its own skip() leaves out expects that; what a failure before it left out does not.
    const notRun = testsBelow(suites).filter(
      ({ status, expectedStatus }) => status === "skipped" && expectedStatus !== "skipped",
    ).length;
    return {
      passed: stats.expected,
      failed: stats.unexpected + stats.flaky,
      skipped: stats.skipped - notRun,
      notRun,
    };
  });
}

function testsBelow(suites) {
  return suites.flatMap(({ specs = [], suites: inner = [] }) => [
    ...specs.flatMap(({ tests }) => tests),
    ...testsBelow(inner),
  ]);
}

/** One for each part of the mutation tests: whether its score is what it must be. */
export function mutantCounts(report, ok) {
  return counted(report, ok, (counts) => counts);
}

/** The line that `npm test` ends with. */
export function summary(all) {
  const sum = (name) => all.reduce((total, counts) => total + counts[name], 0);
  const more = (name, words) => (sum(name) > 0 ? `, ${sum(name)} ${words}` : "");
  return `${sum("passed")} passed, ${sum("failed")} failed${more("skipped", "skipped")}${more("notRun", "not run")}`;
}

export const nothing = () => ({ passed: 0, failed: 0, skipped: 0, notRun: 0 });

/** A tool that failed without a failed test (a broken set-up) counts as one failure. */
function counted(report, ok, read) {
  let counts = nothing();
  try {
    counts = read(JSON.parse(readFileSync(report, "utf8")));
  } catch {
    // No report: the exit code below is all there is.
  }
  return { ...counts, failed: ok ? counts.failed : Math.max(counts.failed, 1) };
}
