import { spawn } from "node:child_process";
import { root } from "./paths.mjs";
import { quietEnvironment } from "./run.mjs";
import { SETTINGS } from "./setting-names.mjs";

// Whatever the machine or .env says: the tests set what they need. Empty counts as unset, and
// keeps Next from taking the value out of .env.
const ignored = [
  ...SETTINGS,
  ...["PORTAL_EMBEDDED_DATABASE", "PORTAL_MAILBOX_URL", "NEXT_DIST_DIR"],
];

/** Clears the settings that the tests must not see, in this process and all that it starts. */
export function ignoreSettings() {
  for (const name of ignored) process.env[name] = "";
  delete process.env.NODE_ENV;
  delete process.env.NEXT_DIST_DIR;
}

/** Runs the tools of the test; `stopAll` ends those that still run, with everything they started. */
export function testProcesses(folder, { inherit, examine }) {
  const running = new Set();
  const execute = (file, args, env = {}) =>
    new Promise((resolve) => {
      const child = spawn(file, args, {
        cwd: root,
        env: {
          ...process.env,
          ...quietEnvironment,
          TEST_FOLDER: folder,
          ...(examine ? { EXAMINE: "1" } : {}),
          ...env,
        },
        detached: process.platform !== "win32",
        stdio: inherit ? ["ignore", "inherit", "inherit"] : ["ignore", "pipe", "pipe"],
      });
      running.add(child);
      let output = "";
      for (const stream of [child.stdout, child.stderr]) {
        stream?.setEncoding("utf8").on("data", (text) => (output += text));
      }
      const end = (ok) => {
        running.delete(child);
        resolve({ ok, output });
      };
      child.once("error", (error) => ((output += error.message), end(false)));
      child.once("close", (code) => end(code === 0));
    });
  return { execute, stopAll: () => Promise.all([...running].map(stopGroup)) };
}

/** A tool gets the time to stop what it started itself; then its whole group is killed. */
async function stopGroup(child) {
  const ended = new Promise((resolve) => child.once("close", resolve));
  child.kill("SIGINT");
  const impatient = setTimeout(() => signalGroup(child, "SIGKILL"), 10_000);
  await ended;
  clearTimeout(impatient);
}

function signalGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    child.kill(signal);
  }
}
