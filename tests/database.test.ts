import { beforeAll, describe, expect, test } from "vitest";
import { db, pool } from "../lib/db/client";
import { CONTOSO } from "./world";
import { actorOf, invitationOf } from "./factories";
import { haveWorld } from "./setup/world";

let account: string;
let tom: string;
let keiko: string;
let invitation: string;

beforeAll(async () => {
  await haveWorld();
  const member = await actorOf("tom.baker@contoso.com", CONTOSO);
  account = member.purchasingAccountId;
  tom = member.membershipId;
  const open = await invitationOf("keiko.tanaka@contoso.co.jp", CONTOSO);
  invitation = open.id;
  keiko = open.membership.id;
});

/** The name of the constraint or index that refused a statement; null when it went through. */
async function refusedBy(sql: string, values: unknown[] = []): Promise<string | null> {
  const client = await pool.connect();
  try {
    await client.query("BEGIN");
    await client.query(sql, values);
    return null;
  } catch (error) {
    const { constraint, message } = error as { constraint?: string; message: string };
    return constraint ?? message;
  } finally {
    await client.query("ROLLBACK");
    client.release();
  }
}

/** Copies a row with other values in some columns. */
async function copyRefusedBy(table: string, id: string, changes: Record<string, string>) {
  const { rows } = await pool.query<{ name: string }>(
    "SELECT column_name AS name FROM information_schema.columns WHERE table_name = $1",
    [table],
  );
  const names = rows.map(({ name }) => name);
  const values = names.map((name) => changes[name] ?? `"${name}"`);
  const columns = names.map((name) => `"${name}"`).join(", ");
  return refusedBy(
    `INSERT INTO "${table}" (${columns}) SELECT ${values.join(", ")} FROM "${table}" WHERE "id" = $1`,
    [id],
  );
}

const NEW_ID = "gen_random_uuid()";

