import { beforeAll, describe, expect, test, vi } from "vitest";
import { changeEmail } from "../lib/accounts/change-email";
import { changePassword } from "../lib/accounts/change-password";
import { confirmEmail } from "../lib/accounts/confirm-email";
import { findMember } from "../lib/accounts/member-actor";
import { readSession } from "../lib/accounts/session";
import { signIn } from "../lib/accounts/sign-in";
import { signOut } from "../lib/accounts/sign-out";
import { db } from "../lib/db/client";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { inviteUser } from "../lib/invitations/invite-user";
import { requestPasswordReset } from "../lib/invitations/request-password-reset";
import { hashToken, tokenOf } from "../lib/secrets";
import { CONTOSO } from "./world";
import {
  acceptInput,
  actorOf,
  DAY,
  HOUR,
  inviteInput,
  later,
  letIn,
  MINUTE,
  newAddress,
  NOW,
  OTHER_PASSWORD,
  PASSWORD,
  passwords,
  personOf,
  tokenFor,
  visit,
} from "./factories";
import { haveWorld } from "./setup/world";

const TOM = "tom.baker@contoso.com";

beforeAll(() => haveWorld());

const enter = async (email = TOM) =>
  (await signIn({ email, password: PASSWORD }, visit(), NOW)).secret;

const isIn = async (secret: string, now: Date) => (await readSession(secret, now)) !== null;

describe("a session", () => {
  test("ends 30 minutes after the last request, not of the first", async () => {
    const secret = await enter();
    expect(await isIn(secret, later(29 * MINUTE))).toBe(true);
    expect(await isIn(secret, later(58 * MINUTE))).toBe(true);
    expect(await isIn(secret, later(88 * MINUTE))).toBe(false);
  });

  test("ends at the thirtieth minute exactly", async () => {
    const [kept, lost] = [await enter(), await enter()];
    expect(await isIn(kept, later(30 * MINUTE - 1))).toBe(true);
    expect(await isIn(lost, later(30 * MINUTE))).toBe(false);
  });

  test("ends after 12 hours however busy it was", async () => {
    const secret = await enter();
    for (let minutes = 20; minutes < 12 * 60; minutes += 20) {
      expect(await isIn(secret, later(minutes * MINUTE))).toBe(true);
    }
    expect(await isIn(secret, later(12 * HOUR))).toBe(false);
  });

  test("that was signed out is over at once, and a late request doesn't revive it", async () => {
    const secret = await enter();
    const session = await readSession(secret, NOW);
    if (!session) throw new Error("not signed in");
    const { sessionId, user } = session;
    await signOut({ kind: "person", userId: user.id, sessionId }, later(10));
    expect(await isIn(secret, later(10))).toBe(false);
    expect(await isIn(secret, later(5 * MINUTE))).toBe(false);
    await signOut({ kind: "person", userId: user.id, sessionId }, later(20));
    const ended = { action: "session.ended", objectId: sessionId };
    expect(await db.auditEvent.count({ where: ended })).toBe(1);
  });

  test("of a person whom the operator disabled is over at the next request (R12)", async () => {
    const email = "amir.haddad@contoso.com";
    const secret = await enter(email);
    expect(await isIn(secret, later(1))).toBe(true);
    await db.user.update({ where: { emailKey: email }, data: { disabledAt: NOW } });
    expect(await isIn(secret, later(2))).toBe(false);
  });

  test("is over at the next request after another password or another address (stolen cookie)", async () => {
    const [email, next] = [newAddress(), newAddress()];
    const dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
    await letIn(dana, CONTOSO, ["ACCOUNT_VIEWER"], email);
    const actor = { ...(await personOf(email)), origin: visit().origin };
    const stolen = await enter(email);
    await changePassword(
      actor,
      { currentPassword: PASSWORD, ...passwords(OTHER_PASSWORD) },
      later(1),
    );
    expect(await isIn(stolen, later(1))).toBe(false);

    const again = await signIn({ email, password: OTHER_PASSWORD }, visit(), later(2));
    await changeEmail(actor, { email: next, currentPassword: OTHER_PASSWORD }, later(2));
    for (const { id, tokenHash } of await db.oneTimeLink.findMany({
      where: { emailChange: { userId: actor.userId } },
    })) {
      const token = tokenOf("one-time", id, tokenHash) ?? "";
      await confirmEmail({ token }, visit().origin, later(3));
    }
    expect(await isIn(again.secret, later(3))).toBe(false);
  });

  test("keeps no right that was taken away: the next request has the roles of then (decision 7)", async () => {
    const email = newAddress();
    const dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
    const member = await letIn(dana, CONTOSO, ["ACCOUNT_MANAGER"], email);
    const session = await readSession(await enter(email), NOW);
    const person = {
      kind: "person",
      userId: member.userId,
      sessionId: session?.sessionId ?? "",
    } as const;
    const rightsNow = async () => (await findMember(person, CONTOSO, NOW))?.roles;
    expect(await rightsNow()).toEqual(["ACCOUNT_MANAGER"]);
    const where = { id: member.membershipId };
    await db.membership.update({ where, data: { roles: ["ACCOUNT_VIEWER"] } });
    expect(await rightsNow()).toEqual(["ACCOUNT_VIEWER"]);
    await db.membership.update({ where, data: { status: "DISABLED" } });
    expect(await rightsNow()).toBeUndefined();
  });

  test("isn't opened by made-up secrets", async () => {
    for (const secret of ["", "x", "\u0000", "a".repeat(2000)]) {
      expect(await isIn(secret, NOW)).toBe(false);
    }
  });

  test("is kept as a hash and never hands out the password's hash", async () => {
    const secret = await enter();
    const row = await db.session.findUniqueOrThrow({ where: { secretHash: hashToken(secret) } });
    expect(JSON.stringify(row)).not.toContain(secret);
    const session = await readSession(secret, NOW);
    expect(JSON.stringify(session)).not.toContain("argon2");
    expect(session?.user).not.toHaveProperty("passwordHash");
  });

  test("opened by an acceptance ends the one that the browser had (edge 48)", async () => {
    const earlier = await enter();
    const email = newAddress();
    const dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
    await inviteUser(dana, inviteInput(email), NOW);
    const input = acceptInput(await tokenFor(email, CONTOSO));

    const answer = await acceptInvitation(input, { ...visit(), previousSecret: earlier }, NOW);

    if (answer.outcome !== "in") throw new Error("did not get in");
    expect(await isIn(earlier, later(1))).toBe(false);
    expect((await readSession(answer.secret, later(1)))?.user.email).toBe(email);
  });
});

