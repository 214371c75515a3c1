import { tmpdir } from "node:os";
import path from "node:path";
import { afterEach, inject } from "vitest";
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
