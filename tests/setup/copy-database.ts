import { Client } from "pg";

/** Makes a database with this name anew, a copy of the migrated one; its address. */
export async function copyDatabase(templateUrl: string, name: string): Promise<string> {
  const url = new URL(templateUrl);
  url.pathname = "/postgres";
  const client = new Client({ connectionString: url.href });
  await client.connect();
  await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await client.query(`CREATE DATABASE ${name} TEMPLATE portal`);
  await client.end();
  url.pathname = `/${name}`;
  return url.href;
}
