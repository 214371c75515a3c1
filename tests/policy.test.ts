import { describe, expect, test } from "vitest";
import { SYSTEM, type Actor, type MemberActor, type PartnerActor } from "../lib/policy/actor";
import { assignableBy, mayAssignAll } from "../lib/policy/assignable-roles";
import { authorize, authorizeRoles, can, roleChoices } from "../lib/policy/authorize";
import { allows, PERMISSIONS, rolesThatMay, type Permission } from "../lib/policy/permissions";
import { ROLES, type Role } from "../lib/policy/roles";

/** Requirements 2.11, by hand; columns as in the document. x may. */
const MATRIX: Record<Permission, string> = {
  //                    AcctAdm AgrAdm UserAdm AcctMgr RepView AcctView
  "agreements.view": /*     */ "x x - x x x",
  "agreements.edit": /*     */ "x - - x - -",
  "keys.view": /*           */ "x - - x x -",
  "orders.view": /*         */ "x - - x x x",
  "licenses.view": /*       */ "x - - x x x",
  "reports.view": /*        */ "x - - x x x",
  "downloads.use": /*       */ "x - - x - -",
  "provisioning.use": /*    */ "x - - x - -",
  "users.invite": /*        */ "x x x - - -",
  "users.view": /*          */ "x x x - - -",
  "users.manage": /*        */ "x - x - - -",
  "domains.manage": /*      */ "x - - - - -",
  "visibility.manage": /*   */ "x - - - - -",
  // Not in the document: the trail of the account (edge 53).
  "activity.view": /*       */ "x - - - - -",
};

/** Decision 4, by hand: row hands out column. */
const ASSIGNMENTS: Record<Role, string> = {
  //                        AcctAdm AgrAdm UserAdm AcctMgr RepView AcctView
  ACCOUNT_ADMINISTRATOR: /*   */ "x x x x x x",
  AGREEMENT_ADMINISTRATOR: /* */ "- x - - - x",
  USER_ADMINISTRATOR: /*      */ "- x x x x x",
  ACCOUNT_MANAGER: /*         */ "- - - - - -",
  REPORT_VIEWER: /*           */ "- - - - - -",
  ACCOUNT_VIEWER: /*          */ "- - - - - -",
};

const cells = (line: string) => line.split(" ").map((sign) => sign === "x");
const member = (...roles: Role[]): MemberActor => ({
  kind: "member",
  userId: "u",
  membershipId: "me",
  purchasingAccountId: "a",
  roles,
});
const PARTNER: PartnerActor = {
  kind: "partner",
  userId: "u",
  partnerUserId: "pu",
  partnerId: "p",
  isAdministrator: true,
};
const OTHERS: Actor[] = [
  PARTNER,
  { kind: "operator", userId: "u" },
  { kind: "person", userId: "u", sessionId: "s" },
  SYSTEM,
];

test("there are these rights and roles, and no others", () => {
  expect([...PERMISSIONS].sort()).toEqual(Object.keys(MATRIX).sort());
  expect([...ROLES].sort()).toEqual(Object.keys(ASSIGNMENTS).sort());
});

describe.each(PERMISSIONS)("%s (R64 to R71)", (permission) => {
  const expected = cells(MATRIX[permission]);

  test.each(ROLES.map((role, at) => [expected[at] ? "is" : "is not", role, expected[at]] as const))(
    "%s for %s",
    (_is, role, may) => {
      expect(can(member(role), permission)).toBe(may);
      expect(allows([role], permission)).toBe(may);
      if (!may) expect(() => authorize(member(role), permission)).toThrow("forbidden");
    },
  );

  test("is for no actor but a member", () => {
    for (const actor of OTHERS) expect(can(actor, permission)).toBe(false);
  });

  test("names on the refused page exactly the roles that open it (decision 22)", () => {
    expect(rolesThatMay(permission)).toEqual(ROLES.filter((_, at) => expected[at]));
  });
});

describe("several roles are the union of each (R70, edge 38)", () => {
  test("for every pair of roles and every permission", () => {
    for (const one of ROLES) {
      for (const two of ROLES) {
        for (const permission of PERMISSIONS) {
          const either = can(member(one), permission) || can(member(two), permission);
          expect(can(member(one, two), permission)).toBe(either);
        }
        const either = ROLES.filter(
          (role) => mayAssignAll([one], [role]) || mayAssignAll([two], [role]),
        );
        expect(assignableBy([one, two])).toEqual(either);
      }
    }
  });

  test("no role at all opens nothing, hands out nothing and breaks nothing", () => {
    for (const permission of PERMISSIONS) expect(can(member(), permission)).toBe(false);
    expect(assignableBy([])).toEqual([]);
    expect(roleChoices(member())).toHaveLength(ROLES.length);
  });
});

describe.each(ROLES)("%s (decision 4)", (holder) => {
  const expected = cells(ASSIGNMENTS[holder]);
  test.each(
    ROLES.map(
      (role, at) => [expected[at] ? "hands out" : "can't hand out", role, expected[at]] as const,
    ),
  )("%s %s", (_may, role, may) => {
    expect(mayAssignAll([holder], [role])).toBe(may);
    if (may) authorizeRoles(member(holder), [role]);
    else expect(() => authorizeRoles(member(holder), [role])).toThrow("rolesNotAssignable");
    const choice = roleChoices(member(holder)).find((one) => one.role === role);
    expect(choice?.assignableBy === null).toBe(may);
  });
});

test("a role that can't be ticked names those who may hand it out (R58)", () => {
  const [first, second] = roleChoices(member("ACCOUNT_VIEWER"));
  expect(first).toEqual({ role: "ACCOUNT_ADMINISTRATOR", assignableBy: ["ACCOUNT_ADMINISTRATOR"] });
  expect(second?.assignableBy).toEqual([
    "ACCOUNT_ADMINISTRATOR",
    "AGREEMENT_ADMINISTRATOR",
    "USER_ADMINISTRATOR",
  ]);
});
