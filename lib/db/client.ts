import { Pool } from "pg";
import { env } from "../env";
import { PrismaClient, type Prisma } from "../../prisma/generated/client";
import { StatementsInTurn } from "./in-turn";

export type Tx = Prisma.TransactionClient;

// One pool a process; Next may evaluate this module more than once.
const shared = globalThis as { portalDatabase?: { pool: Pool; db: PrismaClient } };

function connect() {
  const pool = new Pool({
    connectionString: env.DATABASE_URL,
    max: 10,
    connectionTimeoutMillis: 10_000,
  });
  // A lost connection is replaced at the next query, which reports what is wrong.
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
  return { pool, db: new PrismaClient({ adapter: new StatementsInTurn(pool) }) };
}

export const { pool, db } = (shared.portalDatabase ??= connect());
