import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeRoles } from "../lib/accounts/change-roles";
import { disableMember } from "../lib/accounts/disable-member";
import { enableMember } from "../lib/accounts/enable-member";
import { leaveAccount } from "../lib/accounts/leave-account";
import { findMember } from "../lib/accounts/member-actor";
import { readPerson } from "../lib/accounts/read-person";
import { removeMember } from "../lib/accounts/remove-member";
import { readSession, startSession } from "../lib/accounts/session";
import { db } from "../lib/db/client";
import { transaction } from "../lib/db/transaction";
import { administratorStates } from "../lib/designations/administrator-state";
import { applyDueChanges } from "../lib/designations/apply-due-changes";
import { replaceAdministrator } from "../lib/designations/change-administrator";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { confirmWaiting } from "../lib/invitations/confirm-invitation";
import { inviteUser } from "../lib/invitations/invite-user";
import { readPersonHistory } from "../lib/invitations/person-history";
import { readInvitation } from "../lib/invitations/read-invitation";
import { remindSoleAdministrators } from "../lib/invitations/remind-sole-administrators";
import { SYSTEM, type Actor, type MemberActor } from "../lib/policy/actor";
import { ROLES, type Role } from "../lib/policy/roles";
import { CONTOSO_RESEARCH, FABRIKAM } from "./world";
import {
  acceptInput,
  actorOf,
  agreement,
  codeOf,
  count,
  DAY,
  dump,
  HOUR,
  invitationOf,
  inviteInput,
  later,
  mailsTo,
  newAddress,
  NOW,
  personOf,
  refusal,
  repeat,
  sign,
  times,
  together,
  tokenFor,
  visit,
} from "./factories";
import { haveWorld } from "./setup/world";

/** A purchasing account of its own for each test: an administrator, a User Administrator, a viewer. */
let ACCOUNT: string;
let DANA: string;
let UWE: string;
let TOM: string;
let dana: MemberActor;
let uwe: MemberActor;
let tom: MemberActor;
let made = 0;

beforeAll(() => haveWorld());

beforeEach(async () => {
  ACCOUNT = `PA77000${(made += 1)}`;
  [DANA, UWE, TOM] = [newAddress("dana"), newAddress("uwe"), newAddress("tom")];
  await sign(agreement(ACCOUNT, DANA));
  dana = await enter(DANA, ACCOUNT);
  uwe = await letIn(dana, ACCOUNT, ["USER_ADMINISTRATOR"], UWE);
  tom = await letIn(dana, ACCOUNT, ["ACCOUNT_VIEWER"], TOM);
});

/** Comes in by one click, as somebody who has a sign-in already: no password is hashed. */
async function enter(email: string, account: string): Promise<MemberActor> {
  const { id: invitationId, membership } = await invitationOf(email, account);
  const { firstName, lastName, language, country } = membership;
  const names = { firstName, lastName, language, country };
  await db.user.create({ data: { ...names, email, emailKey: email, createdAt: NOW } });
  await confirmWaiting(await personOf(email), { invitationId }, NOW);
  return actorOf(email, account);
}

async function letIn(
  inviter: MemberActor,
  account: string,
  roles: readonly Role[],
  email = newAddress(),
): Promise<MemberActor> {
  await inviteUser(inviter, inviteInput(email, ...roles), NOW);
  return enter(email, account);
}

const of = (actor: MemberActor) => ({ membershipId: actor.membershipId });
const memberOf = (actor: MemberActor) =>
  db.membership.findUniqueOrThrow({ where: { id: actor.membershipId } });
const secondAdministrator = () => letIn(dana, ACCOUNT, ["ACCOUNT_ADMINISTRATOR"]);
const templatesTo = async (email: string) => (await mailsTo(email)).map(({ template }) => template);

