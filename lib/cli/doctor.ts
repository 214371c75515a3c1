import { readdir } from "node:fs/promises";
import { connect } from "node:net";
import path from "node:path";
import { parseArgs } from "node:util";
import { db } from "../db/client";
import { env } from "../env";
import { WORKER_LOCK } from "../jobs/worker-lock";
import { transport } from "../mail/transport";
import { type Command, print } from "./command";

interface Finding {
  readonly check: string;
  readonly ok: boolean;
  /** What is, or how to fix it. */
  readonly words: string;
}

export const doctor: Command = {
  usage: "[--json]",
  what: "looks at database, migrations, SMTP, worker, clock and settings: ok or how to fix it",
  run: async (args) => {
    const { values } = parseArgs({ args, options: { json: { type: "boolean", default: false } } });
    const findings = [await checkDatabase()];
    if (findings[0]?.ok) {
      findings.push(await checkMigrations(), await checkWorker(), await checkClock());
    }
    findings.push(await checkSmtp(), checkSettings());
    if (env.BOUNCE_PORT !== undefined) findings.push(await checkReports(env.BOUNCE_PORT));
    const lines = findings.map(
      ({ check, ok, words }) => `${ok ? "ok " : "FIX"}  ${check}: ${words}`,
    );
    print(values.json, findings, lines);
    return findings.every(({ ok }) => ok) ? 0 : 1;
  },
};

async function checkDatabase(): Promise<Finding> {
  const check = "database";
  try {
    const [row] = await db.$queryRaw<{ version: string }[]>`
      SELECT current_setting('server_version') AS version`;
    return { check, ok: true, words: `PostgreSQL ${row?.version ?? ""} answers` };
  } catch (error) {
    return {
      check,
      ok: false,
      words: `${reason(error)}. Is DATABASE_URL right, is the server up?`,
    };
  }
}

async function checkMigrations(): Promise<Finding> {
  const check = "migrations";
  const entries = await readdir(path.join(process.cwd(), "prisma/migrations"), {
    withFileTypes: true,
  });
  const known = entries.filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  const rows = await db.$queryRaw<{ name: string }[]>`
    SELECT migration_name AS name FROM _prisma_migrations WHERE finished_at IS NOT NULL`.catch(
    () => [],
  );
  const applied = new Set(rows.map(({ name }) => name));
  const missing = known.filter((name) => !applied.has(name));
  if (missing.length === 0) return { check, ok: true, words: `${known.length} applied` };
  return { check, ok: false, words: `${missing.join(", ")} missing. Run: bin/portal migrate` };
}

async function checkWorker(): Promise<Finding> {
  const check = "mail worker";
  const [row] = await db.$queryRaw<{ alive: boolean }[]>`
    SELECT EXISTS (SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND granted
      AND database = (SELECT oid FROM pg_database WHERE datname = current_database())
      AND ((classid::bigint << 32) | objid::bigint) = ${BigInt(WORKER_LOCK)}) AS alive`;
  return row?.alive
    ? { check, ok: true, words: "is working" }
    : { check, ok: false, words: "is not running; mails wait. Start the portal with npm start" };
}

async function checkClock(): Promise<Finding> {
  const check = "clock";
  const [row] = await db.$queryRaw<{ at: Date }[]>`SELECT clock_timestamp() AS at`;
  const seconds = Math.abs((row?.at.getTime() ?? 0) - Date.now()) / 1000;
  return seconds < 5
    ? { check, ok: true, words: "agrees with the database's" }
    : {
        check,
        ok: false,
        words: `differs from the database's by ${Math.round(seconds)} s. Set both by NTP`,
      };
}

async function checkSmtp(): Promise<Finding> {
  const check = "SMTP";
  const { host } = new URL(env.SMTP_URL);
  try {
    await transport.verify();
    return { check, ok: true, words: `${host} takes mail` };
  } catch (error) {
    return { check, ok: false, words: `${host}: ${reason(error)}. Is SMTP_URL right?` };
  }
}

async function checkReports(port: number): Promise<Finding> {
  const check = "bounces";
  try {
    const greeting = await greetingOf(port);
    return greeting.startsWith("220")
      ? { check, ok: true, words: `port ${port} takes reports` }
      : { check, ok: false, words: `port ${port} answers ${greeting}. Is it another program's?` };
  } catch (error) {
    const words = `port ${port}: ${reason(error)}. Is the mail worker running, is the port free for it?`;
    return { check, ok: false, words };
  }
}

/** The first line that a mail server says on this machine. */
function greetingOf(port: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect({ port, host: "localhost", timeout: 5000 });
    let text = "";
    socket.setEncoding("utf8");
    socket.on("error", reject);
    socket.on("timeout", () => socket.destroy(new Error("connected, but nothing was said")));
    socket.on("close", () => reject(new Error("hung up without a word")));
    socket.on("data", (chunk: string) => {
      text = (text + chunk).slice(0, 200);
      if (!text.includes("\n")) return;
      resolve(text.split("\n", 1)[0]?.trim() ?? "");
      socket.end("QUIT\r\n");
    });
  });
}

function checkSettings(): Finding {
  const check = "settings";
  if (!env.embeddedDatabase && !env.secureCookies) {
    return {
      check,
      ok: false,
      words: `APP_URL is ${env.APP_URL}: on a real database it should begin with https://`,
    };
  }
  return { check, ok: true, words: `the portal's address is ${env.APP_URL}` };
}

function reason(error: unknown): string {
  return error instanceof Error
    ? error.message.split("\n").at(-1)?.trim() || error.name
    : String(error);
}
