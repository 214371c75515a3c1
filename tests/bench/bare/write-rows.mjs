import { createHash, createHmac, randomBytes, randomUUID } from "node:crypto";

/**
 * The rows of invitations as the portal writes them, without the portal: a transaction of plain SQL
 * that asks for nothing and refuses nobody. The mails' jobs wait for a day: they are never sent.
 */
export async function writeRows(pool, { purchasingAccountId, membershipId }, emails) {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    const people = emails.map((email) => ({
      email,
      person: randomUUID(),
      invitation: randomUUID(),
      link: randomUUID(),
      mail: randomUUID(),
      token: createHash("sha256").update(randomBytes(32)).digest("hex"),
      code: createHmac("sha256", "key").update(email).digest("hex"),
      salt: randomBytes(32).toString("hex"),
      key: randomBytes(16).toString("hex"),
    }));
    const rows = JSON.stringify(people);
    for (const statement of STATEMENTS) {
      const usesActor = statement.includes("$2");
      const values = usesActor ? [rows, purchasingAccountId, membershipId] : [rows];
      await client.query({ name: nameOf(statement), text: statement, values });
    }
    await client.query("COMMIT");
  } catch (error) {
    await client.query("ROLLBACK");
    throw error;
  } finally {
    client.release();
  }
}

const nameOf = (statement) => createHash("sha1").update(statement).digest("hex");

const FROM = `FROM json_to_recordset($1::json) AS p("email" text, "person" uuid, "invitation" uuid,
  "link" uuid, "mail" uuid, "token" text, "code" text, "salt" text, "key" text)`;

const STATEMENTS = [
  `INSERT INTO "Membership" ("id", "purchasingAccountId", "email", "emailKey", "firstName", "lastName",
     "language", "country", "roles", "status", "grantedById", "sortName", "searchText", "createdAt")
   SELECT "person", $2::uuid, "email", "email", 'Ana', 'Silva', 'en', 'US',
     ARRAY['ACCOUNT_VIEWER']::"Role"[], 'INVITED', $3::uuid, 'silva ana', 'ana silva ' || "email", now() ${FROM}`,
  `INSERT INTO "Invitation" ("id", "purchasingAccountId", "membershipId", "kind", "status", "expiresAt",
     "invitedById", "createdAt", "codeHmac", "noticeAt")
   SELECT "invitation", $2::uuid, "person", 'COLLEAGUE', 'PENDING', now() + interval '60 days',
     $3::uuid, now(), decode("code", 'hex'), now() + interval '7 days' ${FROM}`,
  `INSERT INTO "InvitationLink" ("id", "invitationId", "tokenHash", "kind", "sentToKey", "createdAt")
   SELECT "link", "invitation", decode("token", 'hex'), 'FIRST', "email", now() ${FROM}`,
  `INSERT INTO "EmailMessage" ("id", "purchasingAccountId", "template", "language", "props", "toName",
     "toAddress", "toKey", "linkId", "messageId", "returnKey", "createdAt")
   SELECT "mail", $2::uuid, 'invitation', 'en', '{}', 'Ana Silva', "email", "email", "link",
     '<' || "mail" || '@localhost>', "key", now() FROM (SELECT p.*, $3::uuid ${FROM}) p`,
  `SELECT graphile_worker.add_jobs(array_agg((
     'sendMail', json_build_object('messageId', "mail"), NULL, now() + interval '1 day', NULL, NULL, NULL, NULL
   )::graphile_worker.job_spec)) ${FROM}`,
  `WITH event AS (
     INSERT INTO "AuditEvent" ("purchasingAccountId", "at", "actorKind", "actorId", "action", "objectKind",
       "objectId", "data")
     SELECT $2::uuid, now(), 'MEMBER', $3::uuid, 'invitation.sent', 'invitation', "invitation",
       json_build_object('membershipId', "person", 'roles', ARRAY['ACCOUNT_VIEWER']) ${FROM}
     RETURNING "id", "objectId")
   INSERT INTO "AuditPersonal" ("eventId", "salt", "hash", "after")
   SELECT event."id", decode("salt", 'hex'), decode("token", 'hex'),
     json_build_object('name', 'Ana Silva', 'email', "email")
   FROM event JOIN (SELECT * ${FROM}) p ON p."invitation" = event."objectId"`,
];