/** The vendor names somebody who was removed once more; nobody objects. */
async function designateAgain(email: string): Promise<void> {
  const { version } = await db.purchasingAccount.findUniqueOrThrow({
    where: { numberKey: ACCOUNT },
  });
  const { firstName, lastName, language, country } = inviteInput(email);
  const { actsAt } = await replaceAdministrator(
    SYSTEM,
    { account: ACCOUNT, version, email, firstName, lastName, language, country },
    NOW,
  );
  const { userId } = await db.membership.findFirstOrThrow({
    where: {
      purchasingAccount: { numberKey: ACCOUNT },
      status: "ACTIVE",
      roles: { has: "ACCOUNT_ADMINISTRATOR" },
    },
  });
  await transaction((tx) => startSession(tx, userId ?? "", visit(), later(HOUR)));
  await applyDueChanges(actsAt);
}

/** Everything that can take an Account Administrator away from an account, by another one. */
const TAKES: [string, (actor: MemberActor, target: MemberActor) => Promise<unknown>][] = [
  ["demoted", (actor, target) => changeRoles(actor, { ...of(target), roles: ["ACCOUNT_VIEWER"] })],
  ["disabled", (actor, target) => disableMember(actor, of(target))],
  ["removed", (actor, target) => removeMember(actor, { ...of(target), invitations: "keep" })],
];

describe("the last active Account Administrator (decision 6, edge 34)", () => {
  test("can't be demoted, disabled, removed, and can't leave", async () => {
    await db.membership.update({
      where: { id: dana.membershipId },
      data: { roles: ["ACCOUNT_ADMINISTRATOR", "ACCOUNT_VIEWER"] },
    });
    const before = await dump();
    const demoted = changeRoles(dana, { ...of(dana), roles: ["ACCOUNT_VIEWER"] }, NOW);
    expect(await refusal(demoted)).toMatchObject({ code: "conflict", key: "lastAdministrator" });
    expect(await codeOf(disableMember(dana, of(dana), NOW))).toBe("forbidden");
    expect(await codeOf(removeMember(dana, { ...of(dana), invitations: "keep" }))).toBe(
      "forbidden",
    );
    expect(await refusal(leaveAccount(dana, NOW))).toMatchObject({ key: "lastAdministrator" });
    expect(await dump()).toEqual(before);
  });

  test("isn't saved by one who is only invited, or who is disabled", async () => {
    const second = await secondAdministrator();
    await inviteUser(dana, inviteInput(newAddress(), "ACCOUNT_ADMINISTRATOR"), NOW);
    await disableMember(dana, of(second), NOW);
    expect(await codeOf(leaveAccount(dana, NOW))).toBe("conflict");
  });

  test.each(TAKES)("stays when two of them are %s by each other at once", async (_, take) => {
    const second = await secondAdministrator();
    for (const round of times(count(3, 30))) {
      const { done, refused } = await together([
        () => take(dana, second),
        () => take(second, dana),
      ]);
      expect(done, `round ${round}`).toHaveLength(1);
      expect(refused).toHaveLength(1);
      expect(refused[0]).toMatch(/^(conflict lastAdministrator|forbidden forbidden)$/);
      for (const { membershipId: id } of [dana, second]) {
        const data = { roles: ["ACCOUNT_ADMINISTRATOR" as const], status: "ACTIVE" as const };
        await db.membership.update({ where: { id }, data });
      }
    }
  });

  test("stays when each is taken away in another way at once, or leaves", async () => {
    const second = await secondAdministrator();
    const { done } = await together([
      () => changeRoles(dana, { ...of(second), roles: ["ACCOUNT_VIEWER"] }),
      async () => void (await disableMember(second, of(dana))),
      () => leaveAccount(dana),
      () => leaveAccount(second),
    ]);
    expect(done.length).toBeGreaterThan(0);
    const left = await db.membership.count({
      where: {
        purchasingAccountId: dana.purchasingAccountId,
        status: "ACTIVE",
        roles: { has: "ACCOUNT_ADMINISTRATOR" },
      },
    });
    expect(left).toBeGreaterThan(0);
  });
});

