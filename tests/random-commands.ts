import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { changeRoles } from "../lib/accounts/change-roles";
import { disableMember } from "../lib/accounts/disable-member";
import { enableMember } from "../lib/accounts/enable-member";
import { leaveAccount } from "../lib/accounts/leave-account";
import { findMember } from "../lib/accounts/member-actor";
import { removeMember } from "../lib/accounts/remove-member";
import { db } from "../lib/db/client";
import { applyDueChanges } from "../lib/designations/apply-due-changes";
import { replaceAdministrator } from "../lib/designations/change-administrator";
import { approveChange } from "../lib/designations/decide-change";
import { notFound, refuse } from "../lib/errors";
import { checkImport } from "../lib/imports/check-import";
import { runImport } from "../lib/imports/run-import";
import { startImport } from "../lib/imports/start-import";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { approveInvitation } from "../lib/invitations/approve-invitation";
import { confirmWaiting } from "../lib/invitations/confirm-invitation";
import { inviteUser, type InviteUserInput } from "../lib/invitations/invite-user";
import { resendInvitation } from "../lib/invitations/resend-invitation";
import { revokeInvitation } from "../lib/invitations/revoke-invitation";
import { SYSTEM, type Actor } from "../lib/policy/actor";
import { ROLES, type Role } from "../lib/policy/roles";
import { acceptInput, inviteInput, tokenFor, visit } from "./factories";

/** One purchasing account, the people who may come into it, and those who stand outside. */
export interface Stage {
  readonly account: string;
  readonly purchasingAccountId: string;
  readonly people: readonly string[];
  /** Its partner, another partner, an operator, and an administrator of another account. */
  readonly outside: readonly Actor[];
}

/** How many people each stage has; the first is its administrator. */
export const PEOPLE = 4;
const PARTNER = PEOPLE;
const OPERATOR = PEOPLE + 2;
const OUTSIDE = 4;
const HOUR = 60 * 60 * 1000;

/** How far each step moves the clock, so that a resend isn't always too early. */
const STEP = 2 * 60 * 1000;

export interface Command {
  readonly kind:
    | "invite"
    | "import"
    | "accept"
    | "roles"
    | "disable"
    | "enable"
    | "remove"
    | "leave"
    | "resend"
    | "revoke"
    | "approve"
    | "designate"
    | "decide"
    | "windowEnds";
  readonly by: number;
  readonly person: number;
  readonly roles: readonly Role[];
  /** What becomes of the invitations that a removed person sent. */
  readonly keep: boolean;
}

type Kind = Command["kind"];
type Arbitrary = fc.Arbitrary<Command>;

const person = fc.nat(PEOPLE - 1);
const colleague = fc.integer({ min: 1, max: PEOPLE - 1 });
const roles = fc.subarray([...ROLES], { minLength: 1 });
/** The first administrator most often: sequences in which nothing happens prove nothing. */
const anybody = fc.oneof(
  { weight: 4, arbitrary: fc.constant(0) },
  { weight: 5, arbitrary: colleague },
  { weight: 2, arbitrary: fc.nat(OUTSIDE - 1).map((index) => PEOPLE + index) },
);

const commandOf = (kind: Kind, by = anybody, whom = person, which = roles): Arbitrary =>
  fc.record({
    kind: fc.constant(kind),
    by,
    person: whom,
    roles: which,
    keep: fc.boolean(),
  });

const command = fc.oneof(
  { weight: 4, arbitrary: commandOf("invite") },
  { weight: 1, arbitrary: commandOf("import") },
  { weight: 6, arbitrary: commandOf("accept") },
  { weight: 6, arbitrary: commandOf("roles") },
  { weight: 4, arbitrary: commandOf("disable") },
  { weight: 3, arbitrary: commandOf("enable") },
  { weight: 3, arbitrary: commandOf("remove") },
  { weight: 1, arbitrary: commandOf("leave") },
  { weight: 2, arbitrary: commandOf("resend") },
  { weight: 1, arbitrary: commandOf("revoke") },
  { weight: 1, arbitrary: commandOf("approve") },
  { weight: 2, arbitrary: commandOf("designate") },
  { weight: 1, arbitrary: commandOf("decide") },
  { weight: 1, arbitrary: commandOf("windowEnds") },
);

