import { spawn, spawnSync } from "node:child_process";
import { chownSync, existsSync, openSync, readFileSync, renameSync, rmSync } from "node:fs";
import { closeSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { freePort, isFree } from "./ports.mjs";
import { applicationPassword, applicationRole, handOver } from "./postgres-roles.mjs";
import { postgresPlace, recall, remember } from "./postgres-place.mjs";
import { Problem } from "./problem.mjs";
import { embeddedSecrets } from "./secrets.mjs";

// Made by initdb, and used only to set up what the application needs.
const superuser = "portal";

// Durability is for data that somebody wants to keep; a test throws its database away.
const throwAway = ["fsync=off", "synchronous_commit=off", "full_page_writes=off"];

/**
 * Starts the embedded PostgreSQL of a data folder, creating it on the first start. Call it only
 * while holding DATA_DIR/lock: a server left over from a killed start is stopped first.
 * Returns `{ url, superuserUrl, port, folder, child, stop }`; `url` names the database "portal" and
 * the application's role.
 */
export async function startPostgres(dataDir, { fast = false, say = () => {} } = {}) {
  const place = postgresPlace(dataDir);
  const { databasePassword } = embeddedSecrets(dataDir);
  if (!place.folder.startsWith(dataDir)) say(`database files: ${place.folder}`);
  await stopLeftOver(place);
  if (!existsSync(join(place.data, "PG_VERSION"))) createCluster(place, databasePassword, fast);
  const { port, child } = await serve(place, dataDir, fast);
  remember(dataDir, { port });
  const superuserUrl = (database) => urlFor(superuser, databasePassword, port, database);
  await handOver(superuserUrl, databasePassword);
  const url = applicationUrl(databasePassword, port);
  return {
    url,
    superuserUrl: superuserUrl("postgres"),
    port,
    folder: place.folder,
    child,
    stop: () => stopProcess(child.pid),
  };
}

/** The address of the embedded database when its server runs, else undefined. */
export function runningPostgres(dataDir) {
  const { folder } = recall(dataDir);
  const running = folder && readPostmaster(join(folder, "data"));
  return running?.ready
    ? applicationUrl(embeddedSecrets(dataDir).databasePassword, running.port)
    : undefined;
}

/** Stops whatever server runs on a data folder and deletes its database files: for tests. */
export async function removePostgres(dataDir) {
  const { folder } = recall(dataDir);
  if (!folder) return;
  const running = readPostmaster(join(folder, "data"));
  if (running) await stopProcess(running.pid, "SIGQUIT");
  rmSync(folder, { recursive: true, force: true });
}

function applicationUrl(databasePassword, port) {
  return urlFor(applicationRole, applicationPassword(databasePassword), port, "portal");
}

function urlFor(user, password, port, database) {
  return `postgresql://${user}:${password}@127.0.0.1:${port}/${database}`;
}

/** Between choosing a port and taking it somebody else may: then another one is tried. */
async function serve(place, dataDir, fast) {
  for (let tries = 1; ; tries++) {
    const port = await choosePort(dataDir);
    const child = spawnPostgres(place, port, dataDir, fast);
    if (await isReady(place, child)) return { port, child };
    if (tries === 5 || (await isFree(port, "127.0.0.1"))) throw notStarted(dataDir);
  }
}

async function choosePort(dataDir) {
  const { port } = recall(dataDir);
  return port && (await isFree(port, "127.0.0.1")) ? port : freePort();
}

/** initdb works in a draft folder: one that was interrupted never looks like a database. */
function createCluster({ folder, data, bin, account }, password, fast) {
  const draft = join(folder, "draft");
  const passwordFile = join(folder, "password");
  rmSync(draft, { recursive: true, force: true });
  writeFileSync(passwordFile, password, { mode: 0o600 });
  if (account) chownSync(passwordFile, account.uid, account.gid);
  const made = spawnSync(
    join(bin, "initdb"),
    [
      ...["-D", draft, "-U", superuser, "--auth=scram-sha-256", `--pwfile=${passwordFile}`],
      ...["--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"],
      ...["--no-instructions", ...(fast ? ["--no-sync"] : [])],
    ],
    { ...account, cwd: folder, env: bareEnvironment(), encoding: "utf8" },
  );
  rmSync(passwordFile, { force: true });
  if (made.status !== 0) {
    throw new Problem(`The database could not be created in ${folder}:\n${reasonOf(made)}`);
  }
  renameSync(draft, data);
}

function spawnPostgres({ folder, data, bin, account }, port, dataDir, fast) {
  const settings = [
    "listen_addresses=127.0.0.1",
    `port=${port}`,
    "unix_socket_directories=",
    "max_connections=100",
    "shared_buffers=128MB",
    "timezone=UTC",
    "log_timezone=UTC",
    "logging_collector=off",
    // A statement in the log could hold what people typed.
    "log_min_error_statement=panic",
    "log_parameter_max_length_on_error=0",
    ...(fast ? throwAway : []),
  ];
  const log = openSync(join(dataDir, "postgres.log"), "a", 0o600);
  const child = spawn(join(bin, "postgres"), ["-D", data, ...settings.flatMap((s) => ["-c", s])], {
    ...account,
    cwd: folder,
    env: bareEnvironment(),
    // Its own process group, so that Ctrl-C reaches only the supervisor, which keeps the order.
    detached: true,
    stdio: ["ignore", log, log],
  });
  child.ended = new Promise((resolve) => {
    child.once("error", resolve);
    child.once("exit", resolve);
  });
  closeSync(log);
  return child;
}

/** Whether this very child takes connections: postmaster.pid names the process that has the port. */
async function isReady({ data }, child) {
  const deadline = Date.now() + 60_000;
  while (Date.now() < deadline) {
    if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) break;
    if (readPostmaster(data, child.pid)?.ready) return true;
    await sleep(20);
  }
  if (child.pid) await stopProcess(child.pid);
  return false;
}