describe("who may handle a member (decisions 4, 6, edges 35, 36)", () => {
  /** Every verb on a member, as a post past the screen would call it. */
  const VERBS: [string, (actor: Actor, target: MemberActor) => Promise<unknown>][] = [
    [
      "change roles",
      (actor, target) => changeRoles(actor, { ...of(target), roles: ["REPORT_VIEWER"] }, NOW),
    ],
    ["disable", (actor, target) => disableMember(actor, of(target), NOW)],
    ["enable", (actor, target) => enableMember(actor, of(target), NOW)],
    [
      "remove",
      (actor, target) => removeMember(actor, { ...of(target), invitations: "revoke" }, NOW),
    ],
  ];

  test.each(VERBS)("%s is refused to the four roles that don't manage users", async (_, run) => {
    const others = ROLES.filter(
      (role) => role !== "ACCOUNT_ADMINISTRATOR" && role !== "USER_ADMINISTRATOR",
    );
    const actors = [];
    for (const role of others) actors.push(await letIn(dana, ACCOUNT, [role]));
    const before = await dump();
    for (const actor of actors) expect(await codeOf(run(actor, tom))).toBe("forbidden");
    for (const stranger of [{ kind: "system" } as const, await personOf(DANA)]) {
      expect(await codeOf(run(stranger, tom))).toBe("forbidden");
    }
    expect(await dump()).toEqual(before);
  });

  test.each(VERBS)(
    "%s is refused to a User Administrator on an Account Administrator",
    async (verb, run) => {
      const second = await secondAdministrator();
      if (verb === "enable") await disableMember(dana, of(second), NOW);
      const before = await dump();
      expect(await codeOf(run(uwe, second))).toBe("forbidden");
      expect(await dump()).toEqual(before);
    },
  );

  test.each(VERBS)(
    "%s finds nobody of another account, nobody invited and nobody gone",
    async (_, run) => {
      const ravi = await actorOf("ravi.menon@fabrikam.com", FABRIKAM);
      const keiko = newAddress();
      await inviteUser(dana, inviteInput(keiko), NOW);
      const { membershipId } = await invitationOf(keiko, ACCOUNT);
      const gone = await letIn(dana, ACCOUNT, ["ACCOUNT_VIEWER"]);
      await removeMember(dana, { ...of(gone), invitations: "keep" }, NOW);
      const before = await dump();
      const nowhere = { ...tom, membershipId: "00000000-0000-7000-8000-000000000000" };
      expect(await refusal(run(ravi, tom))).toEqual(await refusal(run(ravi, nowhere)));
      expect(await codeOf(run(ravi, tom))).toBe("notFound");
      expect(await codeOf(run(dana, gone))).toBe("notFound");
      expect(await codeOf(run(dana, { ...tom, membershipId: membershipId ?? "" }))).toBe(
        "notFound",
      );
      expect(await dump()).toEqual(before);
    },
  );

  test.each(VERBS)(
    "%s is refused to one who was demoted while the page was open",
    async (verb, run) => {
      const second = await secondAdministrator();
      if (verb === "enable") await disableMember(dana, of(tom), NOW);
      await changeRoles(dana, { ...of(second), roles: ["ACCOUNT_VIEWER"] }, NOW);
      const before = await dump();
      expect(await codeOf(run(second, tom))).toBe("forbidden");
      expect(await dump()).toEqual(before);
    },
  );

  test("nobody gives themselves a role, disables or removes themselves", async () => {
    await secondAdministrator();
    const before = await dump();
    const more: Role[] = ["USER_ADMINISTRATOR", "ACCOUNT_VIEWER"];
    expect(await refusal(changeRoles(uwe, { ...of(uwe), roles: more }, NOW))).toMatchObject({
      key: "ownRoles",
    });
    for (const actor of [dana, uwe]) {
      expect(await refusal(disableMember(actor, of(actor), NOW))).toMatchObject({
        key: "ownAccess",
      });
      const removed = removeMember(actor, { ...of(actor), invitations: "keep" }, NOW);
      expect(await refusal(removed)).toMatchObject({ key: "ownAccess" });
    }
    expect(await dump()).toEqual(before);
  });

  test("an Account Administrator may step down while another one stays", async () => {
    await secondAdministrator();
    await changeRoles(dana, { ...of(dana), roles: ["ACCOUNT_ADMINISTRATOR"] }, NOW);
    await db.membership.update({
      where: { id: dana.membershipId },
      data: { roles: ["ACCOUNT_ADMINISTRATOR", "ACCOUNT_VIEWER"] },
    });
    await changeRoles(dana, { ...of(dana), roles: ["ACCOUNT_VIEWER"] }, NOW);
    expect((await memberOf(dana)).roles).toEqual(["ACCOUNT_VIEWER"]);
  });

  test("a second editor of the same page is told that it changed meanwhile", async () => {
    const { version } = await memberOf(tom);
    await changeRoles(dana, { ...of(tom), version, roles: ["REPORT_VIEWER"] }, NOW);
    const before = await dump();
    const late = { ...of(tom), version };
    for (const save of [
      () => changeRoles(uwe, { ...late, roles: ["ACCOUNT_MANAGER"] }, NOW),
      () => disableMember(uwe, late, NOW),
      () => removeMember(uwe, { ...late, invitations: "keep" }, NOW),
    ]) {
      expect(await refusal(save())).toMatchObject({ code: "conflict", key: "changedMeanwhile" });
    }
    expect(await dump()).toEqual(before);
  });

  test("of many who save the same page at once, one does", async () => {
    const { version } = await memberOf(tom);
    const others = ROLES.filter((role) => role !== "ACCOUNT_ADMINISTRATOR").slice(0, 4);
    const { done, refused } = await together(
      others.map((role) => () => changeRoles(uwe, { ...of(tom), version, roles: [role] }, NOW)),
    );
    expect(done).toHaveLength(1);
    expect(refused).toEqual(Array(3).fill("conflict changedMeanwhile"));
  });

  test("roles that stay as they are write nothing and mail nobody", async () => {
    const before = await dump();
    await changeRoles(dana, { ...of(tom), roles: ["ACCOUNT_VIEWER"] }, NOW);
    expect(await dump()).toEqual(before);
  });
});

