#!/usr/bin/env node
import { stopWhenOrphaned } from "./orphan.mjs";
import { main } from "./problem.mjs";
import { setUp } from "./set-up.mjs";
import { nothing, summary } from "./test-counts.mjs";
import { makeTestFolder, removeTestFolder } from "./test-folder.mjs";
import { ignoreSettings, testProcesses } from "./test-processes.mjs";
import { testSteps } from "./test-steps.mjs";

// Each lane runs one after the other, lanes of one phase beside each other: two cores, and the
// tests have them for themselves. Types need what the build generates.
const phases = [
  [
    ["build", "types", "prettier"],
    ["eslint", "knip"],
  ],
  [["vitest"]],
  [["e2e"]],
  [["mutants"]],
];

const say = (line) => console.log(`  ${line}`);

await main(async () => {
  const flags = process.argv.slice(2);
  const examine = flags.includes("--examine");
  const only = flags.find((flag) => flag.startsWith("--only="))?.slice("--only=".length);
  const args = flags.filter((flag) => flag !== "--examine" && !flag.startsWith("--only="));
  stopWhenOrphaned();
  ignoreSettings();
  await setUp(say);
  const folder = await makeTestFolder();
  const processes = testProcesses(folder, { inherit: only !== undefined, examine });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.once(signal, () => void cleanUp(processes, folder).then(() => process.exit(130)));
  }
  try {
    const steps = testSteps(processes.execute, { args, say });
    const counts = await runPhases(steps, selected(only, examine), folder);
    console.log(`\n${summary(counts)}`);
    return counts.some(({ failed, notRun }) => failed + notRun > 0) ? 1 : 0;
  } finally {
    await cleanUp(processes, folder);
  }
});

/** `--only=vitest` and the like for work on one thing; --examine repeats only what samples. */
function selected(only, examine) {
  const names = only
    ? only.split(",")
    : examine
      ? ["build", "vitest", "e2e", "mutants"]
      : undefined;
  if (names?.includes("e2e")) names.push("build");
  return (name) => names?.includes(name) ?? name !== "mutants";
}

async function runPhases(steps, isSelected, folder) {
  const counts = [];
  for (const lanes of phases) {
    const runLane = async (lane) => {
      for (const name of lane.filter(isSelected))
        counts.push(await runStep(name, steps[name], folder));
    };
    await Promise.all(lanes.map(runLane));
  }
  return counts;
}

async function runStep(name, step, folder) {
  const started = Date.now();
  // A step that breaks is a step that failed: the next one has its turn.
  const { ok, output, counts } = await step
    .run(folder)
    .catch((error) => ({ ok: false, output: error.stack }));
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const result = counts ?? { ...nothing(), [ok ? "passed" : "failed"]: 1 };
  say(`${ok ? "✓" : "✗"} ${name} ${seconds} s${counts ? ` (${summary([counts])})` : ""}`);
  if (!ok && output) console.log(`\n${output.trimEnd()}\n`);
  return result;
}

async function cleanUp(processes, folder) {
  await processes.stopAll();
  await removeTestFolder(folder).catch(() => {});
}