function notStarted(dataDir) {
  const log = join(dataDir, "postgres.log");
  const tail = readFileSync(log, "utf8").trim().split("\n").slice(-5).join("\n");
  return new Problem(`The embedded PostgreSQL did not start. The end of ${log}:\n${tail}`);
}

async function stopLeftOver({ data }) {
  const running = readPostmaster(data);
  if (running) await stopProcess(running.pid);
  // A stale file would keep PostgreSQL from starting if its number belongs to another process now.
  rmSync(join(data, "postmaster.pid"), { force: true });
}

/** Reads postmaster.pid: process, port and whether the server takes connections; undefined when stale. */
function readPostmaster(data, expected) {
  let lines;
  try {
    lines = readFileSync(join(data, "postmaster.pid"), "utf8").split("\n");
  } catch {
    return undefined;
  }
  const pid = Number(lines[0]);
  if (expected ? pid !== expected : !isPostgres(pid, data)) return undefined;
  return { pid, port: Number(lines[3]), ready: lines[7]?.trim() === "ready" };
}

function isPostgres(pid, data) {
  if (!(pid > 1)) return false;
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "utf8").includes(data);
  } catch {
    if (process.platform === "linux") return false;
  }
  const ps = spawnSync("ps", ["-p", String(pid), "-o", "command="], { encoding: "utf8" });
  return ps.status === 0 && ps.stdout.includes(data);
}

/** SIGINT is PostgreSQL's fast shutdown: it ends connections and writes everything down. */
async function stopProcess(pid, signal = "SIGINT") {
  try {
    process.kill(pid, signal);
    for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(20)) {
      if (isGone(pid)) return;
    }
    process.kill(pid, "SIGQUIT");
    while (!isGone(pid)) await sleep(20);
  } catch (error) {
    if (error.code !== "ESRCH") throw error;
  }
}

function isGone(pid) {
  try {
    process.kill(pid, 0);
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.startsWith("Z") ?? false;
  } catch (error) {
    return error.code === "ESRCH" || (error.code === "ENOENT" && process.platform === "linux");
  }
}

/** PostgreSQL sees no settings of the portal and no PG* variables of the caller. */
function bareEnvironment() {
  const { PATH = "/usr/bin:/bin", SYSTEMROOT } = process.env;
  return { PATH, LC_ALL: "C", TZ: "UTC", ...(SYSTEMROOT ? { SYSTEMROOT } : {}) };
}

function reasonOf({ error, stderr, stdout }) {
  return error?.message ?? (`${stderr}`.trim() || `${stdout}`.trim());
}
