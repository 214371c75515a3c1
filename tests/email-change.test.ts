import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { changeEmail, readEmailChange, withdrawEmailChange } from "../lib/accounts/change-email";
import { changePassword } from "../lib/accounts/change-password";
import { confirmEmail, readConfirmEmail } from "../lib/accounts/confirm-email";
import { issueOneTimeLink, readOneTimeLink } from "../lib/accounts/one-time-link";
import { readSession } from "../lib/accounts/session";
import { signIn } from "../lib/accounts/sign-in";
import { db } from "../lib/db/client";
import { transaction } from "../lib/db/transaction";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { inviteUser } from "../lib/invitations/invite-user";
import { LIMITS } from "../lib/limits";
import type { MemberActor, PersonActor } from "../lib/policy/actor";
import { tokenOf } from "../lib/secrets";
import { codeAt, setUpSecondFactor } from "./authenticator";
import {
  acceptInput,
  actorOf,
  agreement,
  codeOf,
  DAY,
  dump,
  HOUR,
  invitationOf,
  inviteInput,
  later,
  letIn,
  mailsTo,
  newAddress,
  NOW,
  OTHER_PASSWORD,
  PASSWORD,
  passwords,
  personOf,
  refusal,
  repeat,
  sign,
  tokenFor,
  together,
  visit,
} from "./factories";
import { CONTOSO } from "./world";
import { haveWorld } from "./setup/world";

let dana: MemberActor;
let email: string;
let next: string;
let actor: PersonActor;

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
});

beforeEach(async () => {
  email = newAddress("old");
  next = newAddress("new");
  await letIn(dana, CONTOSO, ["ACCOUNT_VIEWER"], email);
  actor = await signedIn(email);
});

async function signedIn(address: string): Promise<PersonActor> {
  return { ...(await personOf(address)), origin: visit().origin };
}

const ask = (to = next, now = NOW, who = actor) =>
  changeEmail(who, { email: to, currentPassword: PASSWORD }, now);

/** The token in the newest mail to one of the two mailboxes. */
async function tokenIn(template: "emailChangeOld" | "emailChangeNew", who = actor) {
  const link = await db.oneTimeLink.findFirstOrThrow({
    where: { emailChange: { userId: who.userId }, messages: { some: { template } } },
    // These ids rise with time.
    orderBy: { emailChangeId: "desc" },
  });
  return tokenOf("one-time", link.id, link.tokenHash) ?? "";
}

async function confirm(which: "Old" | "New", now = NOW, who = actor) {
  const token = await tokenIn(`emailChange${which}`, who);
  return confirmEmail({ token }, visit().origin, now);
}

/** Both mailboxes confirm; what the second one was told. */
async function change(to = next, now = NOW, who = actor) {
  await ask(to, now, who);
  await confirm("Old", now, who);
  return confirm("New", now, who);
}

const enter = (address: string) => signIn({ email: address, password: PASSWORD }, visit(), NOW);
const addressOf = async () =>
  (await db.user.findUniqueOrThrow({ where: { id: actor.userId } })).emailKey;

