import { randomUUID } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, test } from "vitest";
import { changeRoles } from "../lib/accounts/change-roles";
import { disableMember } from "../lib/accounts/disable-member";
import { enableMember } from "../lib/accounts/enable-member";
import { findMember } from "../lib/accounts/member-actor";
import { personTexts } from "../lib/accounts/person-texts";
import { removeMember } from "../lib/accounts/remove-member";
import { db } from "../lib/db/client";
import { DomainError } from "../lib/errors";
import { checkImport } from "../lib/imports/check-import";
import { runImport } from "../lib/imports/run-import";
import { startImport } from "../lib/imports/start-import";
import { approveInvitation } from "../lib/invitations/approve-invitation";
import { bulkPeople } from "../lib/invitations/bulk-people";
import { editInvitation } from "../lib/invitations/edit-invitation";
import { inviteUser } from "../lib/invitations/invite-user";
import { resendInvitation } from "../lib/invitations/resend-invitation";
import { revokeInvitation } from "../lib/invitations/revoke-invitation";
import { approveJoinRequest } from "../lib/join-requests/approve-join-request";
import type { MemberActor } from "../lib/policy/actor";
import { ASSIGNABLE_ROLES, mayAssignAll } from "../lib/policy/assignable-roles";
import { ROLES, sortRoles, type Role } from "../lib/policy/roles";
import {
  agreement,
  count,
  DAY,
  EXAMINE,
  inviteInput,
  later,
  MINUTE,
  newAddress,
  personOf,
  refusal,
  samples,
  sign,
  times,
} from "./factories";
import { haveWorld } from "./setup/world";

beforeAll(() => haveWorld());

/** How it stands with somebody before the actor does anything. */
const STATES = ["open", "expired", "declined", "held", "active", "disabled", "removed"] as const;

const VERBS = [
  ...["invite", "import", "join", "edit", "editTo", "resend", "revoke", "approve"],
  ...["roles", "addRole", "takeRole", "bulkResend", "bulkDisable", "disable", "enable", "remove"],
] as const;

interface Step {
  readonly verb: string;
  readonly person: number;
  readonly other: number;
  readonly roles: readonly Role[];
  /** Sixty-one days end every invitation. */
  readonly days: 0 | 61;
}

const anyRoles = fc.subarray([...ROLES], { minLength: 1 });
/** The designated administrator, whose invitation is left, and three whom chance puts anywhere. */
const OTHERS = 3;
const person = fc.nat(OTHERS);

const stage = fc.record({
  /** Whom the property is about: somebody who has at least one role that may hand out others. */
  mine: fc.tuple(
    fc.constantFrom<Role>("AGREEMENT_ADMINISTRATOR", "USER_ADMINISTRATOR", "ACCOUNT_ADMINISTRATOR"),
    fc.subarray(["ACCOUNT_MANAGER", "AGREEMENT_ADMINISTRATOR", "ACCOUNT_VIEWER"] as Role[]),
  ),
  // Never held: behind what the agreement grants stands nobody who could lose a role.
  designee: fc.constantFrom(...STATES.filter((state) => state !== "held")),
  people: fc.array(
    fc.record({
      state: fc.constantFrom(...STATES),
      roles: anyRoles,
      /** An Agreement Administrator sees only what they sent. */
      byActor: fc.boolean(),
    }),
    { minLength: OTHERS, maxLength: OTHERS },
  ),
  steps: fc.array(
    fc.record<Step>({
      verb: fc.constantFrom(...VERBS),
      person,
      other: person,
      roles: anyRoles,
      days: fc.constantFrom(0, 0, 61),
    }),
    { minLength: 4, maxLength: 10 },
  ),
});

type Given = typeof stage extends fc.Arbitrary<infer T> ? T : never;

describe("nobody lowers or raises roles that they may not assign", () => {
  test(
    "by any sequence of verbs, and a designated administrator's roles by none that writes roles",
    async () => {
      let run = 0;
      await fc.assert(
        fc.asyncProperty(stage, async (given) => {
          const scene = await setScene((run += 1), given);
          let now = later(run * 30 * DAY);
          for (const step of given.steps) {
            now = new Date(now.getTime() + (step.days * DAY + 2 * MINUTE) * 1000);
            await check(scene, step, now);
          }
        }),
        { ...samples(60, 4000), endOnFailure: true },
      );
      // Sequences in which nothing happens prove nothing; chance finds the rarest verbs in thousands.
      expect(done.size).toBeGreaterThan(VERBS.length / 2);
      if (!EXAMINE) return;
      expect([...done.keys()].sort()).toEqual([...VERBS].sort());
      expect(refused).toContain("invite formerRolesNotAssignable");
      expect(refused).toContain("invite designatedAddress");
      expect(refused).toContain("editTo designatedAddress");
      expect(refused).toContain("join designatedAddress");
      expect(refused).toContain("import designatedAddress");
    },
    count(300_000, 10_800_000),
  );
});

