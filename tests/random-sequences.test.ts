import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { sealTrail } from "../lib/audit/seal-trail";
import { verifyTrail } from "../lib/audit/verify-trail";
import { db } from "../lib/db/client";
import { DomainError } from "../lib/errors";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { confirmWaiting } from "../lib/invitations/confirm-invitation";
import { SYSTEM, type Actor } from "../lib/policy/actor";
import { ASSIGNABLE_ROLES } from "../lib/policy/assignable-roles";
import type { Role } from "../lib/policy/roles";
import {
  clockAfter,
  doerOf,
  PEOPLE,
  play,
  sequences,
  type Command,
  type Stage,
} from "./random-commands";
import { FABRIKAM, OPERATOR } from "./world";
import {
  acceptInput,
  actorOf,
  agreement,
  count,
  DAY,
  EXAMINE,
  invitationOf,
  later,
  newAddress,
  operatorActorOf,
  partnerActorOf,
  personOf,
  samples,
  sign,
  times,
  tokenFor,
  visit,
} from "./factories";
import { haveWorld } from "./setup/world";

const ADMINISTRATOR = "ACCOUNT_ADMINISTRATOR";
const RUNS = count(200, 5000);

/** A sign-in each, after the first run; the last of a run's people is new in every run. */
const REGULARS = times(PEOPLE - 1).map((index) => `regular${index}@sequences.contoso.com`);
let outside: Actor[];

beforeAll(async () => {
  await haveWorld();
  outside = [
    await partnerActorOf("mira.chen@proseware.com"),
    await partnerActorOf("ada.obi@wingtip.com"),
    await operatorActorOf(OPERATOR.email),
    await actorOf("ravi.menon@fabrikam.com", FABRIKAM),
  ];
});

describe("whatever people do, in any order", () => {
  test(
    "nobody grants what they may not, an administrator stays, every event has its actor, and the chain verifies",
    async () => {
      let run = 0;
      await fc.assert(
        fc.asyncProperty(sequences, async (steps) => {
          // Each run later than the one before: what earlier ones left open is over by then.
          let now = later((run += 1) * 30 * DAY);
          const stage = await newStage(run, now);
          let moment = await snapshot(stage);
          for (const step of steps) {
            now = clockAfter(step, now);
            moment = await take(stage, step, moment, now);
          }
        }),
        // A failure's seed and path are enough to shrink it at leisure; here it would take too long.
        { ...samples(RUNS, RUNS), endOnFailure: true },
      );
      await sealTrail();
      for await (const { broken } of verifyTrail()) expect(broken).toBeNull();
      expect(total(happened)).toBeGreaterThan(2 * RUNS);
      if (EXAMINE) expect([...happened.keys()].sort()).toEqual(KINDS);
    },
    count(300_000, 10_800_000),
  );
});

/** How often which commands have done something: sequences in which nothing happens prove nothing. */
const happened = new Map<string, number>();
const total = (counts: typeof happened) => [...counts.values()].reduce((sum, one) => sum + one, 0);
/** Chance finds the rarest of them in 5,000 runs, not always in 200. */
const KINDS = [
  ...["accept", "approve", "decide", "designate", "disable", "enable", "import", "invite"],
  ...["leave", "remove", "resend", "revoke", "roles", "windowEnds"],
];

/** A purchasing account of its own whose administrator is in. */
async function newStage(run: number, now: Date): Promise<Stage> {
  const account = `RS${run}X`;
  const people = [...REGULARS, newAddress("new")];
  const [administrator = ""] = people;
  const partner = { number: "PRT-310", name: "Proseware Licensing" };
  await sign(agreement(account, administrator, { partner }), now);
  const invitation = await invitationOf(administrator, account);
  if (run === 1) {
    await acceptInvitation(acceptInput(await tokenFor(administrator, account)), visit(), now);
  } else {
    await confirmWaiting(await personOf(administrator), { invitationId: invitation.id }, now);
  }
  const { purchasingAccountId } = invitation.membership;
  return { account, purchasingAccountId, people, outside };
}

/** One step: who acts is read first, as a request does; then all at once, and then the model is asked. */
async function take(
  stage: Stage,
  step: readonly Command[],
  before: Snapshot,
  now: Date,
): Promise<Snapshot> {
  const acts: { command: Command; doer: Actor }[] = [];
  for (const command of step) {
    const doer = await doerOf(stage, command, now);
    if (doer) acts.push({ command, doer });
  }
  await Promise.all(acts.map(({ command, doer }) => attempt(stage, command, doer, now)));
  const after = await snapshot(stage);
  const events = after.events.slice(before.events.length);
  const doers = [...acts.map(({ doer }) => doer), ...(await newcomers(stage, acts, now))];
  // An import is ended by the portal when its importer lost the right to it meanwhile.
  const importing = acts.some(({ command }) => command.kind === "import");
  checkEvents(importing ? [...doers, SYSTEM] : doers, before, after, events);
  checkAdministrator(before, after);
  for (const row of after.members.values()) checkMember(doers, before, after, row);
  return after;
}

