import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { inRoot } from "./paths.mjs";
import { Problem } from "./problem.mjs";

let chosen;

/**
 * The Node that runs server, worker, build and tests: this one when it is 22 or newer, else the
 * Node 24 that npm installed beside the portal (it serves nearly twice as many pages), else this one.
 */
export function chooseNode() {
  chosen ??=
    versionOf(process.version).major >= 22 ? process.execPath : (shippedNode() ?? process.execPath);
  return chosen;
}

/** Refuses a Node that is too old for the portal, before anything else happens. */
export function requireUsableNode() {
  const { major, minor } = versionOf(process.version);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  throw new Problem(
    `This is Node ${process.version}; the portal needs 20.19 or newer.\n` +
      "Install a current one from https://nodejs.org (or `nvm install 24`) and start again.",
  );
}

function shippedNode() {
  const os = process.platform === "win32" ? "win" : process.platform;
  const folder = inRoot("node_modules", `node-${os}-${process.arch}`, "bin");
  const file = `${folder}/${process.platform === "win32" ? "node.exe" : "node"}`;
  if (!existsSync(file)) return undefined;
  // A binary for another C library exists and still doesn't run, so it is asked.
  const answer = spawnSync(file, ["--version"], { encoding: "utf8", timeout: 10_000 });
  return answer.status === 0 && versionOf(answer.stdout).major >= 22 ? file : undefined;
}

function versionOf(text) {
  const [major = 0, minor = 0] = text.trim().replace(/^v/, "").split(".").map(Number);
  return { major, minor };
}