const done = new Map<string, number>();
const refused = new Set<string>();

interface Scene {
  readonly account: string;
  readonly purchasingAccountId: string;
  readonly actor: string;
  /** The designated administrator first. */
  readonly people: readonly string[];
}

/** An account with a second administrator, so that the last one's protection hides nothing. */
async function setScene(run: number, { mine, designee, people }: Given): Promise<Scene> {
  const account = `RQ${run}X`;
  const emails = [newAddress("paa"), ...people.map(() => newAddress("someone"))];
  const [paa = ""] = emails;
  const at = later(run * 30 * DAY);
  await sign({ ...agreement(account, paa), signedOn: "2026-11-02" }, at);
  const { id: purchasingAccountId } = await db.purchasingAccount.findUniqueOrThrow({
    where: { numberKey: account },
  });
  const keeper = await put(purchasingAccountId, newAddress("keeper"), {
    roles: ["ACCOUNT_ADMINISTRATOR"],
    at,
  });
  const actor = newAddress("actor");
  const roles = sortRoles([mine[0], ...mine[1]]);
  const self = await put(purchasingAccountId, actor, { roles, at });
  const first = await db.membership.findFirstOrThrow({
    where: { purchasingAccountId, emailKey: paa },
  });
  await bring(first.id, designee, at);
  if (designee === "removed" || designee === "disabled") {
    await db.designation.updateMany({ where: { purchasingAccountId }, data: { blockedAt: at } });
  }
  for (const [index, one] of people.entries()) {
    const email = emails[index + 1] ?? "";
    const by = one.byActor ? self : keeper;
    const id = await put(purchasingAccountId, email, { roles: one.roles, at, invitedById: by });
    await bring(id, one.state, at);
  }
  return { account, purchasingAccountId, actor, people: emails };
}

/** A member with a sign-in or, with an inviter, somebody invited; written as the verbs write them. */
async function put(
  purchasingAccountId: string,
  email: string,
  { roles, at, invitedById }: { roles: readonly Role[]; at: Date; invitedById?: string },
): Promise<string> {
  const words = { firstName: "Robin", lastName: "Ortega", language: "en", country: "US" };
  const address = { email, emailKey: email };
  const user =
    invitedById === undefined
      ? await db.user.create({ data: { ...words, ...address, createdAt: at } })
      : null;
  const { id } = await db.membership.create({
    data: {
      purchasingAccountId,
      ...words,
      ...address,
      ...personTexts({ ...words, emailKey: email }),
      roles: [...roles],
      status: user ? "ACTIVE" : "INVITED",
      userId: user?.id ?? null,
      grantedById: invitedById ?? null,
      createdAt: at,
    },
  });
  if (invitedById === undefined) return id;
  const expiresAt = new Date(at.getTime() + 60 * DAY * 1000);
  const invitation = { membershipId: id, purchasingAccountId, invitedById, expiresAt };
  await db.invitation.create({ data: { kind: "COLLEAGUE", createdAt: at, ...invitation } });
  return id;
}

async function bring(
  membershipId: string,
  state: (typeof STATES)[number],
  at: Date,
): Promise<void> {
  const invitation = { where: { membershipId } };
  const end = (status: "ACCEPTED" | "REVOKED" | "DECLINED") =>
    db.invitation.updateMany({ ...invitation, data: { status, endedAt: at } });
  const { emailKey, email, firstName, lastName } = await db.membership.findUniqueOrThrow({
    where: { id: membershipId },
  });
  if (state === "expired")
    await db.invitation.updateMany({ ...invitation, data: { expiresAt: at } });
  if (state === "declined") await end("DECLINED");
  if (state === "held") await db.invitation.updateMany({ ...invitation, data: { heldAt: at } });
  if (state === "removed") {
    await end("REVOKED");
    await db.membership.update({ where: { id: membershipId }, data: { status: "REMOVED" } });
  }
  if (state !== "active" && state !== "disabled") return;
  await end("ACCEPTED");
  const words = { firstName, lastName, language: "en", country: "US" };
  const user = await db.user.create({ data: { ...words, email, emailKey, createdAt: at } });
  const status = state === "active" ? "ACTIVE" : "DISABLED";
  await db.membership.update({ where: { id: membershipId }, data: { status, userId: user.id } });
}

