#!/usr/bin/env node
import { mkdirSync } from "node:fs";
import { stopWhenOrphaned } from "./orphan.mjs";
import { main } from "./problem.mjs";
import { readSettings, secretsFor, whereFrom } from "./settings.mjs";
import { setUp } from "./set-up.mjs";
import { holdDataFolder, requireFreePorts } from "./start-checks.mjs";
import { supervise } from "./supervisor.mjs";

const say = (line) => console.log(`  ${line}`);

await main(async () => {
  console.log("Business Center");
  stopWhenOrphaned();
  const settings = readSettings();
  for (const line of whereFrom(settings)) say(line);
  mkdirSync(settings.dataDir, { recursive: true, mode: 0o711 });
  const lock = await holdDataFolder(settings, say);
  // The lock is the last thing to go, whichever way this process ends.
  process.on("exit", lock.release);
  secretsFor(settings);
  await requireFreePorts(settings);
  await setUp(say, { distDir: ".next" });
  return supervise(settings, { say, stopping: () => lock.become("stopping") });
});
