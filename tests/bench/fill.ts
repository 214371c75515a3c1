import type { PoolClient } from "pg";
import { playWorld } from "../../prisma/seed";
import { pool } from "../../lib/db/client";
import type { MemberActor } from "../../lib/policy/actor";
import { actorOf, PASSWORD } from "../factories";
import { CONTOSO, FABRIKAM } from "../world";

const SMALL = 1000;

export interface World {
  readonly members: number;
  readonly large: Inhabited;
  readonly small: Inhabited;
}

interface Inhabited {
  readonly size: number;
  readonly administrator: MemberActor;
  /** An Agreement Administrator: sees only the few invitations that they sent (decision 4). */
  readonly inviter: MemberActor;
}

/** The named cast, and a crowd made by SQL around it: one account of 1,000 people, one of many. */
export async function fill(members: number): Promise<World> {
  await playWorld(PASSWORD, new Date());
  await withoutIndexes(FILLED, async (client) => {
    await crowd(client, CONTOSO, members);
    await crowd(client, FABRIKAM, SMALL);
  });
  const dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
  const mei = await actorOf("mei.lin@contoso.com", CONTOSO);
  const ravi = await actorOf("ravi.menon@fabrikam.com", FABRIKAM);
  const sofia = await actorOf("sofia.berg@fabrikam.com", FABRIKAM);
  const agreement: MemberActor = { ...sofia, roles: ["AGREEMENT_ADMINISTRATOR"] };
  return {
    members,
    large: { size: members, administrator: dana, inviter: mei },
    small: { size: SMALL, administrator: ravi, inviter: agreement },
  };
}

const FILLED = ["User", "Membership", "Invitation", "InvitationLink", "EmailMessage"];

/** Rows are written without indexes and without looking up what they refer to: minutes become seconds. */
export async function withoutIndexes(
  tables: readonly string[],
  write: (client: PoolClient) => Promise<void>,
): Promise<void> {
  const client = await pool.connect();
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition
     FROM pg_index JOIN pg_class t ON t.oid = indrelid
     WHERE t.relname = ANY($1) AND indexrelid NOT IN (SELECT conindid FROM pg_constraint)`,
    [tables],
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  await client.query("SET session_replication_role = replica");
  await write(client);
  await client.query("RESET session_replication_role");
  for (const { definition } of rows) await client.query(definition);
  await client.query("VACUUM ANALYZE");
  client.release();
}

/**
 * Of ten people seven are in, two are invited and one was removed. Everybody's mail has left; one
 * invitation in a thousand was sent by the account's Agreement Administrator, none ends soon.
 */
async function crowd(client: PoolClient, account: string, size: number): Promise<void> {
  await client.query(
    `CREATE TEMP TABLE crowd AS
     SELECT uuidv7() AS id, uuidv7() AS invitation, uuidv7() AS link, n, first, last,
       lower(first || '.' || last || '.' || n || '@${account}.example') AS email,
       (ARRAY['ACTIVE','ACTIVE','ACTIVE','ACTIVE','ACTIVE','ACTIVE','ACTIVE','INVITED','INVITED','REMOVED'])[1 + n % 10] AS status
     FROM (SELECT n, initcap(substr(md5(n::text), 1, 6)) AS first,
             initcap(substr(md5((n % 20000)::text || 'last'), 1, 7)) AS last
           FROM generate_series(1, ${size}) n) people`,
  );
  for (const statement of INSERTS) await client.query(statement.replaceAll(":account", account));
  await client.query("DROP TABLE crowd");
}

const INSERTS = [
  `INSERT INTO "User" ("id", "email", "emailKey", "firstName", "lastName", "language", "country", "createdAt")
   SELECT id, email, email, first, last, 'en', 'US', now() FROM crowd WHERE status = 'ACTIVE'`,
  `INSERT INTO "Membership" ("id", "purchasingAccountId", "userId", "email", "emailKey", "firstName",
     "lastName", "language", "country", "roles", "status", "sortName", "searchText", "createdAt")
   SELECT c.id, a."id", CASE c.status WHEN 'ACTIVE' THEN c.id END, email, email, first, last, 'en', 'US',
     ARRAY[(ARRAY['ACCOUNT_VIEWER','ACCOUNT_VIEWER','REPORT_VIEWER','ACCOUNT_MANAGER'])[1 + n % 4]::"Role"],
     c.status::"MembershipStatus", lower(last || ' ' || first), lower(first || ' ' || last || ' ' || email), now()
   FROM crowd c, "PurchasingAccount" a WHERE a."numberKey" = ':account'`,
  `INSERT INTO "Invitation" ("id", "purchasingAccountId", "membershipId", "kind", "status", "expiresAt", "invitedById", "createdAt", "endedAt")
   SELECT invitation, inviter."purchasingAccountId", c.id, 'COLLEAGUE',
     (CASE c.status WHEN 'INVITED' THEN 'PENDING' WHEN 'ACTIVE' THEN 'ACCEPTED' ELSE 'REVOKED' END)::"InvitationStatus",
     now() + interval '8 days' + n % 52 * interval '1 day', inviter."id", now(),
     CASE c.status WHEN 'INVITED' THEN NULL ELSE now() END
   FROM crowd c, LATERAL (
     SELECT m."id", m."purchasingAccountId" FROM "Membership" m JOIN "PurchasingAccount" a ON a."id" = m."purchasingAccountId"
     WHERE a."numberKey" = ':account' AND m."email" = CASE n % 1000
       WHEN 7 THEN CASE ':account' WHEN '${CONTOSO}' THEN 'mei.lin@contoso.com' ELSE 'sofia.berg@fabrikam.com' END
       ELSE CASE ':account' WHEN '${CONTOSO}' THEN 'dana.kowalski@contoso.com' ELSE 'ravi.menon@fabrikam.com' END END
   ) inviter`,
  `INSERT INTO "InvitationLink" ("id", "invitationId", "tokenHash", "kind", "sentToKey", "createdAt",
     "expiresAt")
   SELECT link, invitation, sha256(link::text::bytea), 'FIRST', email, now(),
     now() + interval '60 days' FROM crowd`,
  `INSERT INTO "EmailMessage" ("id", "template", "language", "props", "toName", "toAddress", "toKey",
     "linkId", "messageId", "state", "attempts", "createdAt", "sentAt", "lastAnswer")
   SELECT uuidv7(), 'invitation', 'en', '{}', first || ' ' || last, email, email, link,
     '<' || link || '@localhost>', 'SENT', 1, now(), now(), '250 OK' FROM crowd`,
];
