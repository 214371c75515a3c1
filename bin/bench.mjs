#!/usr/bin/env node
import { startNode, stopChild } from "./child.mjs";
import { stopWhenOrphaned } from "./orphan.mjs";
import { main } from "./problem.mjs";
import { setUp } from "./set-up.mjs";
import { makeTestFolder, removeTestFolder } from "./test-folder.mjs";
import { ignoreSettings } from "./test-processes.mjs";
import { distDir } from "./test-steps.mjs";

const say = (line) => console.log(`  ${line}`);

/**
 * `npm run bench`: what the portal costs, beside floors of the same run and targets, in a world of its
 * own like the tests. `--quick` measures with 50,000 memberships instead of a million; naming parts
 * measures only those.
 */
await main(async () => {
  stopWhenOrphaned();
  ignoreSettings();
  await setUp(say, { distDir });
  const folder = await makeTestFolder();
  const args = ["--import", "tsx", "tests/bench/run.ts", ...process.argv.slice(2)];
  const env = { ...process.env, TEST_FOLDER: folder, NEXT_DIST_DIR: distDir };
  const bench = startNode(args, { env });
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
    process.once(signal, () => void stopChild(bench));
  }
  const how = await bench.ended;
  await removeTestFolder(folder);
  return how === "exit code 0" ? 0 : 1;
});