describe("changing the work email (edge 26)", () => {
  test("happens when both mailboxes have confirmed, in either order, and not before", async () => {
    for (const [first, second] of [
      ["Old", "New"],
      ["New", "Old"],
    ] as const) {
      const to = newAddress("next");
      const before = await addressOf();
      await ask(to);
      expect(await confirm(first)).toBe("waiting");
      expect(await confirm(first)).toBe("waiting");
      expect(await addressOf()).toBe(before);
      expect(await confirm(second)).toBe("changed");
      expect(await addressOf()).toBe(to);
    }
  });

  test("mails both mailboxes before and after, and holds no token", async () => {
    await change();
    const templates = async (address: string) =>
      (await mailsTo(address)).map(({ template }) => template);
    expect((await templates(email)).slice(-2)).toEqual(["emailChangeOld", "emailChanged"]);
    expect(await templates(next)).toEqual(["emailChangeNew", "emailChanged"]);
    const told = (await mailsTo(next)).at(-1);
    expect(told?.props).toEqual({ changedAt: NOW.toISOString() });
    const token = await tokenIn("emailChangeNew");
    expect((await dump()).join("\n")).not.toContain(token);
  });

  test("opening the pages changes nothing", async () => {
    await ask();
    const before = await dump();
    const pages = await Promise.all(
      (["emailChangeOld", "emailChangeNew"] as const).map(async (template) =>
        readConfirmEmail(await tokenIn(template), NOW),
      ),
    );
    expect(pages[0]).toMatchObject({ mailbox: "old", oldEmail: email, newEmail: next });
    expect(pages[1]?.oldEmail).not.toBe(email);
    expect(await dump()).toEqual(before);
  });

  test("signs out everywhere, ends links in the old mailbox, and opens with the new address", async () => {
    const { secret } = await enter(email);
    const reset = await transaction((tx) => issueOneTimeLink(tx, "RESET", actor.userId, NOW));
    await change();
    expect(await readSession(secret, later(1))).toBeNull();
    expect(await readOneTimeLink("RESET", reset.token, NOW)).toBeNull();
    expect(await codeOf(enter(email))).toBe("invalid");
    await enter(next);
  });

  test("writes every living membership, how it is found too, and no removed one", async () => {
    const input = inviteInput(email);
    await sign(agreement("PA-70001", "chair@contoso.com"));
    await acceptInvitation(
      acceptInput(await tokenFor("chair@contoso.com", "PA70001")),
      visit(),
      NOW,
    );
    await inviteUser(await actorOf("chair@contoso.com", "PA70001"), input, NOW);
    const { membership } = await invitationOf(email, "PA70001");
    await db.membership.update({
      where: { id: membership.id },
      data: { status: "ACTIVE", userId: actor.userId },
    });
    await sign(agreement("PA-70002", "chair@contoso.com"));
    await change();
    const rows = await db.membership.findMany({ where: { userId: actor.userId } });
    expect(rows).toHaveLength(2);
    for (const row of rows) {
      expect(row).toMatchObject({ email: next, emailKey: next });
      expect(row.searchText).toContain(next);
      expect(row.searchText).not.toContain(email);
    }
    await db.membership.update({ where: { id: membership.id }, data: { status: "REMOVED" } });
    await change(newAddress("third"));
    const removed = await db.membership.findUniqueOrThrow({ where: { id: membership.id } });
    expect(removed.emailKey).toBe(next);
  });

  test("writes a partner's person too", async () => {
    const jonas = await signedIn("jonas.feld@proseware.com");
    await change("jonas.neu@proseware.com", NOW, jonas);
    const person = await db.partnerUser.findFirstOrThrow({ where: { userId: jonas.userId } });
    expect(person.emailKey).toBe("jonas.neu@proseware.com");
  });

  test("never touches a designation", async () => {
    const address = newAddress("chief");
    await sign(agreement("PA-70003", address));
    await acceptInvitation(acceptInput(await tokenFor(address, "PA70003")), visit(), NOW);
    const before = await db.designation.findMany({ orderBy: { id: "asc" } });
    await change(newAddress("chief"), NOW, await signedIn(address));
    expect(await db.designation.findMany({ orderBy: { id: "asc" } })).toEqual(before);
  });

  test("works for 24 hours, less a moment", async () => {
    await ask();
    await confirm("Old");
    expect(await codeOf(confirm("New", later(DAY)))).toBe("gone");
    expect(await confirm("New", later(DAY - 1))).toBe("changed");
  });

  test("isn't done by made-up, spent or other links", async () => {
    const spent: string[] = [];
    await ask();
    spent.push(await tokenIn("emailChangeOld"));
    await change(next, later(60));
    const reset = await transaction((tx) => issueOneTimeLink(tx, "RESET", actor.userId, NOW));
    const before = await dump();
    for (const token of ["", "x", "\u0000", reset.token, ...spent]) {
      expect(await codeOf(confirmEmail({ token }, visit().origin, later(61)))).toBe("gone");
    }
    expect(await dump()).toEqual(before);
  });
});

describe("asking for a change", () => {
  test("wants the password, or a code where there is a second factor", async () => {
    const wrong = changeEmail(actor, { email: next, currentPassword: "wrong" }, NOW);
    expect(await refusal(wrong)).toMatchObject({ fields: { currentPassword: "passwordWrong" } });
    const none = changeEmail(actor, { email: next }, NOW);
    expect(await refusal(none)).toMatchObject({ fields: { currentPassword: "required" } });
    const { secret } = await setUpSecondFactor(actor);
    expect(await refusal(ask())).toMatchObject({ fields: { code: "required" } });
    const now = later(60);
    const guess = changeEmail(actor, { email: next, code: "000000" }, now);
    expect(await refusal(guess)).toMatchObject({ fields: { code: "codeFailed" } });
    await changeEmail(actor, { email: next, code: codeAt(secret, now) }, now);
    expect(await readEmailChange(actor, now)).toMatchObject({ newEmail: next });
  });

  test.each([
    ["nowhere", "emailMalformed"],
    ["somebody@gmail.com", "emailPersonal"],
    ["own", "emailSelf"],
  ])("to %j is refused with %s and mails nobody", async (typed, key) => {
    const before = await dump();
    const answer = await refusal(ask(typed === "own" ? email.toUpperCase() : typed));
    expect(Object.values(answer.fields)[0]).toBe(key);
    expect(await dump()).toEqual(before);
  });

  test("ends the one before it: its links are dead", async () => {
    await ask();
    const first = await tokenIn("emailChangeOld");
    await ask(newAddress("other"), later(60));
    expect(await codeOf(confirmEmail({ token: first }, visit().origin, later(61)))).toBe("gone");
    expect(await db.emailChange.count({ where: { userId: actor.userId, endedAt: null } })).toBe(1);
  });

  test("is ended by withdrawing it and by a new password", async () => {
    await ask();
    await withdrawEmailChange(actor, NOW);
    expect(await codeOf(confirm("Old"))).toBe("gone");
    expect(await codeOf(withdrawEmailChange(actor, NOW))).toBe("conflict");
    await ask();
    await changePassword(actor, { currentPassword: PASSWORD, ...passwords(OTHER_PASSWORD) }, NOW);
    expect(await codeOf(confirm("Old"))).toBe("gone");
  });

  test("mails at most five times a day", async () => {
    await repeat(LIMITS.emailChanges.points, () => ask());
    expect(await codeOf(ask())).toBe("limited");
  });

  test("twice at the same moment leaves one open", async () => {
    const { done } = await together([() => ask(), () => ask(newAddress("other"))]);
    expect(done).toHaveLength(2);
    expect(await db.emailChange.count({ where: { userId: actor.userId, endedAt: null } })).toBe(1);
  });
});

