import { spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, statSync } from "node:fs";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { postgresBinaries, systemFolder, worldReadableCopy } from "./postgres-binaries.mjs";
import { Problem } from "./problem.mjs";

/**
 * Decides as whom PostgreSQL runs, from which binaries and in which folder, and remembers it in
 * DATA_DIR/postgres.json: `{ folder, data, bin, account }`, `account` only when we are root.
 */
export function postgresPlace(dataDir) {
  mkdirSync(dataDir, { recursive: true });
  const binaries = postgresBinaries();
  if (process.getuid?.() !== 0) {
    const folder = rememberedFolder(dataDir) ?? join(dataDir, "postgres");
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    requireOwn(folder);
    return place(dataDir, folder, join(binaries.native, "bin"));
  }
  const { folder, account } = placeForRoot(dataDir);
  return place(dataDir, folder, join(worldReadableCopy(binaries), "bin"), account);
}

/** What DATA_DIR/postgres.json remembers: folder, owner path and port. */
export function recall(dataDir) {
  try {
    return JSON.parse(readFileSync(join(dataDir, "postgres.json"), "utf8"));
  } catch {
    return {};
  }
}

/** Adds to what DATA_DIR/postgres.json remembers. */
export function remember(dataDir, more) {
  const all = { ...recall(dataDir), ...more };
  writeFileSync(join(dataDir, "postgres.json"), `${JSON.stringify(all, null, 2)}\n`);
}

function place(dataDir, folder, bin, account) {
  remember(dataDir, { folder, dataDir });
  return { folder, data: join(folder, "data"), bin, account };
}

function placeForRoot(dataDir) {
  const remembered = rememberedFolder(dataDir);
  const old = remembered ?? join(dataDir, "postgres");
  // Files that exist keep their owner, whoever first started the portal here.
  const owner = ownerOf(old);
  const account = owner?.uid ? owner : postgresAccount();
  if (reaches(account, prepare(old, account))) return { folder: old, account };
  if (existsSync(join(old, "data", "PG_VERSION"))) {
    throw new Problem(
      `The database files in ${old} belong to user ${account.uid}, who can't reach them any more.\n` +
        "Start the portal as that user, or open the folders above them (chmod o+x).",
    );
  }
  const name = createHash("sha256").update(dataDir).digest("hex").slice(0, 16);
  mkdirSync(systemFolder, { recursive: true });
  chmodSync(systemFolder, 0o755);
  return { folder: prepare(join(systemFolder, name), account), account };
}

/** A data folder that was copied must not share the original's database; a moved one keeps it. */
function rememberedFolder(dataDir) {
  const { folder, dataDir: before } = recall(dataDir);
  if (!folder || !existsSync(folder)) return undefined;
  const copied = before !== dataDir && before && recall(before).folder === folder;
  const inside = before && folder === join(before, "postgres");
  return copied || inside ? undefined : folder;
}

function prepare(folder, account) {
  mkdirSync(folder, { recursive: true });
  chownSync(folder, account.uid, account.gid);
  chmodSync(folder, 0o700);
  return folder;
}

function reaches(account, folder) {
  const test = spawnSync("/bin/sh", ["-c", 'cd "$0" && : > .reach && rm .reach', folder], {
    ...account,
    cwd: "/",
    stdio: "ignore",
  });
  return test.status === 0;
}

function ownerOf(folder) {
  const version = join(folder, "data", "PG_VERSION");
  if (!existsSync(version)) return undefined;
  const { uid, gid } = statSync(version);
  return { uid, gid };
}

function requireOwn(folder) {
  const { uid } = statSync(folder);
  if (process.getuid === undefined || uid === process.getuid()) return;
  throw new Problem(
    `The database files in ${folder} belong to user ${uid}, not to you.\n` +
      "Start the portal as the user who started it first (often root), or set DATA_DIR to a new folder.",
  );
}

function postgresAccount() {
  const found = lookUp("postgres");
  if (found) return found;
  const args = ["--system", "--no-create-home", "--home-dir", "/nonexistent", "postgres"];
  spawnSync("useradd", args, { stdio: "ignore" });
  return lookUp("postgres") ?? lookUp("nobody") ?? { uid: 65534, gid: 65534 };
}

function lookUp(name) {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith(`${name}:`));
  if (!line) return undefined;
  const [, , uid, gid] = line.split(":");
  return { uid: Number(uid), gid: Number(gid) };
}