describe("mails", () => {
  test("tell a member of other roles", async () => {
    await changeRoles(dana, { ...of(tom), roles: ["REPORT_VIEWER"] }, NOW);
    const mail = (await mailsTo(TOM)).at(-1);
    expect(mail).toMatchObject({
      template: "rolesChanged",
      props: { membershipId: tom.membershipId },
      purchasingAccountId: tom.purchasingAccountId,
    });
  });

  test("tell the other Account Administrators of a new one", async () => {
    await changeRoles(dana, { ...of(tom), roles: ["ACCOUNT_ADMINISTRATOR"] }, NOW);
    expect(await templatesTo(DANA)).toContain("administratorAdded");
    expect(await templatesTo(TOM)).not.toContain("administratorAdded");
    expect(await templatesTo(UWE)).not.toContain("administratorAdded");
  });

  test("tell Account Administrators of keys that a User Administrator opened (edge 36)", async () => {
    await changeRoles(dana, { ...of(tom), roles: ["REPORT_VIEWER"] }, NOW);
    expect(await templatesTo(DANA)).not.toContain("keyRoleGranted");
    await changeRoles(uwe, { ...of(tom), roles: ["REPORT_VIEWER", "USER_ADMINISTRATOR"] }, NOW);
    expect(await templatesTo(DANA)).not.toContain("keyRoleGranted");
    await changeRoles(uwe, { ...of(tom), roles: ["ACCOUNT_MANAGER"] }, NOW);
    const mail = (await mailsTo(DANA)).find(({ template }) => template === "keyRoleGranted");
    expect(mail?.props).toEqual({ membershipId: tom.membershipId, byId: uwe.membershipId });
  });

  test("tell Account Administrators of such roles also when somebody comes in with them, not before", async () => {
    const before = await templatesTo(DANA);
    const [keys, another] = [newAddress("keys"), newAddress("another")];
    await inviteUser(uwe, inviteInput(keys, "REPORT_VIEWER"), NOW);
    await inviteUser(dana, inviteInput(another, "ACCOUNT_ADMINISTRATOR"), NOW);
    expect(await templatesTo(DANA)).toEqual(before);
    const { membershipId } = await enter(keys, ACCOUNT);
    expect(await templatesTo(DANA)).toEqual([...before, "keyRoleGranted"]);
    expect((await mailsTo(DANA)).at(-1)?.props).toEqual({ membershipId, byId: uwe.membershipId });
    await enter(another, ACCOUNT);
    expect(await templatesTo(DANA)).toEqual([...before, "keyRoleGranted", "administratorAdded"]);
    expect(await templatesTo(another)).not.toContain("administratorAdded");
  });

  test("tell who was disabled or removed", async () => {
    await disableMember(dana, of(tom), NOW);
    await removeMember(dana, { ...of(tom), invitations: "keep" }, NOW);
    expect((await templatesTo(TOM)).slice(-2)).toEqual(["memberDisabled", "memberRemoved"]);
  });
});

