import type { TestProject } from "vitest/node";
import { startNode } from "../../bin/child.mjs";
import { removePostgres, startPostgres } from "../../bin/embedded-postgres.mjs";
import { testFolder } from "../../bin/test-folder.mjs";

declare module "vitest" {
  interface ProvidedContext {
    /** The migrated database that each test file gets a copy of. */
    templateUrl: string;
  }
}

/** One PostgreSQL for the whole run, migrated once; every test file works on a clone. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = testFolder("vitest");
  const server = await startPostgres(folder, { fast: true });
  try {
    const args = ["--import", "tsx", "tests/setup/migrate.ts", server.url];
    const how = await startNode(args, { env: process.env }).ended;
    if (how !== "exit code 0") throw new Error(`The migrations failed (${how}), see above`);
  } catch (error) {
    await removePostgres(folder);
    throw error;
  }
  project.provide("templateUrl", server.url);
  return () => removePostgres(folder);
}
