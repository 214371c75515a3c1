import { beforeAll, describe, expect, test } from "vitest";
import { changeRoles } from "../lib/accounts/change-roles";
import { db } from "../lib/db/client";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { inviteUser } from "../lib/invitations/invite-user";
import type { MemberActor } from "../lib/policy/actor";
import { ROLES, type Role } from "../lib/policy/roles";
import { CONTOSO } from "./world";
import {
  acceptInput,
  actorOf,
  count,
  dump,
  inviteInput,
  letIn,
  newAddress,
  NOW,
  refusal,
  sign,
  together,
  tokenFor,
  visit,
  agreement,
  repeat,
} from "./factories";
import { haveWorld } from "./setup/world";

const ADMINISTRATOR = "ACCOUNT_ADMINISTRATOR";
let dana: MemberActor;

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
});

/** A purchasing account of its own with so many Account Administrators, who are viewers as well. */
async function accountWith(administrators: number): Promise<MemberActor[]> {
  const email = newAddress("first");
  const account = `PA${email.replace(/\D/g, "")}X`;
  await sign(agreement(account, email));
  await acceptInvitation(acceptInput(await tokenFor(email, account)), visit(), NOW);
  const roles: Role[] = [ADMINISTRATOR, "ACCOUNT_VIEWER"];
  const { membershipId: id } = await actorOf(email, account);
  await db.membership.update({ where: { id }, data: { roles } });
  const first = await actorOf(email, account);
  const others: MemberActor[] = [];
  await repeat(administrators - 1, async () => {
    others.push(await letIn(first, account, roles));
  });
  return [first, ...others];
}

const demote = (actor: MemberActor, { membershipId }: MemberActor) =>
  changeRoles(actor, { membershipId, roles: ["ACCOUNT_VIEWER"] }, NOW);

const administratorsOf = ({ purchasingAccountId }: MemberActor) =>
  db.membership.count({
    where: { purchasingAccountId, status: "ACTIVE", roles: { has: ADMINISTRATOR } },
  });

describe("the last active Account Administrator (decision 6, edge 34)", () => {
  test("can't be demoted, not even by themselves", async () => {
    const [only] = await accountWith(1);
    if (!only) return;
    const before = await dump();
    expect(await refusal(demote(only, only))).toMatchObject({
      code: "conflict",
      key: "lastAdministrator",
    });
    expect(await dump()).toEqual(before);
  });

  test("is still the last one while another has only been invited", async () => {
    const [only] = await accountWith(1);
    if (!only) return;
    await inviteUser(only, inviteInput(newAddress(), ADMINISTRATOR), NOW);
    expect(await refusal(demote(only, only))).toMatchObject({ key: "lastAdministrator" });
  });

  test("of two who demote each other at the same moment one stays", async () => {
    await repeat(count(4, 40), async () => {
      const [one, two] = await accountWith(2);
      if (!one || !two) return;
      const { done, refused } = await together([() => demote(one, two), () => demote(two, one)]);
      expect(done).toHaveLength(1);
      // Whoever was demoted first has no power left when their own turn comes.
      expect(refused).toEqual(["forbidden forbidden"]);
      expect(await administratorsOf(one)).toBe(1);
    });
  });

  test("of four who all step down at the same moment one stays", async () => {
    const four = await accountWith(4);
    const { done } = await together(four.map((member) => () => demote(member, member)));
    expect(done).toHaveLength(3);
    expect(await administratorsOf(four[0] ?? dana)).toBe(1);
  });

  test("may step down once another one is there (edge 35)", async () => {
    const [one] = await accountWith(2);
    if (!one) return;
    await demote(one, one);
    expect(await administratorsOf(one)).toBe(1);
  });
});

describe("one's own roles (decision 6, edge 35)", () => {
  test.each(ROLES)("%s adds none to itself", async (role) => {
    const self = await letIn(dana, CONTOSO, [role]);
    const before = await dump();
    for (const added of ROLES.filter((other) => other !== role)) {
      const change = { membershipId: self.membershipId, roles: [role, added] };
      expect((await refusal(changeRoles(self, change, NOW))).code).toBe("forbidden");
    }
    expect(await dump()).toEqual(before);
  });

  test("a User Administrator can't exchange theirs for another, but may give one up", async () => {
    const self = await letIn(dana, CONTOSO, ["USER_ADMINISTRATOR", "REPORT_VIEWER"]);
    const { membershipId } = self;
    const exchange = changeRoles(self, { membershipId, roles: ["ACCOUNT_MANAGER"] }, NOW);
    expect(await refusal(exchange)).toMatchObject({ code: "forbidden", key: "ownRoles" });
    await changeRoles(self, { membershipId, roles: ["USER_ADMINISTRATOR"] }, NOW);
  });
});

describe("changing others' roles", () => {
  test("only an Account Administrator touches an Account Administrator (edge 36)", async () => {
    const uwe = await actorOf("uwe.schneider@contoso.de", CONTOSO);
    const target = await letIn(dana, CONTOSO, [ADMINISTRATOR, "REPORT_VIEWER"]);
    const before = await dump();
    for (const roles of [[ADMINISTRATOR], ["REPORT_VIEWER"], [ADMINISTRATOR, "ACCOUNT_VIEWER"]]) {
      const change = { membershipId: target.membershipId, roles: roles as Role[] };
      expect((await refusal(changeRoles(uwe, change, NOW))).code).toBe("forbidden");
    }
    expect(await dump()).toEqual(before);
    await demote(dana, target);
  });

  test("never leaves a member without any role, and reaches no invited person", async () => {
    const target = await letIn(dana, CONTOSO, ["REPORT_VIEWER"]);
    const { membershipId } = target;
    const nothing = changeRoles(dana, { membershipId, roles: [] }, NOW);
    expect(await refusal(nothing)).toMatchObject({ code: "invalid", key: "rolesNone" });
    const invited = await inviteUser(dana, inviteInput(newAddress()), NOW);
    const change = { membershipId: invited.membershipId, roles: ["REPORT_VIEWER" as const] };
    expect((await refusal(changeRoles(dana, change, NOW))).code).toBe("notFound");
  });

  test("is written down once, with what was and what is", async () => {
    const { membershipId } = await letIn(dana, CONTOSO, ["REPORT_VIEWER"]);
    await changeRoles(dana, { membershipId, roles: ["ACCOUNT_VIEWER", "REPORT_VIEWER"] }, NOW);
    const events = await db.auditEvent.findMany({ where: { objectId: membershipId } });
    expect(events).toMatchObject([
      {
        action: "membership.roles_changed",
        actorId: dana.membershipId,
        data: { before: ["REPORT_VIEWER"], after: ["REPORT_VIEWER", "ACCOUNT_VIEWER"] },
      },
    ]);
  });
});