describe("a disabled member (edge 49)", () => {
  test("gets no answer for that account in any of 50 live sessions, and for others as before", async () => {
    const ravi = await actorOf("ravi.menon@fabrikam.com", FABRIKAM);
    await inviteUser(ravi, inviteInput(TOM), NOW);
    const person = await personOf(TOM);
    const { id: invitationId } = await invitationOf(TOM, FABRIKAM);
    await confirmWaiting(person, { invitationId }, NOW);
    const secrets = await Promise.all(
      times(50).map(async () => {
        const { secret } = await transaction((tx) => startSession(tx, person.userId, visit(), NOW));
        return secret;
      }),
    );
    const answers = async (account: string) => {
      const found = await Promise.all(
        secrets.map(async (secret) => {
          const session = await readSession(secret, NOW);
          if (!session) throw new Error("the session is over");
          const actor = { ...person, sessionId: session.sessionId };
          return findMember(actor, account, NOW);
        }),
      );
      return found.filter((member) => member !== null).length;
    };
    expect(await answers(ACCOUNT)).toBe(50);

    await disableMember(dana, of(tom), NOW);

    expect(await answers(ACCOUNT)).toBe(0);
    expect(await answers(FABRIKAM)).toBe(50);
    await enableMember(dana, of(tom), NOW);
    expect(await answers(ACCOUNT)).toBe(50);
  });

  test("who acts with an older page does nothing more", async () => {
    await disableMember(dana, of(uwe), NOW);
    const before = await dump();
    expect(await codeOf(disableMember(uwe, of(tom), NOW))).toBe("forbidden");
    expect(await codeOf(leaveAccount(uwe, NOW))).toBe("forbidden");
    expect(await dump()).toEqual(before);
  });

  test("comes back with the roles they had, or with those that were changed meanwhile", async () => {
    await disableMember(dana, of(tom), NOW);
    expect(await codeOf(disableMember(dana, of(tom), NOW))).toBe("conflict");
    await changeRoles(dana, { ...of(tom), roles: ["REPORT_VIEWER"] }, NOW);
    expect((await templatesTo(TOM)).at(-1)).toBe("memberDisabled");
    await enableMember(uwe, of(tom), NOW);
    expect(await memberOf(tom)).toMatchObject({ status: "ACTIVE", roles: ["REPORT_VIEWER"] });
    expect(await codeOf(enableMember(dana, of(tom), NOW))).toBe("conflict");
  });

  test("is in one state when disabling and demoting race", async () => {
    for (const round of times(count(3, 30))) {
      const { done } = await together([
        async () => void (await disableMember(dana, of(tom))),
        () =>
          changeRoles(uwe, { ...of(tom), roles: [round % 2 ? "ACCOUNT_VIEWER" : "REPORT_VIEWER"] }),
      ]);
      expect(done).toHaveLength(2);
      expect((await memberOf(tom)).status).toBe("DISABLED");
      await enableMember(dana, of(tom));
    }
  });
});