/** What everybody's roles are worth: none for who is shut out or gone. */
async function snapshot({ purchasingAccountId }: Scene) {
  const rows = await db.membership.findMany({
    where: { purchasingAccountId, NOT: { status: "REMOVED" } },
  });
  return new Map(rows.map((row) => [row.emailKey, row]));
}

type Snapshot = Awaited<ReturnType<typeof snapshot>>;
type Row = Snapshot extends Map<string, infer One> ? One : never;

const worth = (row: Row | undefined) =>
  row === undefined || row.status === "DISABLED" ? [] : sortRoles(row.roles);

async function check(scene: Scene, step: Step, now: Date): Promise<void> {
  const actor = await findMember(await personOf(scene.actor), scene.account, now);
  if (!actor) return;
  const before = await snapshot(scene);
  try {
    await play(scene, actor, step, now);
    done.set(step.verb, (done.get(step.verb) ?? 0) + 1);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const keys = [error.sentence.key, ...Object.values(error.fields).map(({ key }) => key)];
    for (const key of keys) refused.add(`${step.verb} ${key}`);
  }
  const after = await snapshot(scene);
  for (const email of new Set([...before.keys(), ...after.keys()])) {
    const [earlier, later] = [before.get(email), after.get(email)];
    expectMayHave(actor, step, [earlier, later], email);
    if (email === scene.people[0]) await expectDesigneeKept(scene, step, [earlier, later]);
  }
}

/** Gained and lost roles are ones that the actor may assign; their own only ever get fewer. */
function expectMayHave(
  actor: MemberActor,
  step: Step,
  [before, after]: readonly (Row | undefined)[],
  email: string,
): void {
  const [had, has] = [worth(before), worth(after)];
  const written = [
    // What lies in the row of somebody who is shut out counts, too: it comes back with them.
    ...differing(had, has),
    ...(before?.id === after?.id ? differing(before?.roles ?? [], after?.roles ?? []) : []),
  ];
  const assignable = ROLES.filter((role) =>
    actor.roles.some((held) => (ASSIGNABLE_ROLES[held] as readonly Role[]).includes(role)),
  );
  const out = written.filter((role) => !assignable.includes(role));
  expect({ step, email, had, has, out }).toEqual({ step, email, had, has, out: [] });
  if (before?.id !== actor.membershipId) return;
  expect(has.filter((role) => !had.includes(role))).toEqual([]);
}

const differing = (some: readonly Role[], others: readonly Role[]) => [
  ...some.filter((role) => !others.includes(role)),
  ...others.filter((role) => !some.includes(role)),
];

/** Who is only invited by the agreement is in its hands, or out: nobody's colleague, nobody's grant. */
async function expectDesigneeKept(
  { purchasingAccountId, people }: Scene,
  step: Step,
  [before, after]: readonly (Row | undefined)[],
): Promise<void> {
  if (after === undefined) return;
  expect({ step, id: after.id }).toEqual({ step, id: before?.id });
  if (after.status !== "INVITED") return;
  expect(after).toMatchObject({ roles: before?.roles, grantedById: null });
  const kinds = await db.invitation.findMany({
    where: { purchasingAccountId, membership: { emailKey: people[0] ?? "" } },
    select: { kind: true },
  });
  expect(kinds).toEqual([{ kind: "ADMINISTRATOR" }]);
}

