import type { APIRequestContext } from "@playwright/test";
import { generateSync } from "otplib";
import { query } from "./database";
import type { Organization } from "./organization";
import { PASSWORDS } from "./passwords";
import { postAction, signInByPost } from "./post-action";

/** A day so many days from now, as fields and addresses write it. */
export const dayIn = (days: number): string =>
  new Date(Date.now() + days * 24 * 3_600_000).toISOString().slice(0, 10);

/** The membership of an address in an organization's purchasing account, as addresses name it. */
export async function memberId({ key }: Organization, email: string): Promise<string> {
  const [row] = await query<{ id: string }>(
    `SELECT m."id" FROM "Membership" m JOIN "PurchasingAccount" a ON a."id" = m."purchasingAccountId"
     WHERE a."numberKey" = $1 AND m."emailKey" = $2`,
    [key, email],
  );
  if (!row) throw new Error(`${email} is not in ${key}`);
  return row.id;
}

/** Partners that nobody has heard of; their numbers. */
export async function makePartners({ key }: Organization, names: readonly string[]) {
  const numbers = names.map((_, index) => `PRT-${key}-${index + 1}`);
  for (const [index, name] of names.entries()) {
    const number = numbers[index] ?? "";
    await query(
      `INSERT INTO "Partner" ("id", "number", "numberKey", "name", "createdAt")
       VALUES (gen_random_uuid(), $1, $2, $3, now())`,
      [number, number.replaceAll("-", ""), name],
    );
  }
  return numbers;
}

interface Grant {
  readonly partner: string;
  readonly until: string;
  readonly revoked?: boolean;
}

/** Writes a grant as it looks some time later; its id. */
export async function grantFrom(
  { key }: Organization,
  by: string,
  { partner, until, revoked = false }: Grant,
): Promise<string> {
  const [row] = await query<{ id: string }>(
    `INSERT INTO "PartnerVisibility"
       ("id", "purchasingAccountId", "partnerId", "grantedById", "createdAt", "until", "endedAt")
     SELECT gen_random_uuid(), a."id", p."id", $3, now() - interval '40 days', $4::date,
       CASE WHEN $5 THEN now() - interval '20 days' END
     FROM "PurchasingAccount" a, "Partner" p WHERE a."numberKey" = $1 AND p."number" = $2
     RETURNING "id"`,
    [key, partner, by, until, revoked],
  );
  return row?.id ?? "";
}

interface Run {
  readonly state: "RUNNING" | "DONE" | "CANCELLED";
  readonly fileName: string;
  readonly rows: number;
  /** How many rows were worked on, the first ones of them refused. */
  readonly done: number;
  readonly refused: number;
}

/** Writes an import that has come so far, without a job that would go on with it; its id. */
export async function importThatIs({ key }: Organization, by: string, run: Run): Promise<string> {
  const { state, fileName, rows, done, refused } = run;
  const [made] = await query<{ id: string }>(
    `INSERT INTO "ImportRun" ("id", "purchasingAccountId", "fileHash", "fileName", "byId", "state",
       "createdAt", "startedAt", "endedAt", "total", "done", "refused")
     SELECT gen_random_uuid(), "id", '\\x00', $2, $3, $4::"ImportState", now() - interval '2 hours',
       now() - interval '2 hours', $5::timestamptz, $6::int, $7::int, $8::int
     FROM "PurchasingAccount" WHERE "numberKey" = $1 RETURNING "id"`,
    [key, fileName, by, state, state === "RUNNING" ? null : new Date(), rows, done, refused],
  );
  const id = made?.id ?? "";
  await query(
    `INSERT INTO "ImportRow" ("runId", "rowNo", "data", "outcome")
     SELECT $1, n + 1, jsonb_build_array(
         jsonb_build_array('EMAIL ADDRESS', 'person' || n || '@contoso.example'),
         jsonb_build_array('FIRST NAME', 'Person'), jsonb_build_array('LAST NAME', n::text),
         jsonb_build_array('PREFERRED LANGUAGE', 'en'), jsonb_build_array('COUNTRY/REGION', 'US'),
         jsonb_build_array('ROLE', 'Account Viewer')),
       CASE WHEN n <= $3::int THEN 'INVITED' END::"ImportOutcome"
     FROM generate_series(1, $2::int) n`,
    [id, rows, done],
  );
  await refuseRows(id, `"rowNo" <= ${refused + 1}`, EMAIL_TAKEN);
  if (state === "CANCELLED") await refuseRows(id, `"outcome" IS NULL`, STOPPED);
  return id;
}

const EMAIL_TAKEN = { column: "email", key: "alreadyMember", values: { email: "This address" } };
const STOPPED = { column: null, key: "importStopped" };

const refuseRows = (id: string, which: string, reason: object) =>
  query(
    `UPDATE "ImportRow" SET "outcome" = 'REFUSED', "reason" = $2 WHERE "runId" = $1 AND ${which}`,
    [id, JSON.stringify([reason])],
  );

/** Signs a person in from other devices too; nobody has the cookies of these sessions. */
export async function signInElsewhere(email: string, agents: readonly string[]): Promise<void> {
  for (const [index, agent] of agents.entries()) {
    await query(
      `INSERT INTO "Session" ("id", "secretHash", "userId", "createdAt", "lastSeenAt", "idleUntil",
         "endsAt", "addressBlock", "agent")
       SELECT gen_random_uuid(), sha256(gen_random_uuid()::text::bytea), "id",
         now() - interval '3 days', now() - make_interval(hours => $2), now() + interval '1 day',
         now() + interval '2 days', '203.0.113.0/24', $3
       FROM "User" WHERE "emailKey" = $1`,
      [email, index + 1, agent],
    );
  }
}

const SET_UP = "/profile/second-factor/set-up";

/** What the telephone shows now. */
export const codeNow = (secret: string): string => generateSync({ secret });

/** Begins to set up a second factor anew for who is signed in; the secret that its page shows. */
export async function beginSecondFactor(
  request: APIRequestContext,
  email: string,
): Promise<string> {
  for (const table of ["RecoveryCode", "Totp"]) {
    await query(
      `DELETE FROM "${table}" WHERE "userId" = (SELECT "id" FROM "User" WHERE "emailKey" = $1)`,
      [email],
    );
  }
  await postAction(request, {
    action: "app/(portal)/profile-actions.ts#beginSecondFactorAction",
    fields: { currentPassword: PASSWORDS.own },
  });
  const page = await (await request.get(SET_UP)).text();
  const [, secret] = /class="mono">([A-Z2-7 ]+)</.exec(page) ?? [];
  if (secret === undefined) throw new Error(`${email} has nothing to set up`);
  return secret.replaceAll(" ", "");
}

/** A person whose sign-in asks for a code from now on. */
export async function turnOnSecondFactor(request: APIRequestContext, email: string): Promise<void> {
  await signInByPost(request, email);
  const secret = await beginSecondFactor(request, email);
  await postAction(request, {
    action: "app/(portal)/profile-actions.ts#confirmSecondFactorAction",
    fields: { code: codeNow(secret) },
  });
}

/** Asks both mailboxes of a person for another address: the same with ".new" before its domain. */
export async function askForAnotherAddress(
  request: APIRequestContext,
  email: string,
): Promise<void> {
  const next = email.replace("@", ".new@");
  await signInByPost(request, email);
  await postAction(request, {
    action: "app/(portal)/profile-actions.ts#changeEmailAction",
    fields: { email: next, currentPassword: PASSWORDS.own },
  });
}
