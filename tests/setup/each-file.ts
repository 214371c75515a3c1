import { tmpdir } from "node:os";
import path from "node:path";
import { Client } from "pg";
import { afterAll, afterEach, inject, type RunnerTestSuite } from "vitest";
import { RECORDED_IN } from "../trail-actions";
import { copyDatabase } from "./copy-database";

// Before lib/env is read for the first time: this file's own copy of the migrated database.
Object.assign(process.env, inject("settings"), {
  DATABASE_URL: await copyDatabase(
    inject("templateUrl"),
    `test_${process.env.VITEST_POOL_ID ?? "1"}`,
  ),
  STORAGE_DIR: path.join(tmpdir(), `portal-storage-${process.pid}`),
});

const complaints: unknown[][] = [];
const print = console.error;
console.error = (...words: unknown[]) => {
  complaints.push(words);
  print(...words);
};

// What will be an error in the driver's next version is one here already.
process.on("warning", (warning) => {
  if (/client\.query\(\)/.test(warning.message)) complaints.push([warning.message]);
});

// A test that expects a complaint replaces console.error with vi.spyOn for its own length.
afterEach(() => {
  const [first] = complaints.splice(0);
  if (first) throw new Error(`console.error was called: ${first.map(String).join(" ")}`);
});

// What a file's verbs must leave in the trail, once all of its tests have run.
afterAll(async ({}, { file }) => {
  const name = path.basename(file.name, ".test.ts");
  const wanted = Object.keys(RECORDED_IN).filter((action) => RECORDED_IN[action] === name);
  if (wanted.length === 0 || inject("partial") || hasFailed(file)) return;
  const client = new Client({ connectionString: process.env.DATABASE_URL });
  await client.connect();
  const { rows } = await client.query<{ action: string }>(
    `SELECT DISTINCT "action" FROM "AuditEvent" WHERE "action" = ANY($1)`,
    [wanted],
  );
  await client.end();
  const recorded = new Set(rows.map(({ action }) => action));
  const missing = wanted.filter((action) => !recorded.has(action));
  if (missing.length > 0) throw new Error(`Nothing recorded ${missing.join(", ")}`);
});

/** A test that has failed says enough. */
function hasFailed(suite: RunnerTestSuite): boolean {
  return suite.tasks.some((task) =>
    task.type === "suite" ? hasFailed(task) : task.result?.state === "fail",
  );
}
