import { Pool } from "pg";

/** The settings of the portal under test. */
export function settings(): Record<string, string> {
  return JSON.parse(process.env.E2E_ENVIRONMENT ?? "{}") as Record<string, string>;
}

/** Asks the portal's own database: for what no page shows, and to let time pass. */
export async function query<Row extends object>(
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  pool ??= new Pool({ connectionString: settings().DATABASE_URL, allowExitOnIdle: true });
  return (await pool.query<Row>(sql, values)).rows;
}

/** One for each process of tests: to connect costs more than what most of them ask. */
let pool: Pool | undefined;

/** How many mails to these organizations' people haven't left yet; `keys` are their accounts'. */
export async function mailsUnderWay(keys: readonly string[]): Promise<number> {
  const rows = await query(
    `SELECT FROM "EmailMessage" WHERE "state" IN ('QUEUED', 'SENDING') AND "toKey" LIKE ANY($1)`,
    [keys.map((key) => `%${key.slice(2).toLowerCase()}%`)],
  );
  return rows.length;
}

/** Lets two minutes pass for the links of an address, so that they can be sent again (decision 12). */
export async function waitOutTheGap(email: string): Promise<void> {
  const earlier = `"createdAt" - interval '2 minutes'`;
  await query(`UPDATE "InvitationLink" SET "createdAt" = ${earlier} WHERE "sentToKey" = $1`, [
    email,
  ]);
  await query(
    `UPDATE "OneTimeLink" SET "createdAt" = ${earlier}
     WHERE "userId" = (SELECT "id" FROM "User" WHERE "emailKey" = $1)`,
    [email],
  );
}

/** The worker gives every event its place in the chain within a minute, whatever a test does. */
const SEAL = { table: 'public."AuditEvent"', columns: ["chainSeq", "hash"] };

/**
 * Everything that the database knows, row by row, as text; of every schema or of some tables, and
 * without some columns.
 */
export async function dump(
  isWanted: (table: string) => boolean = () => true,
  without: readonly string[] = [],
  words: readonly string[] = [],
): Promise<string[]> {
  const rowOf = (table: string) => {
    const left = table === SEAL.table ? [...without, ...SEAL.columns] : without;
    return left.length > 0 ? `to_jsonb(t) - '{${left.join(",")}}'::text[]` : "t";
  };
  const tables = await query<{ name: string }>(
    `SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
     WHERE schemaname NOT IN ('pg_catalog', 'information_schema') ORDER BY 1`,
  );
  const each = tables
    .map(({ name }) => name)
    .filter(isWanted)
    .map((name) => `SELECT '${name} ' || (${rowOf(name)})::text AS line FROM ${name} t`);
  const rows = await query<{ line: string }>(
    `SELECT line FROM (${each.join(" UNION ALL ")}) rows WHERE lower(line) ~ $1 ORDER BY 1`,
    [words.join("|")],
  );
  return rows.map(({ line }) => line);
}