/** Who comes in for the first time is somebody only afterwards. */
async function newcomers(stage: Stage, acts: readonly { command: Command }[], now: Date) {
  const accepted = acts.filter(({ command }) => command.kind === "accept");
  const people = await Promise.all(accepted.map(({ command }) => doerOf(stage, command, now)));
  return people.filter((person) => person !== null);
}

async function attempt(stage: Stage, command: Command, doer: Actor, now: Date): Promise<void> {
  try {
    await play(stage, command, doer, now);
    happened.set(command.kind, (happened.get(command.kind) ?? 0) + 1);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
  }
}

async function snapshot({ purchasingAccountId }: Stage) {
  const rows = await db.membership.findMany({
    where: { purchasingAccountId },
    select: { id: true, emailKey: true, status: true, roles: true, grantedById: true },
  });
  const designation = await db.designation.findFirst({
    where: { purchasingAccountId, until: null },
  });
  const events = await db.auditEvent.findMany({
    where: { purchasingAccountId },
    orderBy: { id: "asc" },
    select: { actorKind: true, actorId: true },
  });
  return {
    members: new Map(rows.map((row) => [row.id, row])),
    designated: designation?.emailKey,
    events,
  };
}

type Snapshot = Awaited<ReturnType<typeof snapshot>>;
type Member = Snapshot["members"] extends Map<string, infer Row> ? Row : never;

/** Every event was written by one of those who acted, and nothing changed without an event. */
function checkEvents(
  doers: readonly Actor[],
  before: Snapshot,
  after: Snapshot,
  events: Snapshot["events"],
): void {
  const known = doers.map(nameOf);
  for (const { actorKind, actorId } of events) {
    expect(known).toContain(`${actorKind.toLowerCase()} ${actorId}`);
  }
  if (events.length === 0) expect(after.members).toEqual(before.members);
}

function nameOf(doer: Actor): string {
  if (doer.kind === "member") return `member ${doer.membershipId}`;
  return `${doer.kind} ${doer.kind === "system" ? null : doer.userId}`;
}

function checkAdministrator(before: Snapshot, after: Snapshot): void {
  if (hasAdministrator(before)) expect(hasAdministrator(after)).toBe(true);
}

const hasAdministrator = ({ members }: Snapshot) =>
  [...members.values()].some(
    ({ status, roles }) => status === "ACTIVE" && roles.includes(ADMINISTRATOR),
  );

/** What one person has gained, and whether somebody who acted could give it to them at that moment. */
function checkMember(
  doers: readonly Actor[],
  before: Snapshot,
  after: Snapshot,
  row: Member,
): void {
  const earlier = before.members.get(row.id);
  const gained = row.roles.filter((role) => !earlier?.roles.includes(role));
  const byRecord = isStaff(doers) && row.emailKey === after.designated;
  const given = (roles: readonly Role[]) =>
    doers.some((doer) => mayGive(doer, row.id, roles, [before, after]));
  if (gained.length > 0) {
    const allowed = given(gained) || (byRecord && gained.every((role) => role === ADMINISTRATOR));
    expect({ gained, allowed }).toEqual({ gained, allowed: true });
  }
  if (row.status !== "ACTIVE" || earlier?.status === "ACTIVE") return;
  const letIn =
    earlier?.status === "INVITED" ? isStillGranted(row, [before, after]) : given(row.roles);
  expect({ now: row, earlier, letIn }).toEqual({ now: row, earlier, letIn: true });
}

/** Members of this account give to others, and only what the table says for the roles they hold. */
function mayGive(
  doer: Actor,
  to: string,
  wanted: readonly Role[],
  moments: readonly Snapshot[],
): boolean {
  if (doer.kind !== "member" || doer.membershipId === to) return false;
  return moments.some((moment) => mayAssign(moment.members.get(doer.membershipId), wanted));
}

/** Decision 5: whoever last wrote the roles may still assign them; nobody means the agreement's record. */
function isStillGranted({ grantedById, roles }: Member, moments: readonly Snapshot[]): boolean {
  if (grantedById === null) return roles.includes(ADMINISTRATOR);
  return moments.some(({ members }) => mayAssign(members.get(grantedById), roles));
}

function mayAssign(holder: Member | undefined, wanted: readonly Role[]): boolean {
  if (holder?.status !== "ACTIVE") return false;
  return wanted.every((role) =>
    holder.roles.some((held) => (ASSIGNABLE_ROLES[held] as readonly Role[]).includes(role)),
  );
}

/** The record is changed by the partner, the operator and the clock. */
const isStaff = (doers: readonly Actor[]) =>
  doers.some(({ kind }) => kind === "partner" || kind === "operator" || kind === "system");