describe("the invitations that a removed member sent (edge 37)", () => {
  const open = async (...roles: Role[]) => {
    const email = newAddress();
    await inviteUser(uwe, inviteInput(email, ...roles), NOW);
    return email;
  };

  test("are revoked: their links are dead, and the addresses are free", async () => {
    const [one, other] = [await open(), await open()];
    const token = await tokenFor(one, ACCOUNT);
    const person = await readPerson(dana, uwe.membershipId, NOW);
    expect(person.sentInvitations).toBe(2);
    const input = { ...of(uwe), invitations: "revoke" as const };
    expect((await removeMember(dana, input, NOW)).invitations).toBe(2);
    expect((await readInvitation(token, NOW)).state).toBe("revoked");
    for (const email of [one, other]) await inviteUser(dana, inviteInput(email), NOW);
  });

  test("are kept: who accepts is in, since the remover stands in for the roles", async () => {
    const email = await open();
    await removeMember(dana, { ...of(uwe), invitations: "keep" }, NOW);
    const input = acceptInput(await tokenFor(email, ACCOUNT));
    expect((await acceptInvitation(input, visit(), later(HOUR))).outcome).toBe("in");
  });

  test("are held when their sender was only disabled or left by themselves", async () => {
    const second = await letIn(dana, ACCOUNT, ["USER_ADMINISTRATOR"]);
    const email = newAddress();
    await inviteUser(second, inviteInput(email), NOW);
    const another = await open();
    await leaveAccount(second, NOW);
    await disableMember(dana, of(uwe), NOW);
    for (const address of [email, another]) {
      const input = acceptInput(await tokenFor(address, ACCOUNT));
      expect((await acceptInvitation(input, visit(), later(HOUR))).outcome).toBe("held");
    }
  });

  test("stay out of reach where they carry a role that the remover may not assign", async () => {
    const second = await secondAdministrator();
    const email = newAddress();
    await inviteUser(second, inviteInput(email, "ACCOUNT_ADMINISTRATOR"), NOW);
    await changeRoles(dana, { ...of(second), roles: ["ACCOUNT_VIEWER"] }, NOW);
    await removeMember(uwe, { ...of(second), invitations: "revoke" }, NOW);
    expect((await invitationOf(email, ACCOUNT)).status).toBe("PENDING");
    const input = acceptInput(await tokenFor(email, ACCOUNT));
    expect((await acceptInvitation(input, visit(), later(HOUR))).outcome).toBe("held");
  });

  test("end in one state each when acceptance and revocation race", async () => {
    const emails: string[] = [];
    await repeat(4, async () => emails.push(await open()));
    const inputs = await Promise.all(
      emails.map(async (email) => acceptInput(await tokenFor(email, ACCOUNT))),
    );
    await together<unknown>([
      ...inputs.map((input) => () => acceptInvitation(input, visit(), NOW)),
      () => removeMember(dana, { ...of(uwe), invitations: "revoke" }, NOW),
    ]);
    for (const email of emails) {
      const { status, membership } = await invitationOf(email, ACCOUNT);
      expect([
        ["ACCEPTED", "ACTIVE"],
        ["REVOKED", "REMOVED"],
      ]).toContainEqual([status, membership.status]);
    }
  });
});

