import { createHmac } from "node:crypto";

/** The role of migrations and application: it owns their database and is no superuser. */
export const applicationRole = "portal_app";

/** Its password, which follows from the superuser's. */
export function applicationPassword(databasePassword) {
  return createHmac("sha256", databasePassword).update(applicationRole).digest("base64url");
}

/**
 * Makes the application's role and its database "portal" where they are missing. What an earlier version
 * let the superuser own there is handed over, so that migrations can go on changing it.
 */
export async function handOver(urlOf, databasePassword) {
  await connected(urlOf("postgres"), async (client) => {
    await makeRole(client, applicationPassword(databasePassword));
    await makeDatabase(client);
  });
  await connected(urlOf("portal"), (client) => client.query(GIVE_AWAY));
}

async function connected(url, work) {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}

async function makeRole(client, password) {
  const known = await client.query("SELECT 1 FROM pg_roles WHERE rolname = $1", [applicationRole]);
  if (known.rowCount === 0) await client.query(`CREATE ROLE ${applicationRole}`);
  await client.query(
    `ALTER ROLE ${applicationRole} LOGIN NOSUPERUSER PASSWORD ${client.escapeLiteral(password)}`,
  );
}

async function makeDatabase(client) {
  const { rows } = await client.query(
    "SELECT pg_get_userbyid(datdba) AS owner FROM pg_database WHERE datname = 'portal'",
  );
  if (rows.length === 0) await client.query(`CREATE DATABASE portal OWNER ${applicationRole}`);
  else if (rows[0].owner !== applicationRole) {
    await client.query(`ALTER DATABASE portal OWNER TO ${applicationRole}`);
  }
}

// REASSIGN OWNED refuses the role that made the cluster. What belongs to an extension stays with it;
// a column's own sequence and a table's own type go with their table.
const GIVE_AWAY = `
DO $$
DECLARE
  object text;
BEGIN
  FOR object IN
    WITH dependent AS (
      SELECT classid, objid FROM pg_depend WHERE deptype IN ('e', 'a', 'i')
    ), mine AS (
      SELECT 'pg_namespace'::regclass AS classid, oid, oid AS namespace, format('SCHEMA %I', nspname) AS name
      FROM pg_namespace WHERE nspowner = current_user::regrole
      UNION ALL
      SELECT 'pg_class'::regclass, oid, relnamespace, format('%s %s',
        CASE relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END,
        oid::regclass)
      FROM pg_class WHERE relowner = current_user::regrole AND relkind IN ('r', 'p', 'v', 'm', 'S')
      UNION ALL
      SELECT 'pg_proc'::regclass, oid, pronamespace, format('ROUTINE %s', oid::regprocedure)
      FROM pg_proc WHERE proowner = current_user::regrole
      UNION ALL
      SELECT 'pg_type'::regclass, t.oid, typnamespace, format('TYPE %s', t.oid::regtype)
      FROM pg_type t LEFT JOIN pg_class c ON c.oid = t.typrelid
      WHERE typowner = current_user::regrole AND (typtype IN ('e', 'd', 'r') OR c.relkind = 'c')
    )
    SELECT mine.name FROM mine JOIN pg_namespace n ON n.oid = mine.namespace
    WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
      AND NOT EXISTS (SELECT FROM dependent d WHERE d.classid = mine.classid AND d.objid = mine.oid)
  LOOP
    EXECUTE format('ALTER %s OWNER TO ${applicationRole}', object);
  END LOOP;
END
$$`;
