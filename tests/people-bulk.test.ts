import { beforeAll, describe, expect, test } from "vitest";
import { changeRoles } from "../lib/accounts/change-roles";
import { db } from "../lib/db/client";
import {
  bulkPeople,
  bulkPeopleSchema,
  PEOPLE_AT_ONCE,
  type BulkVerb,
} from "../lib/invitations/bulk-people";
import { inviteUser } from "../lib/invitations/invite-user";
import type { MemberActor } from "../lib/policy/actor";
import type { Role } from "../lib/policy/roles";
import {
  actorOf,
  codeOf,
  HOUR,
  invitationOf,
  inviteInput,
  later,
  letIn,
  newAddress,
  NOW,
  times,
} from "./factories";
import { CONTOSO, FABRIKAM } from "./world";
import { haveWorld } from "./setup/world";

let dana: MemberActor;
let olga: MemberActor;

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
  olga = await letIn(dana, CONTOSO, ["USER_ADMINISTRATOR"]);
});

const member = async (...roles: Role[]) => (await letIn(dana, CONTOSO, roles)).membershipId;

async function invited(inviter = dana, ...roles: Role[]) {
  const email = newAddress("asked");
  await inviteUser(inviter, inviteInput(email, ...roles), NOW);
  const { membership } = await invitationOf(email, CONTOSO);
  return { id: membership.id, email };
}

/** What became of each: null where it was done, else the key of the sentence that says why not. */
async function outcomes(
  actor: MemberActor,
  intent: BulkVerb,
  people: string[],
  role?: Role,
  now = NOW,
) {
  const results = await bulkPeople(actor, { intent, people, role }, now);
  return results.map(({ refusal }) => refusal?.key ?? null);
}

const rolesOf = async (id: string) =>
  (await db.membership.findUniqueOrThrow({ where: { id } })).roles;

describe("a role for several people at once", () => {
  test("is added and taken row by row, and each row says what became of it", async () => {
    const [one, two] = [await member("ACCOUNT_VIEWER"), await member("REPORT_VIEWER")];
    const asked = await invited();
    const foreign = await actorOf("ravi.menon@fabrikam.com", FABRIKAM);
    const people = [one, two, asked.id, foreign.membershipId];
    expect(await outcomes(dana, "addRole", people, "ACCOUNT_VIEWER")).toEqual([
      "roleHeld",
      null,
      "rolesWhileInvited",
      "notFound",
    ]);
    expect(await rolesOf(two)).toEqual(["REPORT_VIEWER", "ACCOUNT_VIEWER"]);
    expect(await outcomes(dana, "takeRole", [one, two, two], "ACCOUNT_VIEWER")).toEqual([
      "roleOnly",
      null,
    ]);
    expect(await rolesOf(two)).toEqual(["REPORT_VIEWER"]);
    expect(await outcomes(dana, "takeRole", [two], "ACCOUNT_MANAGER")).toEqual(["roleNotHeld"]);
  });

  test("is not given upward to oneself, nor beyond what one may assign", async () => {
    const viewer = await member("ACCOUNT_VIEWER");
    expect(await outcomes(olga, "addRole", [olga.membershipId], "REPORT_VIEWER")).toEqual([
      "ownRoles",
    ]);
    expect(await outcomes(olga, "addRole", [viewer], "ACCOUNT_ADMINISTRATOR")).toEqual([
      "rolesNotAssignable",
    ]);
    expect(await outcomes(olga, "addRole", [dana.membershipId], "REPORT_VIEWER")).toEqual([
      "forbidden",
    ]);
    expect(await rolesOf(viewer)).toEqual(["ACCOUNT_VIEWER"]);
  });

  test("is never taken from the last Account Administrator", async () => {
    const second = await member("ACCOUNT_ADMINISTRATOR", "ACCOUNT_VIEWER");
    const all = [second, dana.membershipId];
    await changeRoles(dana, {
      membershipId: dana.membershipId,
      roles: ["ACCOUNT_ADMINISTRATOR"],
    });
    const keys = await outcomes(dana, "takeRole", all, "ACCOUNT_ADMINISTRATOR");
    expect(keys).toEqual([null, "roleOnly"]);
    const third = await letIn(dana, CONTOSO, ["ACCOUNT_ADMINISTRATOR", "ACCOUNT_VIEWER"]);
    const left = await db.membership.count({
      where: {
        purchasingAccountId: dana.purchasingAccountId,
        status: "ACTIVE",
        roles: { has: "ACCOUNT_ADMINISTRATOR" },
        NOT: { id: { in: [dana.membershipId, third.membershipId] } },
      },
    });
    expect(left).toBe(0);
    expect(await outcomes(dana, "takeRole", [third.membershipId], "ACCOUNT_ADMINISTRATOR")).toEqual(
      [null],
    );
  });

  test("two bulks at once on the same people lose none of each other's changes", async () => {
    const people: string[] = [];
    for (let n = 0; n < 6; n += 1) people.push(await member("ACCOUNT_VIEWER"));
    const [a, b, c] = await Promise.all([
      outcomes(dana, "addRole", people, "REPORT_VIEWER"),
      outcomes(olga, "addRole", [...people].reverse(), "ACCOUNT_MANAGER"),
      outcomes(dana, "addRole", people, "AGREEMENT_ADMINISTRATOR"),
    ]);
    expect([...a, ...b, ...c].every((key) => key === null)).toBe(true);
    for (const id of people) {
      expect(await rolesOf(id)).toEqual([
        "AGREEMENT_ADMINISTRATOR",
        "ACCOUNT_MANAGER",
        "REPORT_VIEWER",
        "ACCOUNT_VIEWER",
      ]);
    }
  });
});

