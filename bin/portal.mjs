#!/usr/bin/env node
import { spawn } from "node:child_process";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { runningPostgres, startPostgres } from "./embedded-postgres.mjs";
import { takeLock } from "./lock.mjs";
import { root } from "./paths.mjs";
import { main } from "./problem.mjs";
import { chooseNode } from "./runtime.mjs";
import { portalEnvironment, readSettings, recallRunning } from "./settings.mjs";
import { setUp } from "./set-up.mjs";

// Standard output belongs to the command; what the set-up says goes beside it, and only if it works.
const say = (line) => line.endsWith("up to date") || console.error(line);

await main(async () => {
  const settings = readSettings();
  await setUp(say);
  const database = settings.databaseUrl
    ? { url: settings.databaseUrl, stop: () => {} }
    : await reachDatabase(settings);
  try {
    return await runCommand(settings, database.url);
  } finally {
    await database.stop();
  }
});

/** The running server's address; when it is down, it runs for the length of this command. */
async function reachDatabase({ dataDir }) {
  mkdirSync(dataDir, { recursive: true, mode: 0o711 });
  for (;;) {
    const lock = takeLock(join(dataDir, "lock"), "command");
    if (lock.release) return startForCommand(dataDir, lock);
    const url = lock.holder.what === "portal" && runningPostgres(dataDir);
    if (url) return { url, stop: () => {} };
    // The portal is still starting, or another command has the database: its turn ends soon.
    await sleep(150);
  }
}

async function startForCommand(dataDir, lock) {
  process.on("exit", lock.release);
  const { url, stop } = await startPostgres(dataDir);
  return { url, stop: () => stop().then(lock.release) };
}

function runCommand(settings, databaseUrl) {
  const running = recallRunning(settings);
  if (!process.env.PORT) process.env.APP_URL ||= running.APP_URL ?? "";
  const env = portalEnvironment(settings, {
    databaseUrl,
    smtpUrl: settings.smtpUrl ?? running.SMTP_URL ?? "smtp://127.0.0.1:1",
    mailboxUrl: settings.smtpUrl ? undefined : running.PORTAL_MAILBOX_URL,
  });
  env.PORTAL_CALLER_DIR = callerFolder();
  const args = ["--no-deprecation", "--import", "tsx", "lib/cli.ts", ...process.argv.slice(2)];
  const child = spawn(chooseNode(), args, { cwd: root, env, stdio: "inherit" });
  // The terminal signals the command too; we stay until it has ended, to stop the database.
  for (const signal of ["SIGINT", "SIGTERM"]) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.once("error", (error) => resolve(console.error(error.message) ?? 1));
    child.once("exit", (code) => resolve(code ?? 1));
  });
}

/** Files named in a command lie where it was typed, although it runs in the checkout. */
function callerFolder() {
  const { npm_lifecycle_event: script, INIT_CWD } = process.env;
  return script === "portal" && INIT_CWD ? INIT_CWD : process.cwd();
}