async function play(scene: Scene, actor: MemberActor, step: Step, now: Date): Promise<unknown> {
  const { purchasingAccountId, people } = scene;
  const emailKey = people[step.person] ?? "";
  const { verb, roles } = step;
  const member = await db.membership.findFirst({
    where: { purchasingAccountId, emailKey },
    orderBy: { createdAt: "desc" },
  });
  const invitation = await db.invitation.findFirst({
    where: { membershipId: member?.id ?? randomUUID() },
    orderBy: { createdAt: "desc" },
  });
  const it = { membershipId: member?.id ?? randomUUID() };
  const that = { invitationId: invitation?.id ?? randomUUID() };
  const input = inviteInput(emailKey, ...roles);
  switch (verb) {
    case "invite":
      return inviteUser(actor, input, now);
    case "import":
      return importOne(actor, emailKey, roles, now);
    case "join":
      return join(actor, emailKey, roles, now);
    case "edit":
    case "editTo": {
      const email = verb === "edit" ? emailKey : (people[step.other] ?? "");
      const version = member?.version ?? 1;
      return editInvitation(actor, { ...input, email, ...that, version }, now);
    }
    case "resend":
      return resendInvitation(actor, that, now);
    case "revoke":
      return revokeInvitation(actor, that, now);
    case "approve":
      return approveInvitation(actor, that, now);
    case "roles":
      return changeRoles(actor, { ...it, roles }, now);
    case "disable":
      return disableMember(actor, it, now);
    case "enable":
      return enableMember(actor, it, now);
    case "remove":
      return removeMember(actor, { ...it, invitations: "revoke" }, now);
    default:
      return bulk(actor, verb, it.membershipId, roles, now);
  }
}

const BULK = {
  addRole: "addRole",
  takeRole: "takeRole",
  bulkResend: "resend",
  bulkDisable: "disable",
} as const;

async function bulk(
  actor: MemberActor,
  verb: string,
  membershipId: string,
  roles: readonly Role[],
  now: Date,
): Promise<void> {
  const intent = BULK[verb as keyof typeof BULK];
  const [outcome] = await bulkPeople(
    actor,
    { people: [membershipId], intent, role: roles[0] },
    now,
  );
  if (outcome?.refusal) throw new DomainError("conflict", outcome.refusal);
}

/** As the page checks and starts it and the worker imports it. */
async function importOne(
  actor: MemberActor,
  email: string,
  roles: readonly Role[],
  now: Date,
): Promise<void> {
  const heading = "EMAIL ADDRESS,FIRST NAME,LAST NAME,PREFERRED LANGUAGE,COUNTRY/REGION,ROLE";
  const file = `${heading}\n${email},Robin,Ortega,en,US,${roles.join(";")}\n`;
  const { importId } = await checkImport(
    actor,
    { fileName: "people.csv", bytes: bytes(file) },
    now,
  );
  await startImport(actor, { importId }, now);
  await runImport(importId, now);
  const row = await db.importRow.findFirstOrThrow({ where: { runId: importId } });
  if (row.outcome === "INVITED") return;
  const [reason] = row.reason as { key: string }[];
  throw new DomainError("conflict", { key: reason?.key ?? "" });
}

async function* bytes(text: string) {
  yield await Promise.resolve(Buffer.from(text));
}

/** Somebody with this address has proved it and asks to be let in. */
async function join(
  actor: MemberActor,
  email: string,
  roles: readonly Role[],
  now: Date,
): Promise<unknown> {
  const { purchasingAccountId } = actor;
  await db.joinRequest.updateMany({
    where: { purchasingAccountId, status: "PENDING" },
    data: { status: "CLOSED" },
  });
  const { id: requestId } = await db.joinRequest.create({
    data: {
      purchasingAccountId,
      email,
      emailKey: email,
      baseKey: email,
      firstName: "Robin",
      lastName: "Ortega",
      language: "en",
      country: "US",
      reason: "Purchasing",
      createdAt: now,
      expiresAt: new Date(now.getTime() + DAY * 1000),
    },
  });
  return approveJoinRequest(actor, { requestId, roles: [...roles] }, now);
}

test("an expired invitation by the agreement can't be turned into a colleague's", async () => {
  const scene = await setScene(900_001, {
    mine: ["AGREEMENT_ADMINISTRATOR", []],
    designee: "expired",
    people: times(OTHERS).map(() => ({
      state: "removed",
      roles: ["ACCOUNT_VIEWER"],
      byActor: true,
    })),
    steps: [],
  });
  const now = later(900_001 * 30 * DAY + DAY);
  const actor = await findMember(await personOf(scene.actor), scene.account, now);
  if (!actor) throw new Error("the actor isn't in");
  expect(mayAssignAll(actor.roles, ["ACCOUNT_ADMINISTRATOR"])).toBe(false);
  const before = await snapshot(scene);
  const [paa = ""] = scene.people;
  expect(
    (await refusal(inviteUser(actor, inviteInput(paa, "ACCOUNT_VIEWER"), now))).fields,
  ).toEqual({ email: "designatedAddress" });
  expect(await snapshot(scene)).toEqual(before);
});
