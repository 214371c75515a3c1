import { randomUUID } from "node:crypto";
import { query } from "./database";
import type { Organization } from "./organization";

interface Bought {
  readonly service: string;
  readonly name: string;
  readonly seats: number;
  /** Days from today to the first and the last one. */
  readonly from?: number;
  readonly until?: number;
  readonly automatic?: boolean;
}

/** A subscription as the vendor's files bring it; its id. */
export async function subscribe({ key }: Organization, bought: Bought): Promise<string> {
  const { service, name, seats, from = -30, until = 300, automatic = false } = bought;
  const id = randomUUID();
  await query(
    `INSERT INTO "Subscription" ("id", "purchasingAccountId", "serviceKey", "service", "name", "seats",
       "from", "until", "recordedAt", "autoAssign")
     SELECT $1, a."id", $3, $4, $5, $6, (now() AT TIME ZONE 'UTC')::date + $7::int,
       (now() AT TIME ZONE 'UTC')::date + $8::int, now(), $9
     FROM "PurchasingAccount" a WHERE a."numberKey" = $2`,
    [id, key, service.replaceAll("-", ""), service, name, seats, from, until, automatic],
  );
  return id;
}

/** The organization's mail domain, proved and used by its purchasing account. */
export async function openDomain({ key, address }: Organization): Promise<string> {
  const domain = address("").slice(1);
  await query(
    `WITH d AS (
       INSERT INTO "Domain" ("id", "organizationId", "name", "nameKey", "status", "challenge", "createdAt", "verifiedAt")
       SELECT gen_random_uuid(), g."organizationId", $2, $2, 'VERIFIED', 'e2e', now(), now()
       FROM "PurchasingAccount" a JOIN "Agreement" g ON g."id" = a."agreementId" WHERE a."numberKey" = $1
       RETURNING "id")
     INSERT INTO "AccountDomain" ("purchasingAccountId", "domainId", "since")
     SELECT a."id", d."id", now() FROM "PurchasingAccount" a, d WHERE a."numberKey" = $1`,
    [key, domain],
  );
  return domain;
}

/** A seat as somebody of the account assigned it; its id. */
export async function seat(subscriptionId: string, email: string): Promise<string> {
  const id = randomUUID();
  await query(
    `WITH t AS (UPDATE "Subscription" SET "seatsTaken" = "seatsTaken" + 1 WHERE "id" = $2
       RETURNING "purchasingAccountId")
     INSERT INTO "Seat" ("id", "purchasingAccountId", "subscriptionId", "email", "emailKey",
       "assignedById", "assignedAt")
     SELECT $1, t."purchasingAccountId", $2, $3, $3,
       (SELECT m."id" FROM "Membership" m WHERE m."purchasingAccountId" = t."purchasingAccountId" LIMIT 1),
       now() FROM t`,
    [id, subscriptionId, email],
  );
  return id;
}
