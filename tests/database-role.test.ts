import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { startNode } from "../bin/child.mjs";
import {
  type EmbeddedPostgres,
  removePostgres,
  runningPostgres,
  startPostgres,
} from "../bin/embedded-postgres.mjs";
import { pool } from "../lib/db/client";

const folder = mkdtempSync(path.join(tmpdir(), "portal-role-"));
let server: EmbeddedPostgres;

beforeAll(async () => {
  server = await startPostgres(folder, { fast: true });
});
afterAll(async () => {
  await removePostgres(folder);
  rmSync(folder, { recursive: true, force: true });
});

async function ask(url: string, sql: string): Promise<Record<string, unknown>[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

async function migrate(url: string): Promise<void> {
  const script = ["--import", "tsx", "tests/setup/migrate.ts", url];
  expect(await startNode(script, { env: process.env }).ended).toBe("exit code 0");
}

const WHO = "SELECT * FROM pg_roles WHERE rolname = current_user";
const LESS = {
  rolsuper: false,
  rolcreaterole: false,
  rolcreatedb: false,
  rolreplication: false,
  rolbypassrls: false,
};

/** What the portal's database holds that another role owns, apart from extensions and the system. */
const FOREIGN = `
  SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = relnamespace
    WHERE relowner <> current_user::regrole AND nspname !~ '^pg_|^information_schema$'
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND deptype = 'e')
  UNION ALL SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
    WHERE proowner <> current_user::regrole AND nspname !~ '^pg_|^information_schema$'
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND deptype = 'e')
  UNION ALL SELECT t.oid::regtype::text FROM pg_type t JOIN pg_namespace n ON n.oid = typnamespace
    WHERE typowner <> current_user::regrole AND nspname !~ '^pg_|^information_schema$'
      AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = t.oid AND deptype IN ('e', 'i'))
  UNION ALL SELECT nspname FROM pg_namespace
    WHERE nspowner NOT IN (current_user::regrole, 'pg_database_owner'::regrole)
      AND nspname !~ '^pg_|^information_schema$'
  UNION ALL SELECT datname FROM pg_database
    WHERE datname = 'portal' AND datdba <> current_user::regrole`;

test("the tests themselves work as the portal does, without a superuser", async () => {
  const { rows } = await pool.query<{ rolsuper: boolean }>(WHO);
  expect(rows).toMatchObject([{ rolsuper: false }]);
});

describe("the embedded database", () => {
  test("is used, also by commands, by a role that is no superuser and owns what it migrates", async () => {
    await migrate(server.url);
    expect(await ask(server.url, WHO)).toMatchObject([LESS]);
    expect(await ask(server.url, FOREIGN)).toEqual([]);
    expect(runningPostgres(folder)).toBe(server.url);
  });

  test.each([
    ["CREATE ROLE another", /permission denied/],
    ["ALTER ROLE CURRENT_USER SUPERUSER", /permission denied/],
    ["COPY (SELECT 1) TO PROGRAM 'true'", /permission denied/],
    ["SELECT pg_read_file('PG_VERSION')", /permission denied/],
    ["SET session_replication_role = replica", /permission denied/],
  ])("keeps from that role: %s", async (sql, problem) => {
    await expect(ask(server.url, sql)).rejects.toThrow(problem);
  });

  test("made by an earlier version, where the superuser owned all, is handed over with what is in it", async () => {
    const { username } = new URL(server.url);
    const before = new URL(server.superuserUrl);
    await ask(before.href, "DROP DATABASE portal");
    await ask(before.href, `DROP ROLE ${username}`);
    await ask(before.href, "CREATE DATABASE portal");
    before.pathname = "/portal";
    await migrate(before.href);
    await ask(
      before.href,
      `INSERT INTO "Partner" ("id", "number", "numberKey", "name", "createdAt") VALUES (uuidv7(), 'P-1', 'P1', 'Proseware', now())`,
    );
    const kept = await ask(before.href, `SELECT "numberKey", "name" FROM "Partner"`);
    await server.stop();

    server = await startPostgres(folder, { fast: true });
    expect(await ask(server.url, WHO)).toMatchObject([LESS]);
    expect(await ask(server.url, FOREIGN)).toEqual([]);
    expect(await ask(server.url, `SELECT "numberKey", "name" FROM "Partner"`)).toEqual(kept);
    // What migrations do: they change tables, types and functions, and take extensions that are trusted.
    await ask(
      server.url,
      `ALTER TABLE "Partner" ADD COLUMN "more" text; CREATE INDEX ON "Partner" ("more");
       ALTER TYPE "Role" RENAME TO "Roles"; ALTER TYPE "Roles" RENAME TO "Role";
       CREATE EXTENSION IF NOT EXISTS pg_trgm; CREATE EXTENSION IF NOT EXISTS btree_gin`,
    );
    await migrate(server.url);
    await server.stop();
    server = await startPostgres(folder, { fast: true });
    expect(await ask(server.url, FOREIGN)).toEqual([]);
  });

  test("finds another port when somebody has taken its own", async () => {
    await server.stop();
    const { createServer } = await import("node:net");
    const other = createServer().listen(server.port, "127.0.0.1");
    const before = server.port;
    server = await startPostgres(folder, { fast: true });
    expect(server.port).not.toBe(before);
    expect(await ask(server.url, WHO)).toMatchObject([LESS]);
    other.close();
  });
});