test("new SECRETS before the old ones: old links and cookies still work, new ones are the new key's", async () => {
  const email = "mei.lin@contoso.com";
  await requestPasswordReset(email, later(3 * DAY));
  const link = await db.oneTimeLink.findFirstOrThrow({
    where: { user: { emailKey: email }, usedAt: null },
  });
  const old = tokenOf("one-time", link.id, link.tokenHash);
  const { encodeSession } = await import("../lib/auth/session-cookie");
  const cookie = await encodeSession("a session's secret");
  const between = await import("../lib/auth/code-step-cookie");
  const step = { userId: "1", passwordChangedAt: 2, until: 3 };
  const stepCookie = await between.encodeCodeStep(step);
  expect(await between.decodeCodeStep(stepCookie)).toEqual(step);
  // Whoever has typed a password only is signed in by nothing.
  const { decodeSession } = await import("../lib/auth/session-cookie");
  expect(await decodeSession(stepCookie)).toBeUndefined();
  expect(await between.decodeCodeStep(cookie)).toBeUndefined();
  const kept = process.env.SECRETS;

  vi.resetModules();
  process.env.SECRETS = `${"n".repeat(40)},${kept}`;
  const rotated = await import("../lib/secrets");
  const cookies = await import("../lib/auth/session-cookie");
  expect(rotated.tokenOf("one-time", link.id, link.tokenHash)).toBe(old);
  expect(rotated.newToken("one-time", link.id)).not.toBe(old);
  expect(await cookies.decodeSession(cookie)).toBe("a session's secret");
  const fresh = await cookies.encodeSession("another");

  vi.resetModules();
  process.env.SECRETS = "n".repeat(40);
  const fresher = await import("../lib/secrets");
  const last = await import("../lib/auth/session-cookie");
  expect(fresher.tokenOf("one-time", link.id, link.tokenHash)).toBeUndefined();
  expect(await last.decodeSession(cookie)).toBeUndefined();
  expect(await last.decodeSession(fresh)).toBe("another");
  expect(await last.decodeSession("rubbish")).toBeUndefined();
});
