import { pool } from "../db/client";
import type { HashedEvent } from "./event-hash";

const BATCH = 1000;

/** An event as the driver reads it, with what lies beside it. */
export interface TrailRow extends HashedEvent {
  readonly id: string;
  readonly chainSeq: string | null;
  readonly hash: Uint8Array | null;
  readonly accountNumber: string | null;
  readonly salt: Uint8Array | null;
  readonly personalHash: Uint8Array | null;
  readonly before: unknown;
  readonly after: unknown;
}

/**
 * Streams events through a cursor, however many there are, as they stood at one moment. `which` is the
 * part of the statement behind the tables: condition and order.
 */
export async function* readTrail(
  which: string,
  values: readonly unknown[] = [],
): AsyncGenerator<TrailRow> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY");
    await client.query(`DECLARE trail NO SCROLL CURSOR FOR ${COLUMNS} ${which}`, [...values]);
    for (;;) {
      const { rows } = await client.query<TrailRow>(`FETCH ${BATCH} FROM trail`);
      yield* rows;
      if (rows.length < BATCH) return;
    }
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

const COLUMNS = `
  SELECT e.*, a."number" AS "accountNumber", p."salt", p."hash" AS "personalHash", p."before", p."after"
  FROM "AuditEvent" e
  LEFT JOIN "AuditPersonal" p ON p."eventId" = e."id"
  LEFT JOIN "PurchasingAccount" a ON a."id" = e."purchasingAccountId"`;
