import { Pool } from "pg";
import { writeRows } from "../../write-rows.mjs";

// As many connections as the portal has.
const pool = new Pool({ connectionString: process.env.DATABASE_URL, max: 10 });

export async function POST(request) {
  const { actor, input } = await request.json();
  await writeRows(pool, actor, [input.email]);
  return Response.json({ email: input.email });
}
