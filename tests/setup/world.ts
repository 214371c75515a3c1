import { readFile } from "node:fs/promises";
import { inject } from "vitest";
import { pool } from "../../lib/db/client";
import type { Rows } from "./world-rows";

/**
 * The cast of tests/world.ts, as `playWorld(PASSWORD, NOW)` leaves it: played once for the whole run, and
 * copied row by row into this file's database.
 */
export async function haveWorld(): Promise<void> {
  const world = JSON.parse(await readFile(inject("world"), "utf8")) as Rows;
  const client = await pool.connect();
  try {
    await client.query("BEGIN; SET LOCAL session_replication_role = replica");
    for (const { table, columns, rows } of world.tables) {
      await client.query(
        `INSERT INTO ${table} (${columns}) OVERRIDING SYSTEM VALUE
         SELECT ${columns} FROM jsonb_populate_recordset(NULL::${table}, $1) ON CONFLICT DO NOTHING`,
        [rows],
      );
    }
    for (const { name, last } of world.sequences) {
      await client.query("SELECT setval($1, $2)", [name, last]);
    }
    await client.query("COMMIT");
  } finally {
    client.release();
  }
}
