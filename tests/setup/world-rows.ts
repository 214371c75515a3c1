import type { PoolClient } from "pg";

export interface Rows {
  readonly tables: readonly TableRows[];
  readonly sequences: readonly { readonly name: string; readonly last: string }[];
}

/** The rows of a table, as the database writes them in JSON. */
interface TableRows {
  readonly table: string;
  /** All but those that the database works out itself. */
  readonly columns: string;
  readonly rows: string;
}

export async function rowsOf(client: PoolClient): Promise<Rows> {
  return { tables: await tablesOf(client), sequences: await sequencesOf(client) };
}

/** Every table that has rows, the worker's jobs among them. */
async function tablesOf(client: PoolClient): Promise<TableRows[]> {
  const { rows: all } = await client.query<Omit<TableRows, "rows">>(
    `SELECT format('%I.%I', table_schema, table_name) AS "table",
       string_agg(quote_ident(column_name), ', ' ORDER BY ordinal_position) AS "columns"
     FROM information_schema.columns JOIN information_schema.tables t USING (table_schema, table_name)
     WHERE table_schema IN ('public', 'graphile_worker') AND t.table_type = 'BASE TABLE'
       AND table_name NOT LIKE '%migrations' AND is_generated = 'NEVER'
     GROUP BY 1 ORDER BY 1`,
  );
  const tables: TableRows[] = [];
  for (const { table, columns } of all) {
    const found = await client.query<{ rows: string | null }>(
      `SELECT jsonb_agg(t)::text AS "rows" FROM ${table} t`,
    );
    const [first] = found.rows;
    if (first?.rows) tables.push({ table, columns, rows: first.rows });
  }
  return tables;
}

/** How far each sequence has counted. */
async function sequencesOf(client: PoolClient): Promise<Rows["sequences"]> {
  const { rows } = await client.query<{ name: string; last: string }>(
    `SELECT format('%I.%I', schemaname, sequencename) AS "name", last_value::text AS "last"
     FROM pg_sequences WHERE last_value IS NOT NULL`,
  );
  return rows;
}
