import { existsSync, rmSync } from "node:fs";
import { basename } from "node:path";
import { inRoot } from "./paths.mjs";
import { Problem } from "./problem.mjs";
import { run } from "./run.mjs";
import { hashOf, stamped } from "./stamp.mjs";

const stamp = inRoot("node_modules", ".installed");

/** Installs exactly what package-lock.json names, development tools too: the build needs them. */
export function install() {
  if (!existsSync(inRoot("package-lock.json"))) {
    throw new Problem(
      "package-lock.json is missing. Restore it from the repository and start again.",
    );
  }
  return stamped(stamp, wanted(), async () => {
    const [file, args] = npm();
    const flags = ["ci", "--include=dev", "--include=optional", "--no-audit", "--no-fund"];
    await run("Installing the packages", file, [...args, ...flags], {
      env: { NODE_ENV: "" },
      shell: process.platform === "win32" && args.length === 0,
    });
    // The shipped Node is chosen by runtime.mjs, never by whoever finds it first on npm's PATH.
    for (const name of ["node", "node.cmd", "node.ps1"]) {
      rmSync(inRoot("node_modules", ".bin", name), { force: true });
    }
  });
}

function wanted() {
  return hashOf(["package-lock.json"], `${process.platform} ${process.arch}`);
}

/** The npm that runs us, when it is one; else whatever `npm` is. */
function npm() {
  const path = process.env.npm_execpath ?? "";
  return basename(path) === "npm-cli.js" ? [process.execPath, [path]] : ["npm", []];
}
