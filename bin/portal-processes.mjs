import { setTimeout as sleep } from "node:timers/promises";
import { startNode, stopChild } from "./child.mjs";
import { inRoot } from "./paths.mjs";

const serverTries = 3;
const quickDeath = 30_000;

/**
 * Runs web server and mail worker until told to stop: exit code 0. A worker that dies is started
 * again, ever more slowly; a server that keeps dying, or a lost service, ends it all: exit code 1.
 */
export async function runPortal(env, { say, ready, stop, lost }) {
  const running = new Set();
  const ending = new AbortController();
  const over = AbortSignal.any([stop, ending.signal]);
  const start = (args) => {
    const child = startNode(args, { env });
    running.add(child);
    void child.ended.then(() => running.delete(child));
    return child;
  };
  const stopped = new Promise((resolve) => {
    if (stop.aborted) resolve(0);
    stop.addEventListener("abort", () => resolve(0));
  });
  const server = keepServer(() => start([inRoot("bin", "server.mjs")]), { env, say, ready, over });
  void keepWorker(() => start(["--import", "tsx", "lib/worker.ts"]), { say, over });
  const code = await Promise.race([stopped, server, serviceLost(lost, say, over)]);
  ending.abort();
  await Promise.all([...running].map((child) => stopChild(child, 12_000)));
  return code;
}

async function keepServer(start, { env, say, ready, over }) {
  let served = false;
  for (let tries = 1; ; tries++) {
    const started = Date.now();
    const child = start();
    void untilReady(env, child).then((isReady) => {
      if (!isReady || over.aborted) return;
      if (served) say("The web server is ready again.");
      else ready();
      served = true;
    });
    const how = await child.ended;
    if (over.aborted) return 0;
    if (Date.now() - started > quickDeath) tries = 1;
    say(`The web server ended (${how}).`);
    if (tries >= serverTries) return 1;
    await sleep(tries * 500);
  }
}

async function keepWorker(start, { say, over }) {
  for (let pause = 500; !over.aborted; pause = Math.min(pause * 2, 30_000)) {
    const started = Date.now();
    const how = await start().ended;
    if (over.aborted) return;
    if (Date.now() - started > quickDeath) pause = 500;
    say(`The mail worker ended (${how}); starting it again in ${pause / 1000} s.`);
    await sleep(pause, undefined, { signal: over }).catch(() => {});
  }
}

async function serviceLost(lost, say, over) {
  const name = await lost;
  if (!over.aborted) say(`${name} ended unexpectedly; its log is in the data folder.`);
  return 1;
}

/** It must be this child that has the port: another portal there would answer, too. */
async function untilReady({ PORT, HOST }, child) {
  const listens = new Promise((resolve) => child.once("message", () => resolve(true)));
  if ((await Promise.race([listens, child.ended])) !== true) return false;
  const host = HOST === "0.0.0.0" || HOST === "::" ? "127.0.0.1" : HOST;
  const url = `http://${host.includes(":") ? `[${host}]` : host}:${PORT}/api/health/ready`;
  while (child.exitCode === null && child.signalCode === null) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(5000) }).catch(() => undefined);
    if (answer?.ok) return true;
    await sleep(100);
  }
  return false;
}
