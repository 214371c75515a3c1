import { randomUUID } from "node:crypto";
import { db, pool } from "../lib/db/client";
import { DomainError, type ErrorCode } from "../lib/errors";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { inviteUser, type InviteUserInput } from "../lib/invitations/invite-user";
import { addAgreements } from "../lib/organizations/add-agreements";
import { readAgreementFile, type AgreementRecord } from "../lib/organizations/agreement-file";
import { findPartnerUser } from "../lib/accounts/partner-actor";
import { invitePartnerUser } from "../lib/partners/invite-partner-user";
import {
  SYSTEM,
  type Actor,
  type MemberActor,
  type OperatorActor,
  type PartnerActor,
  type PersonActor,
} from "../lib/policy/actor";
import { sortRoles, type Role } from "../lib/policy/roles";
import { tokenOf } from "../lib/secrets";

/** The moment at which every test's world begins. */
export const NOW = new Date("2026-11-24T09:00:00.000Z");

const SECOND = 1000;
export const MINUTE = 60;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export const later = (seconds: number, from = NOW) => new Date(from.getTime() + seconds * SECOND);

export const PASSWORD = "quiet harbour lantern 42";
export const OTHER_PASSWORD = "copper meadow whistle 17";
export const passwords = (password = PASSWORD) => ({ password, confirmPassword: password });

/** Small numbers in `npm test`, large ones in `npm run examine`. */
export const EXAMINE = process.env.EXAMINE === "1";
export const count = (usual: number, large: number) => (EXAMINE ? large : usual);

/** For fast-check: in `npm test` the same ones each time, so that a change fails it, never chance. */
export const samples = (usual: number, large: number) =>
  EXAMINE ? { numRuns: large } : { numRuns: usual, seed: 2016 };

export const times = (n: number) => Array.from({ length: n }, (_, index) => index);

/** Does something so many times, one after the other. */
export async function repeat(n: number, run: () => Promise<unknown>): Promise<void> {
  for (let done = 0; done < n; done += 1) await run();
}

let made = 0;
/** An address that nobody else in this file has. */
export const newAddress = (name = "person") => `${name}.${(made += 1)}@contoso.com`;

/** A browser at an address block of its own, so that the limits of tests don't add up. */
export function visit(addressBlock = `198.51.${Math.floor((made += 1) / 250)}.${made % 250}`) {
  return { origin: { requestId: "test", addressBlock }, agent: "vitest" };
}

export async function actorOf(email: string, account: string): Promise<MemberActor> {
  const member = await db.membership.findFirstOrThrow({
    where: { emailKey: email, status: "ACTIVE", purchasingAccount: { numberKey: account } },
  });
  return {
    kind: "member",
    userId: member.userId ?? "",
    membershipId: member.id,
    purchasingAccountId: member.purchasingAccountId,
    roles: sortRoles(member.roles),
  };
}

export async function personOf(email: string): Promise<PersonActor> {
  const user = await db.user.findUniqueOrThrow({ where: { emailKey: email } });
  return { kind: "person", userId: user.id, sessionId: randomUUID() };
}

/** Somebody at a partner, with the rights that they have now. */
export async function partnerActorOf(email: string): Promise<PartnerActor> {
  const actor = await findPartnerUser(await personOf(email), NOW);
  if (!actor) throw new Error(`${email} is at no partner`);
  return actor;
}

export async function operatorActorOf(email: string): Promise<OperatorActor> {
  const { userId } = await personOf(email);
  await db.operator.findFirstOrThrow({ where: { userId, endedAt: null } });
  return { kind: "operator", userId };
}

/** The latest invitation of an address in an account, whatever became of it. */
export async function invitationOf(email: string, account: string) {
  const { membership, ...invitation } = await db.invitation.findFirstOrThrow({
    where: { membership: { emailKey: email, purchasingAccount: { numberKey: account } } },
    orderBy: { createdAt: "desc" },
    include: { membership: true, links: { orderBy: { createdAt: "asc" } } },
  });
  if (!membership) throw new Error(`${email} is invited to no account`);
  return { ...invitation, membership };
}

/** The latest invitation of an address to a partner, whatever became of it. */
export async function partnerInvitationOf(email: string) {
  const { partnerUser, ...invitation } = await db.invitation.findFirstOrThrow({
    where: { partnerUser: { emailKey: email } },
    orderBy: [{ createdAt: "desc" }, { id: "desc" }],
    include: { partnerUser: true, links: { orderBy: { createdAt: "asc" } } },
  });
  if (!partnerUser) throw new Error(`${email} is invited to no partner`);
  return { ...invitation, partnerUser };
}

/** The token that the newest mail of an invitation carries. */
export async function tokenFor(email: string, account: string): Promise<string> {
  return newestToken((await invitationOf(email, account)).links);
}

export async function partnerTokenFor(email: string): Promise<string> {
  return newestToken((await partnerInvitationOf(email)).links);
}

