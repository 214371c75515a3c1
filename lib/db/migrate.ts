import { readFile, readdir } from "node:fs/promises";
import path from "node:path";
import { runMigrations } from "graphile-worker";
import { Client } from "pg";
import { withSchemaEngine } from "./schema-engine";

const DIRECTORY = path.join(process.cwd(), "prisma", "migrations");

/** Applies what is missing of our migrations and of the job queue's; returns the names applied. */
export async function migrate(databaseUrl: string): Promise<string[]> {
  const migrationsList = await readMigrations();
  // Two starts at once: the second waits and then finds nothing to do.
  const guard = new Client({ connectionString: databaseUrl });
  await guard.connect();
  try {
    await guard.query("SELECT pg_advisory_lock(hashtext('business-center migrations'))");
    const { appliedMigrationNames } = await withSchemaEngine(databaseUrl, (schemaEngine) =>
      schemaEngine.applyMigrations({
        migrationsList,
        filters: { externalTables: [], externalEnums: [] },
      }),
    );
    await runMigrations({ connectionString: databaseUrl });
    return appliedMigrationNames;
  } finally {
    await guard.end();
  }
}

async function readMigrations() {
  const names = (await readdir(DIRECTORY, { withFileTypes: true }))
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();
  return {
    baseDir: DIRECTORY,
    lockfile: {
      path: "migration_lock.toml",
      content: await readFile(path.join(DIRECTORY, "migration_lock.toml"), "utf8"),
    },
    shadowDbInitScript: "",
    migrationDirectories: await Promise.all(
      names.map(async (name) => ({
        path: name,
        migrationFile: {
          path: "migration.sql",
          content: {
            tag: "ok" as const,
            value: await readFile(path.join(DIRECTORY, name, "migration.sql"), "utf8"),
          },
        },
      })),
    ),
  };
}