describe("an address that somebody has", () => {
  test("gets the same answer and mails, and fails at the end with nothing changed", async () => {
    const taken = "mei.lin@contoso.com";
    expect(await ask(taken)).toEqual({ email: taken });
    await confirm("Old");
    expect(await refusal(confirm("New"))).toEqual({
      code: "conflict",
      key: "emailChangeFailed",
      fields: {},
    });
    expect(await addressOf()).toBe(email);
    expect(await readEmailChange(actor, NOW)).toBeNull();
    expect(await codeOf(confirm("New"))).toBe("gone");
  });

  test("two people to one address at once: one gets it, the other one a neutral sentence", async () => {
    const otherAddress = newAddress("rival");
    await letIn(dana, CONTOSO, ["ACCOUNT_VIEWER"], otherAddress);
    const rival = await signedIn(otherAddress);
    for (const who of [actor, rival]) {
      await ask(next, NOW, who);
      await confirm("Old", NOW, who);
    }
    const { done, refused } = await together(
      [actor, rival].map((who) => () => confirm("New", NOW, who)),
    );
    expect(done).toEqual(["changed"]);
    expect(refused).toEqual(["conflict emailChangeFailed"]);
    expect(await db.user.count({ where: { emailKey: next } })).toBe(1);
    expect(await db.membership.count({ where: { emailKey: next } })).toBe(1);
  });

  test("both mailboxes at the same moment: the change happens once", async () => {
    await ask();
    const { done, refused } = await together([() => confirm("Old"), () => confirm("New")]);
    expect(refused).toEqual([]);
    expect(done.sort()).toEqual(["changed", "waiting"]);
    const changed = { action: "email.changed", objectId: actor.userId };
    expect(await db.auditEvent.count({ where: changed })).toBe(1);
  });
});

describe("an open invitation of the new address", () => {
  test("in an account where the person is already ends with the change", async () => {
    await inviteUser(dana, inviteInput(next, "REPORT_VIEWER"), NOW);
    const { id } = await invitationOf(next, CONTOSO);
    const token = await tokenFor(next, CONTOSO);
    await change();
    const ended = await db.invitation.findUniqueOrThrow({
      where: { id },
      include: { membership: true },
    });
    expect([ended.status, ended.membership?.status]).toEqual(["REVOKED", "REMOVED"]);
    expect(await codeOf(acceptInvitation(acceptInput(token), visit(), NOW))).toBe("gone");
    const living = await db.membership.findMany({
      where: { emailKey: next, NOT: { status: "REMOVED" } },
    });
    expect(living.map(({ userId, roles }) => ({ userId, roles }))).toEqual([
      { userId: actor.userId, roles: ["ACCOUNT_VIEWER"] },
    ]);
  });

  test("in another account stays open for them", async () => {
    await sign(agreement("PA-70004", next));
    await change();
    expect((await invitationOf(next, "PA70004")).status).toBe("PENDING");
  });

  test("sent at the same moment never leaves two of one address", async () => {
    for (let round = 0; round < 5; round += 1) {
      const to = newAddress("race");
      const now = later(round * HOUR);
      await db.$executeRaw`DELETE FROM "rate_limits"`;
      await ask(to, now);
      await confirm("Old", now);
      const { done } = await together<unknown>([
        () => confirm("New", now),
        () => inviteUser(dana, inviteInput(to), now),
      ]);
      expect(done).toContain("changed");
      const living = await db.membership.findMany({
        where: { emailKey: to, NOT: { status: "REMOVED" } },
      });
      expect(living.map(({ userId }) => userId)).toEqual([actor.userId]);
    }
  });
});
