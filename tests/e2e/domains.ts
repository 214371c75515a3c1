import type { DnsRecord } from "../setup/dns-server";
import { query } from "./database";
import type { Organization } from "./organization";

/** From now on the DNS server of the portal under test says this. */
export async function publish(...records: DnsRecord[]): Promise<void> {
  const answer = await fetch(process.env.E2E_DNS_URL ?? "", {
    method: "POST",
    body: JSON.stringify(records),
  });
  if (!answer.ok) throw new Error(`The DNS server refused: ${answer.status}`);
}

/** A zone with one name server, which is the loopback's own. */
export const zone = (name: string): DnsRecord[] => [
  { name, type: "NS", values: [`ns1.${name}`] },
  { name, type: "SOA", values: ["3600"] },
  { name: `ns1.${name}`, type: "A", values: ["127.0.0.1"] },
];

interface Have {
  readonly name: string;
  readonly status?: "PENDING" | "VERIFIED" | "LOST";
  readonly lostAt?: Date;
  readonly checkedAt?: Date;
  readonly report?: object;
}

/** An organization's domain as it is after some time; made once. */
export async function haveDomain({ key }: Organization, have: Have): Promise<string> {
  const { name, status = "PENDING", lostAt, checkedAt, report } = have;
  const [row] = await query<{ id: string }>(
    `WITH a AS (
       SELECT a."id", g."organizationId" FROM "PurchasingAccount" a
       JOIN "Agreement" g ON g."id" = a."agreementId" WHERE a."numberKey" = $1
     ), made AS (
       INSERT INTO "Domain" ("id", "organizationId", "name", "nameKey", "status", "challenge",
         "createdAt", "askedAt", "lostAt", "verifiedAt", "checkedAt", "nextCheckAt", "report")
       SELECT gen_random_uuid(), "organizationId", $2, $2, $3::"DomainStatus", md5($2), now(), now(), $4,
         CASE WHEN $3 = 'PENDING' THEN NULL ELSE now() END, $5, now() + interval '1 day', $6
       FROM a ON CONFLICT DO NOTHING RETURNING "id"
     ), linked AS (
       INSERT INTO "AccountDomain" ("purchasingAccountId", "domainId", "since")
       SELECT a."id", made."id", now() FROM a, made
     )
     SELECT "id" FROM made UNION ALL
     SELECT d."id" FROM "Domain" d, a
     WHERE d."organizationId" = a."organizationId" AND d."nameKey" = $2 LIMIT 1`,
    [key, name, status, lostAt ?? null, checkedAt ?? null, report ? JSON.stringify(report) : null],
  );
  return row?.id ?? "";
}