describe("disabling several people at once", () => {
  test("shuts out those who are in, and leaves oneself and the last administrator", async () => {
    const viewer = await member("ACCOUNT_VIEWER");
    const asked = await invited();
    const people = [viewer, asked.id, dana.membershipId];
    const [done, notIn, self] = await outcomes(dana, "disable", people);
    expect([done, notIn]).toEqual([null, "disableWhileInvited"]);
    expect(self).not.toBeNull();
    expect(await outcomes(dana, "disable", [viewer])).toEqual(["disabledAlready"]);
    expect(await outcomes(olga, "disable", [dana.membershipId])).toEqual(["forbidden"]);
    expect(await db.membership.findUniqueOrThrow({ where: { id: viewer } })).toMatchObject({
      status: "DISABLED",
    });
  });

  test("two bulks that disable the same people shut each out once", async () => {
    const people: string[] = [];
    for (let n = 0; n < 4; n += 1) people.push(await member("ACCOUNT_VIEWER"));
    const both = await Promise.all([
      outcomes(dana, "disable", people),
      outcomes(olga, "disable", people),
    ]);
    for (const [index, id] of people.entries()) {
      expect(both.filter((keys) => keys[index] === null)).toHaveLength(1);
      const events = await db.auditEvent.count({
        where: { objectId: id, action: "membership.disabled" },
      });
      expect(events).toBe(1);
    }
  });
});

describe("sending several invitations again", () => {
  test("sends the open ones within their limits, and says why not of the others", async () => {
    const [one, two] = [await invited(), await invited()];
    const viewer = await member("ACCOUNT_VIEWER");
    const people = [one.id, two.id, viewer];
    expect(await outcomes(dana, "resend", people)).toEqual([
      "resentJustNow",
      "resentJustNow",
      "nothingToResend",
    ]);
    const now = later(HOUR);
    expect(await outcomes(dana, "resend", people, undefined, now)).toEqual([
      null,
      null,
      "nothingToResend",
    ]);
    expect((await invitationOf(one.email, CONTOSO)).links).toHaveLength(2);
  });

  test("works for an Agreement Administrator on their own invitations only", async () => {
    const mei = await actorOf("mei.lin@contoso.com", CONTOSO);
    const [own, others] = [await invited(mei), await invited(dana)];
    const now = later(HOUR);
    expect(await outcomes(mei, "resend", [own.id, others.id], undefined, now)).toEqual([
      null,
      "notFound",
    ]);
    for (const intent of ["addRole", "takeRole", "disable"] as const) {
      const run = bulkPeople(mei, { intent, people: [own.id], role: "ACCOUNT_VIEWER" }, now);
      expect(await codeOf(run)).toBe("forbidden");
    }
  });
});

describe("the form takes", () => {
  const id = "018f0000-0000-7000-8000-000000000000";
  const complaint = (input: object) => bulkPeopleSchema.safeParse(input).error?.issues[0]?.message;

  test.each([
    [{ intent: "resend" }, "choosePeople"],
    [{ intent: "resend", people: [] }, "choosePeople"],
    [{ intent: "resend", people: times(PEOPLE_AT_ONCE + 1).map(() => id) }, "tooManyPeople:50"],
    [{ intent: "resend", people: ["x"] }, "notFound"],
    [{ intent: "addRole", people: [id] }, "roleChoose"],
    [{ intent: "takeRole", people: [id], role: "OPERATOR" }, "roleChoose"],
    [{ intent: "remove", people: [id] }, "notFound"],
  ])("nothing else: %j", (input, message) => {
    expect(complaint(input)).toBe(message);
  });

  test("50 people and a button", () => {
    const people = times(PEOPLE_AT_ONCE).map(() => id);
    expect(complaint({ intent: "disable", people })).toBeUndefined();
  });
});