describe("the database itself refuses (schema.md)", () => {
  test("a second living person of one address in one account; a removed one is out of the way", async () => {
    const copy = { id: NEW_ID, userId: "NULL", status: "'INVITED'" };
    expect(await copyRefusedBy("Membership", tom, copy)).toBe("Membership_living_email_key");
    expect(await copyRefusedBy("Membership", tom, { ...copy, status: "'REMOVED'" })).toBeNull();
    expect(
      await copyRefusedBy("Membership", tom, { ...copy, emailKey: "'x@contoso.com'" }),
    ).toBeNull();
  });

  test("a second living membership of one sign-in in one account", async () => {
    const copy = { id: NEW_ID, emailKey: "'other@contoso.com'" };
    expect(await copyRefusedBy("Membership", tom, copy)).toBe("Membership_living_user_key");
    expect(await copyRefusedBy("Membership", tom, { ...copy, status: "'REMOVED'" })).toBeNull();
  });

  test.each(["ACTIVE", "DISABLED"])("somebody %s without a sign-in", async (status) => {
    const sql = `UPDATE "Membership" SET "status" = '${status}' WHERE "id" = $1`;
    expect(await refusedBy(sql, [keiko])).toBe("Membership_user_when_in");
  });

  test("a second open invitation of one person; ended ones are out of the way", async () => {
    expect(await copyRefusedBy("Invitation", invitation, { id: NEW_ID })).toBe(
      "Invitation_open_key",
    );
    const ended = { id: NEW_ID, status: "'EXPIRED'", endedAt: "now()" };
    expect(await copyRefusedBy("Invitation", invitation, ended)).toBeNull();
  });

  test("an invitation that is ended and open, or neither", async () => {
    const end = `UPDATE "Invitation" SET "endedAt" = now() WHERE "id" = $1`;
    expect(await refusedBy(end, [invitation])).toBe("Invitation_ended");
    const half = `UPDATE "Invitation" SET "status" = 'REVOKED' WHERE "id" = $1`;
    expect(await refusedBy(half, [invitation])).toBe("Invitation_ended");
  });

  test("a second current administrator of one account", async () => {
    const { id } = await db.designation.findFirstOrThrow({
      where: { purchasingAccountId: account },
    });
    expect(await copyRefusedBy("Designation", id, { id: NEW_ID })).toBe("Designation_current_key");
    expect(await copyRefusedBy("Designation", id, { id: NEW_ID, until: "now()" })).toBeNull();
  });

  test("a second account of one address", async () => {
    const { id } = await db.user.findUniqueOrThrow({
      where: { emailKey: "tom.baker@contoso.com" },
    });
    expect(await copyRefusedBy("User", id, { id: NEW_ID })).toBe("User_emailKey_key");
  });

  test("a number that an agreement, account, organization or partner has already", async () => {
    const found = [
      ["PurchasingAccount", await db.purchasingAccount.findFirstOrThrow()],
      ["Agreement", await db.agreement.findFirstOrThrow()],
      ["Organization", await db.organization.findFirstOrThrow()],
      ["Partner", await db.partner.findFirstOrThrow()],
    ] as const;
    for (const [table, { id }] of found) {
      expect(await copyRefusedBy(table, id, { id: NEW_ID })).toBe(`${table}_numberKey_key`);
    }
  });

  test("two links of one token, two mails of one occasion", async () => {
    const link = await db.invitationLink.findFirstOrThrow();
    expect(await copyRefusedBy("InvitationLink", link.id, { id: NEW_ID })).toBe(
      "InvitationLink_tokenHash_key",
    );
    const mail = await db.emailMessage.findFirstOrThrow({ where: { once: { not: null } } });
    const copy = { id: NEW_ID, messageId: "'<other@test>'" };
    expect(await copyRefusedBy("EmailMessage", mail.id, copy)).toBe("EmailMessage_once_key");
  });

  test("a role, a status or a language of rows that nobody knows", async () => {
    const role = `UPDATE "Membership" SET "roles" = ARRAY['OWNER']::"Role"[] WHERE "id" = $1`;
    expect(await refusedBy(role, [tom])).toMatch(/invalid input value for enum/);
    const none = `UPDATE "Membership" SET "roles" = NULL WHERE "id" = $1`;
    expect(await refusedBy(none, [tom])).toMatch(/null value in column "roles"/);
  });

  test("a change, a deletion or the emptying of the trail, also by hand", async () => {
    const { id } = await db.auditEvent.findFirstOrThrow();
    const appendOnly = "the trail is append-only";
    for (const change of [
      `"action" = 'x'`,
      `"data" = '{"x": 1}', "chainSeq" = 1, "hash" = '\\x00'`,
      `"chainSeq" = 1`,
      `"at" = "at"`,
    ]) {
      expect(await refusedBy(`UPDATE "AuditEvent" SET ${change} WHERE "id" = $1`, [id])).toBe(
        appendOnly,
      );
    }
    expect(await refusedBy(`DELETE FROM "AuditEvent" WHERE "id" = $1`, [id])).toBe(appendOnly);
    expect(await refusedBy(`TRUNCATE "AuditEvent" CASCADE`)).toBe(appendOnly);
    const seal = `UPDATE "AuditEvent" SET "chainSeq" = 999999, "hash" = '\\x00' WHERE "id" = $1`;
    expect(await refusedBy(seal, [id])).toBeNull();
  });

  test("two events at one place of a chain, also of the chain of no account", async () => {
    const seal = `UPDATE "AuditEvent" SET "chainSeq" = 999999, "hash" = '\\x00' WHERE "id" IN (
      SELECT "id" FROM "AuditEvent" WHERE "purchasingAccountId" IS NOT DISTINCT FROM $1 LIMIT 2)`;
    for (const chain of [account, null]) {
      expect(await refusedBy(seal, [chain])).toBe("AuditEvent_chain_key");
    }
  });

  test("the deletion of what something else leans on", async () => {
    const gone = `DELETE FROM "PurchasingAccount" WHERE "id" = $1`;
    expect(await refusedBy(gone, [account])).toMatch(/_fkey$/);
  });
});

test("every foreign key has an index", async () => {
  const { rows } = await pool.query<{ missing: string }>(`
    SELECT c.conrelid::regclass || '.' || a.attname AS missing
    FROM pg_constraint c JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'f' AND c.connamespace = 'public'::regnamespace AND NOT EXISTS (
      SELECT 1 FROM pg_index i WHERE i.indrelid = c.conrelid AND i.indkey[0] = c.conkey[1])`);
  expect(rows).toEqual([]);
});
