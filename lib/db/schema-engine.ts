import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { bindMigrationAwareSqlAdapterFactory } from "@prisma/driver-adapter-utils";
import { PrismaPg } from "@prisma/adapter-pg";
import { Pool } from "pg";
import * as engine from "@prisma/schema-engine-wasm/schema_engine_bg";

/**
 * Prisma's schema engine as WebAssembly, connected to one database: the native one would have to
 * be downloaded. Use it inside the callback only; it is disposed of afterwards.
 */
export async function withSchemaEngine<T>(
  databaseUrl: string,
  run: (schemaEngine: engine.SchemaEngine) => Promise<T>,
): Promise<T> {
  await loadWasm();
  const pool = new Pool({ connectionString: databaseUrl });
  const factory = bindMigrationAwareSqlAdapterFactory(new WholeScripts(pool));
  const schemaEngine = await engine.SchemaEngine.new({ datamodels: undefined }, () => {}, factory);
  try {
    return await run(schemaEngine);
  } finally {
    schemaEngine.free();
    await pool.end();
  }
}

/**
 * Prisma's adapter cuts a migration at every semicolon, also inside of functions, and runs the pieces one
 * by one. Sent whole it is one transaction: all of it or nothing.
 */
class WholeScripts extends PrismaPg {
  constructor(private readonly scripts: Pool) {
    super(scripts);
  }

  override async connect() {
    const adapter = await super.connect();
    adapter.executeScript = async (script: string) => {
      await this.scripts.query(script);
    };
    return adapter;
  }
}

let loaded: Promise<void> | undefined;

function loadWasm(): Promise<void> {
  loaded ??= (async () => {
    const entry = createRequire(import.meta.url).resolve(
      "@prisma/schema-engine-wasm/schema_engine_bg",
    );
    const bytes = await readFile(entry.replace(/\.js$/, ".wasm"));
    const { instance } = await WebAssembly.instantiate(bytes, { "./schema_engine_bg.js": engine });
    engine.__wbg_set_wasm(instance.exports);
    (instance.exports.__wbindgen_start as () => void)();
  })();
  return loaded;
}
