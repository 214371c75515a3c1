import { createOperator } from "../lib/accounts/create-operator";
import { setPassword } from "../lib/accounts/set-password";
import { updateTerms } from "../lib/agreements/update-terms";
import { db } from "../lib/db/client";
import { env } from "../lib/env";
import { refuse } from "../lib/errors";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { inviteUser } from "../lib/invitations/invite-user";
import { addAgreements } from "../lib/organizations/add-agreements";
import { readAgreementFile } from "../lib/organizations/agreement-file";
import { invitePartnerUser } from "../lib/partners/invite-partner-user";
import { SYSTEM, type MemberActor } from "../lib/policy/actor";
import { keysFor, tokenOf } from "../lib/secrets";
import { playDownloads } from "./demo-downloads";
import { playDomain, playSeats } from "./demo-domain";
import { playHistory } from "./demo-history";
import { DEMO_TERMS } from "./demo-terms";
import type { Prisma } from "./generated/client";
import {
  ADMINISTRATORS_IN,
  AGREEMENTS,
  COLLEAGUES,
  OPERATOR,
  PARTNER_PEOPLE,
} from "../tests/world";

/**
 * The demo world (decision 23): made once, in an empty database. Returns the sign-ins to print at each
 * start; the password comes from SECRETS, so it is written down nowhere. Throws `conflict` for one that was
 * cut off while it was made.
 */
export async function playDemo(): Promise<string[]> {
  const password = demoPassword();
  const used = (await db.user.findFirst()) ?? (await db.organization.findFirst());
  // The operator comes last: without one the loading was cut off, and what is there isn't the demo world.
  if (used && (await isBegun()) && !(await db.operator.findFirst())) {
    throw refuse("conflict", "demoCutOff", { folder: env.dataDirectory });
  }
  if (!used) {
    const now = new Date();
    await playPeople(password, now);
    await playHistory(now);
    await playDownloads(now);
    for (const { account, by, terms } of DEMO_TERMS) {
      await updateTerms(await memberOf(account, by), terms, now);
    }
    await playDomain(now);
    await playSeats(now);
    await playOperator(password, now);
  }
  const people = await db.user.findMany({
    where: { emailKey: { in: SHOWN.map(({ email }) => email) } },
    select: { emailKey: true },
  });
  if (people.length === 0) return [];
  return [
    "Try first: open the mail to ines.moreau@fabrikam.com in the mailbox and press its button.",
    `Or sign in as one of these; the password of all is ${password}`,
    ...SHOWN.map(({ email, as }) => `  ${email} (${as})`),
  ];
}

const SHOWN = [
  { email: "dana.kowalski@contoso.com", as: "Account Administrator" },
  { email: "uwe.schneider@contoso.de", as: "User Administrator" },
  { email: "tom.baker@contoso.com", as: "Account Viewer" },
  { email: "mira.chen@proseware.com", as: "partner" },
  { email: OPERATOR.email, as: "operator" },
];

function isBegun() {
  const numbers = AGREEMENTS.map(({ organization }) => organization.number);
  return db.organization.findFirst({ where: { number: { in: numbers } } });
}

/** The cast and the operator: the demo world without its history. */
export async function playWorld(password: string, now: Date): Promise<void> {
  await playPeople(password, now);
  await playOperator(password, now);
}

/** Plays the cast through the verbs: what the pages would have done, in the same order. */
async function playPeople(password: string, now: Date): Promise<void> {
  const file = readAgreementFile(JSON.stringify(AGREEMENTS));
  if ("problems" in file) throw new Error(JSON.stringify(file.problems));
  await addAgreements(SYSTEM, file.records, {}, now);
  for (const { account, email } of ADMINISTRATORS_IN) {
    await comeIn(
      { membership: { email, purchasingAccount: { numberKey: account } } },
      password,
      now,
    );
  }
  for (const { account, invitedBy, comesIn, ...person } of COLLEAGUES) {
    const { email } = person;
    await inviteUser(
      await memberOf(account, invitedBy),
      { ...person, roles: [...person.roles] },
      now,
    );
    const invited = { membership: { email, purchasingAccount: { numberKey: account } } };
    if (comesIn) await comeIn(invited, password, now);
  }
  for (const person of PARTNER_PEOPLE) {
    const { partnerUserId } = await invitePartnerUser(SYSTEM, person, now);
    await comeIn({ partnerUserId }, password, now);
  }
}

async function playOperator(password: string, now: Date): Promise<void> {
  const operator = await createOperator(SYSTEM, OPERATOR, now);
  if (operator.outcome !== "link") return;
  const input = { token: operator.token, password, confirmPassword: password };
  await setPassword("OPERATOR", input, NOWHERE.origin, now);
}

const NOWHERE = { origin: { requestId: "demo", addressBlock: "127.0.0.1" }, agent: "demo" };

/** Follows the link that was mailed to an invited person. */
async function comeIn(
  invited: Prisma.InvitationWhereInput,
  password: string,
  now: Date,
): Promise<void> {
  const link = await db.invitationLink.findFirstOrThrow({
    where: { supersededAt: null, invitation: { AND: [invited, { status: "PENDING" }] } },
    include: { invitation: { include: { membership: true, partnerUser: true } } },
  });
  const { membership, partnerUser } = link.invitation;
  const { firstName = "", lastName = "", email = "" } = membership ?? partnerUser ?? {};
  const token = tokenOf("invitation", link.id, link.tokenHash) ?? "";
  const input = { token, firstName, lastName, password, confirmPassword: password };
  const { outcome } = await acceptInvitation(input, NOWHERE, now);
  if (outcome !== "in") throw new Error(`${email} did not get in`);
}

async function memberOf(account: string, email: string): Promise<MemberActor> {
  const member = await db.membership.findFirstOrThrow({
    where: { email, status: "ACTIVE", purchasingAccount: { numberKey: account } },
  });
  return {
    kind: "member",
    userId: member.userId ?? "",
    membershipId: member.id,
    purchasingAccountId: member.purchasingAccountId,
    roles: member.roles,
  };
}

/** Four groups of five letters and digits, easy to type. */
function demoPassword(): string {
  // The oldest of SECRETS: while one is changed for another, the people keep their password.
  const oldest = keysFor("demo").at(-1) ?? Buffer.alloc(0);
  const letters = "abcdefghjkmnpqrstuvwxyz23456789";
  const signs = Array.from(oldest.subarray(0, 20), (byte) => letters[byte % 31]);
  return [0, 5, 10, 15].map((at) => signs.slice(at, at + 5).join("")).join("-");
}
