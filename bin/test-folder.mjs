import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { removePostgres } from "./embedded-postgres.mjs";
import { lockHolder, takeLock } from "./lock.mjs";

const prefix = "business-center-test-";

/** The run's own temporary folder. What an earlier, killed run left behind is cleaned up first. */
export async function makeTestFolder() {
  for (const name of readdirSync(tmpdir())) {
    const folder = join(tmpdir(), name);
    if (!name.startsWith(prefix) || lockHolder(join(folder, "lock"))) continue;
    // It may belong to another user of this machine, and then it's theirs to clean up.
    await removeTestFolder(folder).catch(() => {});
  }
  const folder = open(mkdtempSync(join(tmpdir(), prefix)));
  takeLock(join(folder, "lock"), "test");
  return folder;
}

/** Stops the database servers of a folder, whatever became of their owners, and deletes it. */
export async function removeTestFolder(folder) {
  for (const name of readdirSync(folder)) await removePostgres(join(folder, name));
  rmSync(folder, { recursive: true, force: true });
}

/** A folder inside the run's own temporary folder; for a tool that is run by hand, one of its own. */
export function testFolder(name) {
  const run = process.env.TEST_FOLDER;
  if (run) {
    mkdirSync(join(run, name), { recursive: true });
    return open(join(run, name));
  }
  const folder = open(mkdtempSync(join(tmpdir(), prefix)));
  takeLock(join(folder, "lock"), "test");
  process.on("exit", () => rmSync(folder, { recursive: true, force: true }));
  mkdirSync(join(folder, name));
  return open(join(folder, name));
}

/** The postgres user passes through on the way to its files; it sees nothing else. */
function open(folder) {
  chmodSync(folder, 0o711);
  return folder;
}
