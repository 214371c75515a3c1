import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { root } from "./paths.mjs";

/** A hash over files and folders of the checkout; what doesn't exist counts as absent. */
export function hashOf(paths, more = "") {
  const hash = createHash("sha256").update(more);
  for (const path of paths) add(hash, path);
  return hash.digest("hex");
}

/** Whether a step's stamp says that it was done for exactly these inputs. */
export function isFresh(stamp, hash) {
  try {
    return readFileSync(stamp, "utf8") === hash;
  } catch {
    return false;
  }
}

/** Runs a step and stamps it; an interrupted step leaves no stamp. */
export async function stamped(stamp, hash, step) {
  if (isFresh(stamp, hash)) return false;
  rmSync(stamp, { force: true });
  await step();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
  return true;
}

function add(hash, path) {
  const full = join(root, path);
  const stat = statSync(full, { throwIfNoEntry: false });
  if (!stat) return hash.update(`${path} absent\n`);
  if (!stat.isDirectory()) return hash.update(`${path} ${stat.size}\n`).update(readFileSync(full));
  for (const name of readdirSync(full).sort()) add(hash, `${path}/${name}`);
  return hash;
}
