import { build, generate } from "./build.mjs";
import { install } from "./install.mjs";
import { waitForLock } from "./lock.mjs";
import { inRoot } from "./paths.mjs";
import { requireUsableNode } from "./runtime.mjs";

/**
 * Brings the checkout up to date: packages, database client and, where a folder for it is named,
 * the production build. Two at once in one checkout take turns.
 */
export async function setUp(say, { distDir } = {}) {
  requireUsableNode();
  const lock = await waitForLock(inRoot(".setup.lock"), "set-up", ({ pid }) =>
    say(`Waiting for the set-up that process ${pid} is doing in this folder`),
  );
  // Ctrl-C here would leave the lock behind; it would be found stale, but need not be.
  process.on("exit", lock.release);
  try {
    await step(say, "Packages", "installing (a minute or two the first time)", install);
    await step(say, "Database client", "generating", generate);
    if (distDir) await step(say, "Portal", "building (about a minute)", () => build(distDir));
  } finally {
    lock.release();
    process.off("exit", lock.release);
  }
}

/** Says what is being done only if it takes long enough to wonder about. */
async function step(say, name, doing, work) {
  const started = Date.now();
  const slow = setTimeout(() => say(`${name}: ${doing} …`), 300);
  const worked = await work();
  clearTimeout(slow);
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  say(worked ? `${name}: done in ${seconds} s` : `${name}: up to date`);
}
