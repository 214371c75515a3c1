import { Client } from "pg";
import { type EmbeddedPostgres, startPostgres } from "../../bin/embedded-postgres.mjs";

/**
 * A PostgreSQL that is thrown away. Tests connect as the portal does, by a role that is no superuser;
 * besides, they copy databases and look behind triggers.
 */
export async function startTestDatabase(folder: string): Promise<EmbeddedPostgres> {
  const server = await startPostgres(folder, { fast: true });
  const { username } = new URL(server.url);
  const client = new Client({ connectionString: server.superuserUrl });
  await client.connect();
  await client.query(`ALTER ROLE ${username} CREATEDB`);
  await client.query(`GRANT SET ON PARAMETER session_replication_role TO ${username}`);
  await client.end();
  return server;
}
