import { execFile } from "node:child_process";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";
import { startNode, stopChild } from "../../bin/child.mjs";
import { freePort } from "../../bin/ports.mjs";

const NEXT = "node_modules/next/dist/bin/next";
const APP = "tests/bench/bare";

/** Serves tests/bench/bare, an app of Next alone in front of the same database, while `run` does. */
export async function withBareApp(run: (url: string, pid: number) => Promise<void>): Promise<void> {
  const port = await freePort();
  const env = { ...process.env, NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" };
  await promisify(execFile)(process.execPath, [NEXT, "build", APP], { env });
  const server = startNode([NEXT, "start", APP, "-p", String(port)], { env, stdio: "pipe" });
  server.stdout?.resume();
  server.stderr?.resume();
  const url = `http://localhost:${port}`;
  try {
    while (!(await fetch(url).catch(() => undefined))?.ok) {
      if (server.exitCode !== null) throw new Error(`${APP} did not start`);
      await sleep(100);
    }
    await run(url, server.pid ?? 0);
  } finally {
    await stopChild(server);
  }
}
