import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

/**
 * Takes a lock file for this process. Returns `{ release, become }`, or `{ holder }` when a living
 * process has it. A lock whose process is gone (SIGKILL, power cut) is taken over.
 */
export function takeLock(file, what) {
  const mine = claim(what);
  for (let attempt = 0; attempt < 5; attempt++) {
    try {
      writeFileSync(file, mine, { flag: "wx", mode: 0o644 });
      return ours(file, mine);
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
    const held = readText(file);
    const holder = held === undefined ? undefined : parse(held);
    if (holder && isAlive(holder)) return { holder };
    if (held !== undefined) removeStale(file, held);
  }
  return { holder: parse(readText(file) ?? "{}") ?? { pid: 0, what: "unknown" } };
}

/** Takes the lock, waiting for its holder to finish; says once whom it waits for. */
export async function waitForLock(file, what, onWait = () => {}) {
  let told = false;
  for (;;) {
    const lock = takeLock(file, what);
    if (lock.release) return lock;
    if (!told) onWait(lock.holder);
    told = true;
    await sleep(150);
  }
}

/** Who holds the lock now, if it is a living process. */
export function lockHolder(file) {
  const holder = parse(readText(file) ?? "");
  return holder && isAlive(holder) ? holder : undefined;
}

function claim(what) {
  return JSON.stringify({ pid: process.pid, what, started: startOf(process.pid) });
}

function ours(file, mine) {
  let text = mine;
  return {
    release: () => {
      if (readText(file) === text) rmSync(file, { force: true });
    },
    /** Tells those who look at the lock what we are doing now. */
    become: (what) => {
      if (readText(file) === text) writeFileSync(file, (text = claim(what)));
    },
  };
}

/** Two may find the same dead lock: whoever moved a fresh one away by mistake puts it back. */
function removeStale(file, stale) {
  const aside = `${file}.${process.pid}`;
  try {
    renameSync(file, aside);
    if (readText(aside) !== stale) linkSync(aside, file);
  } catch {
    // Somebody else was quicker; the next attempt sees who.
  }
  rmSync(aside, { force: true });
}

function isAlive({ pid, started }) {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if (error.code !== "EPERM") return false;
  }
  // The number alone may belong to a new process by now, above all in containers.
  const now = startOf(pid);
  return started === undefined || now === undefined || now === started;
}

function startOf(pid) {
  const stat = readText(`/proc/${pid}/stat`);
  return stat?.slice(stat.lastIndexOf(")") + 2).split(" ")[19];
}

function parse(text) {
  try {
    const value = JSON.parse(text);
    return typeof value?.pid === "number" ? value : undefined;
  } catch {
    return undefined;
  }
}

function readText(file) {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