describe("the designated administrator (decision 3)", () => {
  const stateOf = async () => {
    const states = await administratorStates(db, [ACCOUNT], NOW);
    return states.get(ACCOUNT)?.state.kind;
  };

  test("who is disabled stays designated, without access, until they are enabled", async () => {
    const second = await secondAdministrator();
    await disableMember(second, of(dana), NOW);
    expect(await stateOf()).toBe("withoutAccess");
    await enableMember(second, of(dana), NOW);
    expect(await stateOf()).toBe("hasAccess");
  });

  test("who is removed or leaves stays designated, without access", async () => {
    const second = await secondAdministrator();
    expect(await readPerson(second, dana.membershipId, NOW)).toMatchObject({ designated: true });
    await removeMember(second, { ...of(dana), invitations: "keep" }, NOW);
    expect(await stateOf()).toBe("withoutAccess");
    // No colleague lets them in again: only the partner or the vendor, by designating them.
    expect((await refusal(inviteUser(second, inviteInput(DANA), later(HOUR)))).fields).toEqual({
      email: "designatedAddress",
    });
    expect(await stateOf()).toBe("withoutAccess");
    await designateAgain(DANA);
    const { id: invitationId } = await invitationOf(DANA, ACCOUNT);
    await confirmWaiting(await personOf(DANA), { invitationId }, later(80 * HOUR));
    expect(await stateOf()).toBe("hasAccess");
    expect(await templatesTo(DANA)).not.toContain("administratorReplaced");
  });
});

test("a removed person who is invited again is the same user, without the roles of old (edge 49)", async () => {
  const { userId } = await memberOf(tom);
  await removeMember(dana, { ...of(tom), invitations: "keep" }, NOW);
  await inviteUser(dana, inviteInput(TOM, "REPORT_VIEWER"), later(HOUR));
  const { id: invitationId } = await invitationOf(TOM, ACCOUNT);
  await confirmWaiting(await personOf(TOM), { invitationId }, later(HOUR));
  const again = await actorOf(TOM, ACCOUNT);
  expect(again).toMatchObject({ userId, roles: ["REPORT_VIEWER"] });
  expect(again.membershipId).not.toBe(tom.membershipId);
});

describe("a person's page", () => {
  test("says of each role why it can't be given or taken", async () => {
    const bars = async (actor: MemberActor, target: MemberActor) => {
      const { roles } = await readPerson(actor, target.membershipId, NOW);
      return Object.fromEntries(roles.map(({ role, bar }) => [role, bar?.kind ?? null]));
    };
    expect(await bars(dana, dana)).toMatchObject({
      ACCOUNT_ADMINISTRATOR: "last",
      ACCOUNT_VIEWER: "own",
    });
    expect(await bars(uwe, tom)).toMatchObject({
      ACCOUNT_ADMINISTRATOR: "onlyBy",
      ACCOUNT_MANAGER: null,
    });
  });

  test("offers what the verbs would do, and nothing else", async () => {
    const second = await secondAdministrator();
    const may = async (actor: MemberActor, target: MemberActor) =>
      (await readPerson(actor, target.membershipId, NOW)).may;
    const nothing = {
      changeRoles: false,
      disable: false,
      enable: false,
      remove: false,
      edit: false,
    };
    expect(await may(uwe, dana)).toEqual(nothing);
    expect(await may(dana, second)).toMatchObject({
      changeRoles: true,
      disable: true,
      remove: true,
    });
    expect(await may(dana, dana)).toEqual({ ...nothing, changeRoles: true });
    await disableMember(dana, of(tom), NOW);
    expect(await may(uwe, tom)).toMatchObject({ disable: false, enable: true, remove: true });
  });

  test("is there for an Agreement Administrator only of whom they invited, without management", async () => {
    const mei = await letIn(dana, ACCOUNT, ["AGREEMENT_ADMINISTRATOR"]);
    const mine = await letIn(mei, ACCOUNT, ["ACCOUNT_VIEWER"]);
    await changeRoles(dana, { ...of(mine), roles: ["REPORT_VIEWER"] }, NOW);
    const person = await readPerson(mei, mine.membershipId, NOW);
    expect(Object.values(person.may)).not.toContain(true);
    const kinds = (await readPersonHistory(mei, mine.membershipId)).map(({ kind }) => kind);
    expect(kinds).toContain("accepted");
    expect(kinds).not.toContain("rolesChanged");
    for (const read of [readPerson, readPersonHistory]) {
      expect(await codeOf(read(mei, tom.membershipId))).toBe("notFound");
      expect(await codeOf(read(tom, tom.membershipId))).toBe("forbidden");
    }
  });

  test("isn't there for an id of another account, or for no id at all", async () => {
    const ravi = await actorOf("ravi.menon@fabrikam.com", FABRIKAM);
    for (const id of [tom.membershipId, "00000000-0000-7000-8000-000000000000", "nobody"]) {
      expect(await codeOf(readPerson(ravi, id, NOW))).toBe("notFound");
    }
  });

  test("tells what happened, newest first, with the roles that were given and taken", async () => {
    await changeRoles(dana, { ...of(tom), roles: ["REPORT_VIEWER"] }, later(HOUR));
    await disableMember(uwe, of(tom), later(2 * HOUR));
    await enableMember(dana, of(tom), later(3 * HOUR));
    await removeMember(dana, { ...of(tom), invitations: "keep" }, later(4 * HOUR));
    const history = await readPersonHistory(dana, tom.membershipId);
    expect(history.slice(0, 4).map(({ kind }) => kind)).toEqual([
      "removed",
      "enabled",
      "disabled",
      "rolesChanged",
    ]);
    expect(history[2]?.by).toEqual({ kind: "person", name: "Robin Ortega" });
    expect(history[3]?.roles).toEqual({ given: ["REPORT_VIEWER"], taken: ["ACCOUNT_VIEWER"] });
  });
});

