import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { takeLock } from "./lock.mjs";
import { freePort, isFree } from "./ports.mjs";
import { Problem } from "./problem.mjs";

// Who holds the lock only for a moment, and is worth waiting for.
const brief = {
  command: "Waiting for a portal command to finish",
  stopping: "Waiting for the portal to finish stopping",
};

/** Takes DATA_DIR/lock, or says who has it. */
export async function holdDataFolder({ dataDir }, say) {
  const patience = Date.now() + 60_000;
  for (let told = false; ; told = true) {
    const lock = lockOrProblem(dataDir);
    if (lock.release) return lock;
    const wait = brief[lock.holder.what];
    if (!wait || Date.now() > patience) throw alreadyRunning(lock, dataDir);
    if (!told) say(`${wait} (process ${lock.holder.pid})`);
    await sleep(200);
  }
}

/** Refuses early, before anything is started, when somebody else has one of the portal's ports. */
export async function requireFreePorts({ port, host, bouncePort }) {
  await requireFree("PORT", port, host);
  // Reports of bounces come from outside, so they are awaited at every address.
  if (bouncePort) await requireFree("BOUNCE_PORT", bouncePort);
}

async function requireFree(name, port, host) {
  if (await isFree(port, host)) return;
  throw new Problem(
    `Port ${port}${host ? ` of ${host}` : ""} is taken by another program (or may not be used by you).\n` +
      `Stop it, or start on another port: ${name}=${await freePort(host)} npm start`,
  );
}

function lockOrProblem(dataDir) {
  try {
    return takeLock(join(dataDir, "lock"), "portal");
  } catch (error) {
    if (error.code !== "EACCES" && error.code !== "EPERM" && error.code !== "EROFS") throw error;
    throw new Problem(
      `The data folder ${dataDir} can't be written by this user.\n` +
        "Start as its owner (often root), or set DATA_DIR to a folder of your own.",
    );
  }
}

function alreadyRunning({ holder }, dataDir) {
  return new Problem(
    `The portal is already running on ${dataDir} (process ${holder.pid}).\n` +
      `Stop it with Ctrl-C where it runs, or with \`kill ${holder.pid}\`; for a second portal beside it\n` +
      "give it its own data and port: DATA_DIR=.data-2 PORT=3001 npm start",
  );
}
