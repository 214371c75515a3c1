import { Client } from "pg";

/** Makes a database with this name anew, a copy of the migrated one; its address. */
export async function copyDatabase(templateUrl: string, name: string): Promise<string> {
  const url = new URL(templateUrl);
  url.pathname = "/postgres";
  const client = new Client({ connectionString: url.href });
  await client.connect();
  // FORCE would end autovacuum's process too, which this role may not; without it PostgreSQL does so itself.
  await client.query(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = $1 AND usename = current_user",
    [name],
  );
  await client.query(`DROP DATABASE IF EXISTS ${name}`);
  await client.query(`CREATE DATABASE ${name} TEMPLATE portal`);
  await client.end();
  url.pathname = `/${name}`;
  return url.href;
}
