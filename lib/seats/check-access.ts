import { domainOf } from "../canonical";
import { pool } from "../db/client";
import { graceFrom } from "../domains/domain-gate";

/** Why somebody may not use a service, for that service to say in its own words. */
export type AccessReason = "no_seat" | "domain_not_verified" | "not_started" | "ended";

export type AccessAnswer =
  { readonly allowed: true } | { readonly allowed: false; readonly reason: AccessReason };

export type Access =
  | { readonly key: "refused" }
  | { readonly key: "other_service" }
  | { readonly key: "good"; readonly answer: AccessAnswer };

interface Question {
  readonly keyHash: Uint8Array;
  /** As the address of the call names it, in canonical form. */
  readonly serviceKey: string;
  /** Canonical; empty when what came was no address, and only the key is to be judged. */
  readonly emailKey: string;
}

/**
 * Whether an address may use a service, and whether whoever asks may know: one statement, read anew for
 * each call, so that a seat or a key that ends is gone from the next call on. A seat decides, whatever has
 * become of its domain; the subscription's own days do the rest.
 */
export async function checkAccess(question: Question, now = new Date()): Promise<Access> {
  const { keyHash, serviceKey, emailKey } = question;
  const { rows } = await pool.query<Row>({
    name: "service-access",
    text: QUERY,
    values: [keyHash, emailKey, domainOf(emailKey), now, graceFrom(now)],
  });
  const [row] = rows;
  if (!row) return { key: "refused" };
  if (row.stale) await noteUse(row.id, now);
  if (row.serviceKey !== serviceKey) return { key: "other_service" };
  return { key: "good", answer: answerOf(row) };
}

interface Row {
  readonly id: string;
  readonly serviceKey: string;
  /** Its last use was noted more than a minute ago, or never. */
  readonly stale: boolean;
  readonly running: boolean | null;
  readonly coming: boolean | null;
  readonly ended: boolean | null;
  readonly open: boolean;
}

const DAY = `($4::timestamptz AT TIME ZONE 'UTC')::date`;

const QUERY = `
  SELECT k."id", k."serviceKey",
    k."lastUsedAt" IS NULL OR k."lastUsedAt" <= $4::timestamptz - interval '1 minute' AS "stale",
    s."running", s."coming", s."ended",
    NOT coalesce(s."running", false) AND EXISTS (
      SELECT 1 FROM "Domain" d
      JOIN "AccountDomain" a ON a."domainId" = d."id"
      JOIN "Subscription" t ON t."purchasingAccountId" = a."purchasingAccountId"
      WHERE d."nameKey" = $3 AND t."serviceKey" = k."serviceKey"
        AND d."status" IN ('VERIFIED', 'LOST') AND (d."status" = 'VERIFIED' OR d."lostAt" > $5)
    ) AS "open"
  FROM "ApiKey" k CROSS JOIN LATERAL (
    SELECT bool_or(t."from" <= ${DAY} AND ${DAY} <= t."until") AS "running",
      bool_or(t."from" > ${DAY}) AS "coming", bool_or(t."until" < ${DAY}) AS "ended"
    FROM "Seat" x JOIN "Subscription" t ON t."id" = x."subscriptionId"
    WHERE x."emailKey" = $2 AND x."releasedAt" IS NULL AND t."serviceKey" = k."serviceKey"
  ) s
  WHERE k."keyHash" = $1 AND k."revokedAt" IS NULL`;

/** Of several seats the best counts: one may have ended while its successor hasn't begun. */
function answerOf({ running, coming, ended, open }: Row): AccessAnswer {
  if (running) return { allowed: true };
  const reason = coming
    ? "not_started"
    : ended
      ? "ended"
      : open
        ? "no_seat"
        : "domain_not_verified";
  return { allowed: false, reason };
}

/** At most once a minute, so that a busy key isn't written all the time. */
async function noteUse(id: string, now: Date): Promise<void> {
  await pool.query(
    `UPDATE "ApiKey" SET "lastUsedAt" = $2 WHERE "id" = $1
       AND ("lastUsedAt" IS NULL OR "lastUsedAt" <= $2::timestamptz - interval '1 minute')`,
    [id, now],
  );
}
