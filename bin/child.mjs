import { spawn } from "node:child_process";
import { pathToFileURL } from "node:url";
import { inRoot, root } from "./paths.mjs";
import { chooseNode } from "./runtime.mjs";

// Deprecations are for those who work on a library, not for those who run the portal.
const quiet = ["--no-deprecation"];

const withParent = pathToFileURL(inRoot("bin", "with-parent.mjs")).href;

/** Starts a long-running Node child in its own process group, so that Ctrl-C reaches only us. */
export function startNode(args, { env, stdio = "inherit" }) {
  const child = spawn(chooseNode(), [...quiet, "--import", withParent, ...args], {
    cwd: root,
    env,
    detached: process.platform !== "win32",
    stdio: ["ignore", stdio, stdio, "ipc"],
  });
  child.ended = new Promise((resolve) => {
    child.once("error", () => resolve("could not be started"));
    child.once("exit", (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  return child;
}

/** Asks a child to stop and waits; after the patience ends it is killed. */
export async function stopChild(child, patience = 10_000) {
  if (!child || child.exitCode !== null || child.signalCode !== null) return;
  child.kill("SIGTERM");
  const impatient = setTimeout(() => child.kill("SIGKILL"), patience);
  await child.ended;
  clearTimeout(impatient);
}