/** A chain that chance alone hardly ever finds; what happens between its ends is left to chance. */
const story = (...chain: Arbitrary[]) => fc.tuple(...chain.map((one) => fc.tuple(one)));

/** One's person becomes the next one's actor. */
const stories = fc.oneof(
  colleague.chain((one) => {
    const it = fc.constant(one);
    const first = fc.constant(0);
    return fc.oneof(
      story(commandOf("invite", first, it), commandOf("accept", anybody, it)),
      story(commandOf("import", first, it), commandOf("accept", anybody, it)),
      story(commandOf("invite", first, it), commandOf("revoke", anybody, it)),
      story(commandOf("invite", first, it), commandOf("resend", anybody, it)),
      story(commandOf("accept", anybody, it), commandOf("remove", first, it)),
      story(
        commandOf("accept", anybody, it),
        commandOf("disable", first, it),
        commandOf("enable", anybody, it),
      ),
    );
  }),
  fc.tuple(colleague, colleague).chain(([one, other]) => {
    const [inviter, invitee, first] = [fc.constant(one), fc.constant(other), fc.constant(0)];
    return story(
      commandOf("invite", first, inviter, fc.constant<Role[]>(["USER_ADMINISTRATOR"])),
      commandOf("accept", first, inviter),
      commandOf("invite", inviter, invitee),
      commandOf("roles", first, inviter, fc.constant<Role[]>(["REPORT_VIEWER"])),
      commandOf("accept", first, invitee),
      commandOf("approve", anybody, invitee),
      commandOf("accept", first, invitee),
    );
  }),
  person.chain((one) => {
    const [it, operator] = [fc.constant(one), fc.constant(OPERATOR)];
    return story(
      commandOf("designate", fc.constantFrom(PARTNER, OPERATOR), it),
      commandOf("windowEnds"),
      commandOf("decide", operator),
      commandOf("accept", operator, it),
    );
  }),
);

const anyStep = fc.array(command, { minLength: 1, maxLength: 2 }).map((step) => [step]);

/** Steps one after the other; some are two commands at the same moment. */
export const sequences: fc.Arbitrary<Command[][]> = fc
  .array(fc.oneof({ weight: 5, arbitrary: anyStep }, { weight: 2, arbitrary: stories }), {
    minLength: 3,
    maxLength: 7,
    size: "max",
  })
  .map((parts) => parts.flat());

/** The clock before the next step; the objection window passes only where a command says so. */
export function clockAfter(step: readonly Command[], now: Date): Date {
  const waits = step.some(({ kind }) => kind === "windowEnds");
  return new Date(now.getTime() + (waits ? 73 * HOUR : STEP));
}

/**
 * Who would act: members with the rights of this moment (null for who isn't in), the invitee for an
 * acceptance, the portal for what the clock does.
 */
export async function doerOf(stage: Stage, command: Command, now: Date): Promise<Actor | null> {
  if (command.kind === "windowEnds") return SYSTEM;
  if (command.kind === "accept") return inviteeOf(stage, command);
  const outsider = stage.outside[command.by - PEOPLE];
  if (outsider) return outsider;
  const self = await personOf(stage.people[command.by]);
  return self === null ? null : findMember(self, stage.account, now);
}

async function inviteeOf({ people }: Stage, command: Command): Promise<Actor> {
  return (await personOf(people[command.person])) ?? SYSTEM;
}

async function personOf(emailKey = "") {
  const user = await db.user.findUnique({ where: { emailKey }, select: { id: true } });
  return user && { kind: "person" as const, userId: user.id, sessionId: randomUUID() };
}

