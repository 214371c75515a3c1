import { execFileSync } from "node:child_process";
import path from "node:path";
import { createVitest, type Vitest } from "vitest/node";
import { type Mutant, mutated } from "./mutants";

const PATIENCE = 120_000;

/**
 * A test runner that stays, with one database server for all mutants. A mutant exists only in what this
 * runner hands to its tests: no file is written.
 */
export async function openSession(root: string) {
  let current: Mutant | undefined;
  const plugin = {
    name: "mutant",
    enforce: "pre" as const,
    transform: (text: string, id: string) =>
      current && id === path.join(root, current.file) ? mutated(text, current) : null,
  };
  const options = { watch: false, root, bail: 1, reporters: [{}], testTimeout: 30_000 };
  const vitest = await createVitest("test", options, { plugins: [plugin] });
  await vitest.standalone();
  return {
    /** The first of these test files that fails with the mutant, if one does. */
    async killer(mutant: Mutant | undefined, tests: readonly string[]) {
      const changed = [current, mutant].flatMap((one) => (one ? [path.join(root, one.file)] : []));
      current = mutant;
      for (const file of changed) vitest.invalidateFile(file);
      for (const test of tests) if (!(await passes(vitest, path.join(root, test)))) return test;
      return undefined;
    },
    close: () => vitest.close(),
  };
}

async function passes(vitest: Vitest, test: string): Promise<boolean> {
  const specifications = await vitest.globTestSpecifications([test]);
  // What failed for an earlier mutant counts for none.
  vitest.state.filesMap.clear();
  const impatient = setTimeout(endForks, PATIENCE);
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications);
  clearTimeout(impatient);
  return (
    testModules.length > 0 &&
    unhandledErrors.length === 0 &&
    testModules.every((module) => module.ok())
  );
}

/** A mutant that never ends: its process is ended, and the test counts as failed. */
function endForks(): void {
  const table = execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf8" });
  for (const line of table.split("\n")) {
    const [pid, parent] = line.trim().split(/\s+/).map(Number);
    if (pid && parent === process.pid && line.includes("workers/forks"))
      process.kill(pid, "SIGKILL");
  }
}
