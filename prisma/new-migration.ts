// npx tsx prisma/new-migration.ts <name>: writes the SQL between the committed schema and the one in
// the work tree. It wants DATABASE_URL (any database, nothing is changed there).
import { execFileSync } from "node:child_process";
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { withSchemaEngine } from "../lib/db/schema-engine";

const name = process.argv[2];
const databaseUrl = process.env.DATABASE_URL;
if (!name || !databaseUrl) throw new Error("DATABASE_URL=… npx tsx prisma/new-migration.ts <name>");

const file = "prisma/schema.prisma";
const committed = committedSchema();
const next = await readFile(file, "utf8");
const { stdout } = await withSchemaEngine(databaseUrl, (engine) =>
  engine.diff({
    from: committed ? datamodel(committed) : { tag: "empty" },
    to: datamodel(next),
    script: true,
    exitCode: null,
    filters: { externalTables: [], externalEnums: [] },
  }),
);
const stamp = new Date().toISOString().replace(/\D/g, "").slice(0, 14);
const directory = path.join("prisma", "migrations", `${stamp}_${name}`);
await mkdir(directory, { recursive: true });
await writeFile(path.join(directory, "migration.sql"), stdout ?? "");
console.log(directory);

function datamodel(content: string) {
  return { tag: "schemaDatamodel" as const, files: [{ path: file, content }] };
}

function committedSchema(): string | undefined {
  try {
    return execFileSync("git", ["show", `HEAD:${file}`], { encoding: "utf8", stdio: "pipe" });
  } catch {
    return undefined;
  }
}
