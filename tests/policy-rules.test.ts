import { describe, expect, test } from "vitest";
import { SYSTEM, type Actor, type MemberActor, type PartnerActor } from "../lib/policy/actor";
import { can, mayHandleInvitation, mayHandleMember } from "../lib/policy/authorize";
import { isRole, ROLES, sortRoles, type Role } from "../lib/policy/roles";
import {
  accountScope,
  partnerPeopleScope,
  peopleScope,
  requireOperator,
  requireStaff,
  requireVendor,
} from "../lib/policy/scope";

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

describe("who handles an invitation (decision 4)", () => {
  const invitation = (invitedById: string | null, ...roles: Role[]) => ({ invitedById, roles });
  test.each([
    ["an Account Administrator any", "ACCOUNT_ADMINISTRATOR", invitation(null, ...ROLES), true],
    [
      "a User Administrator a colleague's",
      "USER_ADMINISTRATOR",
      invitation("other", "ACCOUNT_MANAGER"),
      true,
    ],
    [
      "a User Administrator none with Account Administrator, also not their own",
      "USER_ADMINISTRATOR",
      invitation("me", "ACCOUNT_VIEWER", "ACCOUNT_ADMINISTRATOR"),
      false,
    ],
    [
      "an Agreement Administrator their own",
      "AGREEMENT_ADMINISTRATOR",
      invitation("me", "ACCOUNT_VIEWER"),
      true,
    ],
    [
      "an Agreement Administrator no other",
      "AGREEMENT_ADMINISTRATOR",
      invitation("other", "ACCOUNT_VIEWER"),
      false,
    ],
    [
      "an Agreement Administrator none of the system",
      "AGREEMENT_ADMINISTRATOR",
      invitation(null, "ACCOUNT_VIEWER"),
      false,
    ],
    [
      "an Agreement Administrator not their own once it carries more",
      "AGREEMENT_ADMINISTRATOR",
      invitation("me", "REPORT_VIEWER"),
      false,
    ],
    [
      "an Account Manager none, also not one sent before",
      "ACCOUNT_MANAGER",
      invitation("me"),
      false,
    ],
  ] as const)("%s", (_sentence, role, target, may) => {
    expect(mayHandleInvitation(member(role), target)).toBe(may);
  });
});

describe("who handles a member (edge 36)", () => {
  test.each([
    ["ACCOUNT_ADMINISTRATOR", "ACCOUNT_ADMINISTRATOR", true],
    ["USER_ADMINISTRATOR", "ACCOUNT_ADMINISTRATOR", false],
    ["USER_ADMINISTRATOR", "USER_ADMINISTRATOR", true],
    ["AGREEMENT_ADMINISTRATOR", "ACCOUNT_VIEWER", false],
    ["ACCOUNT_MANAGER", "ACCOUNT_VIEWER", false],
  ] as const)("%s and a %s: %s", (role, target, may) => {
    expect(mayHandleMember(member(role), { roles: ["REPORT_VIEWER", target] })).toBe(may);
  });
});

describe("scopes (decision 22)", () => {
  test("a member reaches one account, a partner its own, the vendor all, a person none", () => {
    expect(accountScope(member())).toEqual({ id: "a" });
    expect(accountScope(PARTNER)).toEqual({
      partnerId: "p",
    });
    expect(accountScope({ kind: "operator", userId: "u" })).toEqual({});
    expect(accountScope(SYSTEM)).toEqual({});
    expect(() => accountScope({ kind: "person", userId: "u", sessionId: "s" })).toThrow("notFound");
  });

  test("a partner's people: its own for its administrators, any for the vendor, else none", () => {
    expect(partnerPeopleScope(PARTNER)).toEqual({ partnerId: "p" });
    expect(partnerPeopleScope({ kind: "operator", userId: "u" })).toEqual({});
    expect(partnerPeopleScope(SYSTEM)).toEqual({});
    for (const actor of [
      { ...PARTNER, isAdministrator: false },
      member(...ROLES),
      { kind: "person", userId: "u", sessionId: "s" } as const,
    ]) {
      expect(() => partnerPeopleScope(actor)).toThrow("forbidden");
    }
  });

  test("the vendor is an operator or the command line; staff is the vendor or a partner", () => {
    const person = { kind: "person", userId: "u", sessionId: "s" } as const;
    for (const actor of [PARTNER, member(...ROLES), person]) {
      expect(() => requireVendor(actor)).toThrow("operatorsOnly");
    }
    for (const actor of [member(...ROLES), person]) {
      expect(() => requireStaff(actor)).toThrow("forbidden");
    }
    for (const actor of [{ kind: "operator", userId: "u" } as const, SYSTEM]) {
      requireVendor(actor);
      requireStaff(actor);
    }
    requireStaff(PARTNER);
  });

  test("people: of the account for who manages users, else those whom one invited", () => {
    const all = { purchasingAccountId: "a" };
    const own = { ...all, invitations: { some: { invitedById: "me" } } };
    for (const role of ROLES) {
      expect(peopleScope(member(role))).toEqual(can(member(role), "users.manage") ? all : own);
    }
    expect(peopleScope(member("AGREEMENT_ADMINISTRATOR", "USER_ADMINISTRATOR"))).toEqual(all);
  });

  test("the operator's area opens for no member, partner or person", () => {
    for (const actor of [member(...ROLES), ...OTHERS.filter(({ kind }) => kind !== "operator")]) {
      expect(() => requireOperator(actor)).toThrow("operatorsOnly");
    }
  });
});

test("roles are kept once each and in one order; unknown names are none (edge 38)", () => {
  expect(sortRoles(["ACCOUNT_VIEWER", "ACCOUNT_ADMINISTRATOR", "ACCOUNT_VIEWER"])).toEqual([
    "ACCOUNT_ADMINISTRATOR",
    "ACCOUNT_VIEWER",
  ]);
  for (const name of ["", "account_viewer", "OWNER", "toString", "__proto__"])
    expect(isRole(name)).toBe(false);
});
