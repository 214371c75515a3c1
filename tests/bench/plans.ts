import { pool } from "../../lib/db/client";

interface PlanNode {
  readonly "Node Type": string;
  readonly "Relation Name"?: string;
  readonly "Index Name"?: string;
  readonly Plans?: readonly PlanNode[];
}

/** How PostgreSQL runs what a verb asks: one line for each query, its nodes outermost first. */
export async function plansOf(run: () => Promise<unknown>): Promise<string[]> {
  const queries = await queriesOf(run);
  const plans: string[] = [];
  for (const { text, values } of queries) {
    const { rows } = await pool.query<{ "QUERY PLAN": [{ Plan: PlanNode }] }>(
      `EXPLAIN (FORMAT JSON) ${text}`,
      values,
    );
    const plan = rows[0]?.["QUERY PLAN"][0].Plan;
    if (plan) plans.push(nodesOf(plan).join(" < "));
  }
  return plans;
}

interface Query {
  readonly text: string;
  readonly values: unknown[];
}

/** Listens at the pool while the verb runs; what it reads outside transactions passes there. */
async function queriesOf(run: () => Promise<unknown>): Promise<Query[]> {
  const queries: Query[] = [];
  const real = pool.query.bind(pool) as (...args: unknown[]) => unknown;
  const listening = (query: Partial<Query>, ...rest: unknown[]) => {
    const { text, values = [] } = query;
    if (text?.startsWith("SELECT")) queries.push({ text, values });
    return real(query, ...rest);
  };
  Object.assign(pool, { query: listening });
  try {
    await run();
  } finally {
    Object.assign(pool, { query: real });
  }
  return queries;
}

function nodesOf(node: PlanNode): string[] {
  const where = node["Index Name"] ?? node["Relation Name"];
  const own = where === undefined ? node["Node Type"] : `${node["Node Type"]} ${where}`;
  return [own, ...(node.Plans ?? []).flatMap(nodesOf)];
}
