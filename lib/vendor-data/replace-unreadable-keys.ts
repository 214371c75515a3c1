import type { PoolClient } from "pg";
import { openKey } from "../keys/seal-key";

/** So many rows are in memory at once. */
const BATCH = 5000;

const STAGED = `"stagedKey" s JOIN "PurchasingAccount" a ON a."numberKey" = s."account"
  JOIN "Product" p ON p."codeKey" = s."product"`;

/** A staged key that no row is known to hold. */
const IS_NEW = `NOT EXISTS (SELECT FROM "LicenseKey" x
  WHERE x."purchasingAccountId" = a."id" AND x."secretHmac" = s."secretHmac")`;

const SAME = `k."purchasingAccountId" = a."id" AND k."productId" = p."id" AND k."kind" = s."kind"
  AND k."last5" = s."last5"`;

/**
 * Gives staged keys to the rows that hold them and can't be read any more, since the secret that sealed
 * them is gone: without that the same key would stand there twice, once for ever closed. Such a row is
 * known by account, product, kind and the end of its key. Returns how many rows were opened again.
 */
export async function replaceUnreadableKeys(client: PoolClient): Promise<number> {
  await client.query(`CREATE TEMP TABLE "unreadableKey" ("id" uuid PRIMARY KEY) ON COMMIT DROP`);
  if ((await findUnreadable(client)) === 0) return 0;
  const among = `PARTITION BY a."id", p."id", s."kind", s."last5" ORDER BY s."line"`;
  const place = `k."purchasingAccountId", k."productId", k."kind", k."last5"`;
  // Where several keys end alike, each row is given one of them.
  const { rowCount } = await client.query(
    `WITH fresh AS (
       SELECT s.*, a."id" AS "accountId", p."id" AS "productId", row_number() OVER (${among}) AS "n"
       FROM ${STAGED} WHERE ${IS_NEW}),
     old AS (
       SELECT k."id", ${place}, row_number() OVER (PARTITION BY ${place} ORDER BY k."id") AS "n"
       FROM "LicenseKey" k JOIN "unreadableKey" u ON u."id" = k."id")
     UPDATE "LicenseKey" k SET "secretEnc" = f."secretEnc", "secretHmac" = f."secretHmac",
       "activationsAllowed" = f."activationsAllowed", "activationsUsed" = f."activationsUsed",
       "status" = f."status"::"KeyStatus"
     FROM fresh f JOIN old o ON o."purchasingAccountId" = f."accountId" AND o."productId" = f."productId"
       AND o."kind" = f."kind" AND o."last5" = f."last5" AND o."n" = f."n"
     WHERE k."id" = o."id"`,
  );
  return rowCount ?? 0;
}

interface Sealed {
  readonly id: string;
  readonly secretEnc: Buffer;
  readonly account: string;
}

/** Notes the rows that a staged key could belong to and that don't open. How many they are. */
async function findUnreadable(client: PoolClient): Promise<number> {
  let found = 0;
  let after = "00000000-0000-0000-0000-000000000000";
  for (;;) {
    const { rows } = await client.query<Sealed>(
      `SELECT DISTINCT ON (k."id") k."id", k."secretEnc", a."numberKey" AS "account"
       FROM ${STAGED} JOIN "LicenseKey" k ON ${SAME}
       WHERE ${IS_NEW} AND k."id" > $1 ORDER BY k."id" LIMIT ${BATCH}`,
      [after],
    );
    const ids = rows
      .filter(({ secretEnc, account }) => openKey(secretEnc, account) === undefined)
      .map(({ id }) => id);
    await client.query(`INSERT INTO "unreadableKey" SELECT unnest($1::uuid[])`, [ids]);
    found += ids.length;
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return found;
    after = last.id;
  }
}