/** Calls the verb as a page would have. Throws what the verb throws. */
export async function play(
  stage: Stage,
  { kind, person, roles, keep }: Command,
  doer: Actor,
  now: Date,
): Promise<unknown> {
  const email = stage.people[person] ?? "";
  const membershipId = () => newestMembership(stage, email);
  const invitationId = async () => (await newestInvitation(stage, email)) ?? randomUUID();
  switch (kind) {
    case "invite":
      return inviteUser(doer, inviteInput(email, ...roles), now);
    case "import":
      return importPerson(doer, inviteInput(email, ...roles), now);
    case "accept":
      return accept(stage, email, doer, now);
    case "roles":
      return changeRoles(doer, { membershipId: await membershipId(), roles }, now);
    case "disable":
      return disableMember(doer, { membershipId: await membershipId() }, now);
    case "enable":
      return enableMember(doer, { membershipId: await membershipId() }, now);
    case "remove": {
      const invitations = keep ? "keep" : "revoke";
      return removeMember(doer, { membershipId: await membershipId(), invitations }, now);
    }
    case "leave":
      return leaveAccount(doer, now);
    case "resend":
      return resendInvitation(doer, { invitationId: await invitationId() }, now);
    case "revoke":
      return revokeInvitation(doer, { invitationId: await invitationId() }, now);
    case "approve":
      return approveInvitation(doer, { invitationId: await invitationId() }, now);
    case "designate":
      return replaceAdministrator(doer, await designation(stage, email), now);
    case "decide":
      return approveChange(doer, { changeId: await openChange(stage) }, now);
    case "windowEnds":
      return applyDueChanges(now);
  }
}

/** A file with one row, as the page checks and starts it and the worker imports it. */
async function importPerson(doer: Actor, input: InviteUserInput, now: Date): Promise<void> {
  const { email, firstName, lastName, language, country, roles } = input;
  const row = [email, firstName, lastName, language, country, roles.join(";")].join(",");
  const heading = "EMAIL ADDRESS,FIRST NAME,LAST NAME,PREFERRED LANGUAGE,COUNTRY/REGION,ROLE";
  const upload = { fileName: "people.csv", bytes: pieces(`${heading}\n${row}\n`) };
  const { importId } = await checkImport(doer, upload, now);
  await startImport(doer, { importId }, now);
  await runImport(importId, now);
  const invited = await db.importRow.count({ where: { runId: importId, outcome: "INVITED" } });
  if (invited === 0) throw refuse("conflict", "checkFields");
}

async function* pieces(text: string) {
  yield await Promise.resolve(Buffer.from(text));
}

const NEWEST = [{ createdAt: "desc" as const }, { id: "desc" as const }];

async function newestMembership({ purchasingAccountId }: Stage, emailKey: string): Promise<string> {
  const where = { purchasingAccountId, emailKey };
  const found = await db.membership.findFirst({ where, orderBy: NEWEST, select: { id: true } });
  return found?.id ?? randomUUID();
}

async function newestInvitation({ purchasingAccountId }: Stage, emailKey: string) {
  const where = { purchasingAccountId, membership: { emailKey } };
  const found = await db.invitation.findFirst({ where, orderBy: NEWEST, select: { id: true } });
  return found?.id;
}

/** With the mailed link for who is new, with one click for who has an organizational account. */
async function accept(stage: Stage, email: string, doer: Actor, now: Date): Promise<unknown> {
  const invitationId = await newestInvitation(stage, email);
  if (invitationId === undefined) throw notFound();
  if (doer.kind === "person") return confirmWaiting(doer, { invitationId }, now);
  return acceptInvitation(acceptInput(await tokenFor(email, stage.account)), BROWSER, now);
}

const BROWSER = visit();

async function designation({ account, purchasingAccountId: id }: Stage, email: string) {
  const { version } = await db.purchasingAccount.findUniqueOrThrow({ where: { id } });
  const { firstName, lastName, language, country } = inviteInput(email);
  return { account, version, email, firstName, lastName, language, country };
}

async function openChange({ purchasingAccountId }: Stage): Promise<string> {
  const open = await db.designationChange.findFirst({
    where: { purchasingAccountId, state: { in: ["WAITING", "OBJECTED", "REVIEW"] } },
  });
  return open?.id ?? randomUUID();
}
