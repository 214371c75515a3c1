import path from "node:path";
import type { TestProject } from "vitest/node";
import { startNode } from "../../bin/child.mjs";
import { removePostgres } from "../../bin/embedded-postgres.mjs";
import { testFolder } from "../../bin/test-folder.mjs";
import { copyDatabase } from "./copy-database";
import { startTestDatabase } from "./test-database";
import { testEnvironment } from "./test-environment";

declare module "vitest" {
  interface ProvidedContext {
    /** The migrated database that each test file gets a copy of. */
    templateUrl: string;
    /** The settings that all files have in common: what one of them sealed or hashed, the others can read. */
    settings: Record<string, string>;
    /** The file with the rows of the played world. */
    world: string;
    /** Whether only tests with a certain name run (`-t`). */
    partial: boolean;
  }
}

/** One PostgreSQL for the whole run, migrated once; every test file works on a clone. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const folder = testFolder("vitest");
  const server = await startTestDatabase(folder);
  try {
    await run(process.env, "tests/setup/migrate.ts", server.url);
    const settings = testEnvironment({});
    const world = path.join(folder, "world.json");
    const played = new URL(server.url);
    played.pathname = "/world";
    await copyDatabase(server.url, "world");
    await run(
      { ...process.env, ...settings, DATABASE_URL: played.href },
      "tests/setup/play-world.ts",
      world,
    );
    project.provide("settings", settings);
    project.provide("world", world);
    project.provide("partial", project.config.testNamePattern !== undefined);
  } catch (error) {
    await removePostgres(folder);
    throw error;
  }
  project.provide("templateUrl", server.url);
  return () => removePostgres(folder);
}

async function run(env: NodeJS.ProcessEnv, script: string, argument: string): Promise<void> {
  const how = await startNode(["--import", "tsx", script, argument], { env }).ended;
  if (how !== "exit code 0") throw new Error(`${script} failed (${how}), see above`);
}