function newestToken(links: readonly { id: string; tokenHash: Uint8Array }[]): string {
  const link = links.at(-1);
  const token = link && tokenOf("invitation", link.id, link.tokenHash);
  if (token === undefined) throw new Error("there is no link");
  return token;
}

export const acceptInput = (token: string, password = PASSWORD) => ({
  token,
  firstName: "Robin",
  lastName: "Ortega",
  ...passwords(password),
});

export function inviteInput(email: string, ...roles: Role[]): InviteUserInput {
  return {
    email,
    firstName: "Robin",
    lastName: "Ortega",
    language: "en",
    country: "US",
    roles: roles.length > 0 ? roles : ["ACCOUNT_VIEWER"],
  };
}

/** Invites a new colleague and follows the mailed link; the member they have become. */
export async function letIn(
  inviter: MemberActor,
  account: string,
  roles: readonly Role[],
  email = newAddress(),
): Promise<MemberActor> {
  await inviteUser(inviter, inviteInput(email, ...roles), NOW);
  await acceptInvitation(acceptInput(await tokenFor(email, account)), visit(), NOW);
  return actorOf(email, account);
}

export const partnerInput = (email: string, more: object = {}) => ({
  email,
  firstName: "Robin",
  lastName: "Ortega",
  language: "en" as const,
  country: "US",
  isAdministrator: false,
  ...more,
});

/** Invites somebody to a partner and follows the mailed link; the person they have become there. */
export async function letInPartnerUser(
  inviter: Actor,
  email: string,
  more: { partnerNumber?: string; isAdministrator?: boolean } = {},
): Promise<PartnerActor> {
  await invitePartnerUser(inviter, partnerInput(email, more), NOW);
  await acceptInvitation(acceptInput(await partnerTokenFor(email)), visit(), NOW);
  return partnerActorOf(email);
}

/** An agreement with one purchasing account of its own, not yet taken up; what the file would say. */
export function agreement(account: string, administrator: string, more: object = {}) {
  return {
    agreementNumber: `AGR-${account}`,
    signedOn: "2026-11-02",
    signatory: { name: "Kim Abercrombie", email: "kim.abercrombie@contoso.com" },
    organization: { number: `ORG-${account}`, name: "Contoso Retail", country: "US" },
    purchasingAccounts: [purchasingAccount(account, administrator)],
    ...more,
  };
}

export function purchasingAccount(number: string, administrator: string, more: object = {}) {
  return {
    number,
    name: "Headquarters",
    administrator: {
      firstName: "Robin",
      lastName: "Ortega",
      email: administrator,
      language: "en",
      country: "US",
    },
    ...more,
  };
}

export function recordsOf(data: unknown): AgreementRecord[] {
  const file = readAgreementFile(JSON.stringify(data));
  if ("problems" in file) throw new Error(JSON.stringify(file.problems));
  return file.records;
}

export const sign = (data: unknown, now = NOW) => addAgreements(SYSTEM, recordsOf(data), {}, now);

/** What a verb refused with; fails when it did not refuse, or threw something that is a bug. */
export async function refusal(promise: Promise<unknown>) {
  const error: unknown = await promise.then(
    (value) => new Error(`was not refused: ${JSON.stringify(value)}`),
    (reason: unknown) => reason,
  );
  if (!(error instanceof DomainError)) throw error;
  const fields = Object.entries(error.fields).map(([name, { key }]) => [name, key] as const);
  return { code: error.code, key: error.sentence.key, fields: Object.fromEntries(fields) };
}

export const codeOf = async (promise: Promise<unknown>): Promise<ErrorCode> =>
  (await refusal(promise)).code;

/** Runs all at once; what succeeded, and the codes of what was refused. */
export async function together<T>(runs: readonly (() => Promise<T>)[]) {
  const done: T[] = [];
  const refused: string[] = [];
  await Promise.all(
    runs.map((run) =>
      run().then(
        (value) => done.push(value),
        (error: unknown) => {
          if (!(error instanceof DomainError)) throw error;
          refused.push(`${error.code} ${error.sentence.key}`);
        },
      ),
    ),
  );
  return { done, refused };
}

export const mailsTo = (email: string) =>
  db.emailMessage.findMany({ where: { toKey: email }, orderBy: { createdAt: "asc" } });

/** Every row of every table of ours, to compare before and after; limits aside. */
export async function dump(): Promise<string[]> {
  const { rows } = await pool.query<{ rows: string[] }>(
    `SELECT array_agg(x ORDER BY x COLLATE "C") AS rows FROM (${await allRows()}) AS all_rows`,
  );
  return rows[0]?.rows ?? [];
}

const allRows = async () => (tables ??= await selectAll());
let tables: string | undefined;

async function selectAll(): Promise<string> {
  const { rows } = await pool.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables
     WHERE schemaname = 'public' AND tablename NOT IN ('rate_limits', '_prisma_migrations')`,
  );
  return rows
    .map(({ name }) => `SELECT '${name} ' || row_to_json(t)::text AS x FROM "${name}" t`)
    .join(" UNION ALL ");
}
