import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterEach, inject } from "vitest";
import { testEnvironment } from "./test-environment";

// Before lib/env is read for the first time: this file's own copy of the migrated database.
Object.assign(
  process.env,
  testEnvironment({
    DATABASE_URL: await cloneTemplate(),
    STORAGE_DIR: path.join(tmpdir(), `portal-storage-${process.pid}`),
  }),
);

const complaints: unknown[][] = [];
const print = console.error;
console.error = (...words: unknown[]) => {
  complaints.push(words);
  print(...words);
};

// A test that expects a complaint replaces console.error with vi.spyOn for its own length.
afterEach(() => {
  const [first] = complaints.splice(0);
  if (first) throw new Error(`console.error was called: ${first.map(String).join(" ")}`);
});

async function cloneTemplate(): Promise<string> {
  const template = new URL(inject("templateUrl"));
  const name = `test_${process.env.VITEST_POOL_ID ?? "1"}`;
  const admin = new URL(template);
  admin.pathname = "/postgres";
  const client = new Client({ connectionString: admin.href });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${name} TEMPLATE portal`);
  await client.end();
  template.pathname = `/${name}`;
  return template.href;
}
