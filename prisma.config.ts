import { defineConfig } from "prisma/config";

// Every Prisma 7 command looks for a native engine and downloads it when it is missing, even
// `generate`, which needs none. Naming any executable stops that; migrations run through the
// WebAssembly build of the engine (lib/db/migrate.ts).
process.env.PRISMA_SCHEMA_ENGINE_BINARY ??= process.execPath;

export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
});