describe("the only Account Administrator", () => {
  const told = async () =>
    (await mailsTo(DANA)).filter(
      ({ template, purchasingAccountId }) =>
        template === "soleAdministrator" && purchasingAccountId === dana.purchasingAccountId,
    );

  test("is mailed every 30 days, first 30 days after somebody came in, until there is a second", async () => {
    for (const day of [1, 29, 30, 31, 59, 60, 61]) {
      await remindSoleAdministrators(later(day * DAY));
    }
    expect((await told()).map(({ createdAt }) => createdAt)).toEqual([
      later(30 * DAY),
      later(60 * DAY),
    ]);
    await changeRoles(dana, { ...of(tom), roles: ["ACCOUNT_ADMINISTRATOR"] }, later(61 * DAY));
    await remindSoleAdministrators(later(120 * DAY));
    expect(await told()).toHaveLength(2);
    await disableMember(dana, of(tom), later(121 * DAY));
    await remindSoleAdministrators(later(122 * DAY));
    expect(await told()).toHaveLength(3);
  });

  test("is mailed once when rounds run at the same moment, or after a long silence", async () => {
    await Promise.all(times(4).map(() => remindSoleAdministrators(later(200 * DAY))));
    expect(await told()).toHaveLength(1);
  });

  test("isn't mailed where the agreement is over, nor in an account where nobody has come in", async () => {
    const { id } = await db.agreement.findFirstOrThrow({
      where: { accounts: { some: { numberKey: ACCOUNT } } },
    });
    const record = (data: { endsOn: Date | null; status: "ACTIVE" | "TERMINATED" }) =>
      db.agreement.update({ where: { id }, data });
    await record({ endsOn: later(5 * DAY), status: "ACTIVE" });
    await remindSoleAdministrators(later(40 * DAY));
    await record({ endsOn: null, status: "TERMINATED" });
    await remindSoleAdministrators(later(40 * DAY));
    expect(await told()).toEqual([]);
    await record({ endsOn: null, status: "ACTIVE" });
    await remindSoleAdministrators(later(40 * DAY));
    expect(await told()).toHaveLength(1);
    const empty = await db.purchasingAccount.findUniqueOrThrow({
      where: { numberKey: CONTOSO_RESEARCH },
    });
    expect(empty.soleToldAt).toBeNull();
  });
});
