import { beforeAll, describe, expect, test } from "vitest";
import { createOperator } from "../lib/accounts/create-operator";
import { endOperator } from "../lib/accounts/end-operator";
import { inviteOperator } from "../lib/accounts/invite-operator";
import { listOperators } from "../lib/accounts/list-operators";
import { readOneTimeLink } from "../lib/accounts/one-time-link";
import { readSession } from "../lib/accounts/session";
import { setPassword } from "../lib/accounts/set-password";
import { signIn } from "../lib/accounts/sign-in";
import { db } from "../lib/db/client";
import { SYSTEM, type Actor, type OperatorActor } from "../lib/policy/actor";
import { tokenOf } from "../lib/secrets";
import { CONTOSO, OPERATOR } from "./world";
import {
  actorOf,
  codeOf,
  DAY,
  dump,
  later,
  mailsTo,
  MINUTE,
  newAddress,
  NOW,
  operatorActorOf,
  partnerActorOf,
  PASSWORD,
  passwords,
  personOf,
  refusal,
  times,
  together,
  visit,
} from "./factories";
import { haveWorld } from "./setup/world";

let elena: OperatorActor;

beforeAll(async () => {
  await haveWorld();
  elena = await operatorActorOf(OPERATOR.email);
});

const enter = (email: string, password: string) => signIn({ email, password }, visit(), NOW);
const set = (token: string, now: Date) =>
  setPassword("OPERATOR", { token, ...passwords() }, visit().origin, now);

describe("operator create (decision 23)", () => {
  const create = (email: string, now = NOW) =>
    createOperator(SYSTEM, { email, firstName: "Elena", lastName: "Novak" }, now);

  test("a second call ends the first link", async () => {
    const email = newAddress("operator");
    const [first, second] = [await create(email), await create(email.toUpperCase(), later(1))];
    if (first.outcome !== "link" || second.outcome !== "link") throw new Error("no link");
    expect(await codeOf(set(first.token, later(2)))).toBe("gone");
    expect(await codeOf(set(second.token, later(DAY + 1)))).toBe("gone");
    await set(second.token, later(DAY));
    await enter(email, PASSWORD);
    expect(await mailsTo(email)).toEqual([]);
    expect(await db.operator.count({ where: { user: { emailKey: email } } })).toBe(1);
  });

  test("at the same moment makes one operator and leaves one link alive", async () => {
    const email = newAddress("operator");
    const made = await Promise.all(times(5).map(() => create(email)));
    const tokens = made.flatMap((one) => (one.outcome === "link" ? [one.token] : []));
    const alive = await Promise.all(tokens.map((token) => readOneTimeLink("OPERATOR", token, NOW)));
    expect(alive.filter((link) => link !== null)).toHaveLength(1);
    expect(await db.user.count({ where: { emailKey: email } })).toBe(1);
  });

  test("a known person gets the hat and one notice, and keeps the password", async () => {
    const email = "uwe.schneider@contoso.de";
    expect(await create(email)).toEqual({ outcome: "granted", email });
    expect(await create(email)).toEqual({ outcome: "granted", email });
    await enter(email, PASSWORD);
    const notices = (await mailsTo(email)).filter(({ template }) => template === "operatorGranted");
    expect(notices).toHaveLength(1);
    expect(await db.oneTimeLink.count({ where: { user: { emailKey: email } } })).toBe(0);
  });
});

const inputFor = (email: string) => ({ email, firstName: "Priya", lastName: "Nair" });
const invite = (email: string, now = NOW, actor: Actor = elena) =>
  inviteOperator(actor, inputFor(email), now);
const end = (actor: Actor, userId: string) => endOperator(actor, { userId }, NOW);
const emails = async () => (await listOperators(elena, NOW)).map(({ email }) => email);

/** The token behind the newest mail to an invited operator. */
async function mailedToken(email: string): Promise<string> {
  const [message] = (await mailsTo(email)).slice(-1);
  const id = message?.oneTimeLinkId ?? "";
  const link = await db.oneTimeLink.findUniqueOrThrow({ where: { id } });
  return tokenOf("one-time", link.id, link.tokenHash) ?? "";
}

/** Somebody new at the desk, with a password. */
async function newOperator(): Promise<OperatorActor> {
  const email = newAddress("operator");
  await invite(email);
  await set(await mailedToken(email), NOW);
  return operatorActorOf(email);
}

describe("inviting an operator from the desk", () => {
  test("mails a link that works once, for 24 hours; nobody sees it on a screen", async () => {
    const email = newAddress("operator");
    expect(await invite(email)).toEqual({ outcome: "mailed", email });
    expect((await mailsTo(email)).map(({ template }) => template)).toEqual(["operatorInvitation"]);
    const token = await mailedToken(email);
    const row = (await listOperators(elena, NOW)).find((one) => one.email === email);
    expect(row).toMatchObject({
      isSelf: false,
      invitation: { until: later(DAY), delivery: { state: "QUEUED" } },
    });
    expect(JSON.stringify(row)).not.toContain(token);
    await set(token, NOW);
    expect(await codeOf(set(token, NOW))).toBe("gone");
    await enter(email, PASSWORD);
    const after = (await listOperators(elena, NOW)).find((one) => one.email === email);
    expect(after?.invitation).toBeNull();
  });

  test("again sends a fresh link and ends the first, but not within a minute", async () => {
    const email = newAddress("operator");
    await invite(email);
    const first = await mailedToken(email);
    expect(await refusal(invite(email, later(30)))).toMatchObject({ key: "resentJustNow" });
    await db.suppression.create({ data: { toKey: email, reason: "unknown", since: NOW } });
    await invite(email, later(2 * DAY));
    expect(await db.suppression.count({ where: { toKey: email } })).toBe(0);
    expect(await codeOf(set(first, later(1)))).toBe("gone");
    await set(await mailedToken(email), later(2 * DAY));
  });

  test("five times at once mails once", async () => {
    const email = newAddress("operator");
    const { done } = await together(times(5).map(() => () => invite(email)));
    expect(done).toHaveLength(1);
    expect(await mailsTo(email)).toHaveLength(1);
  });

  test("a known person gets the hat and one notice; who has it already is refused", async () => {
    const email = "mei.lin@contoso.com";
    expect(await invite(email)).toEqual({ outcome: "granted", email });
    expect(await refusal(invite(email))).toMatchObject({
      code: "conflict",
      fields: { email: "alreadyOperator" },
    });
    const notices = (await mailsTo(email)).filter(({ template }) => template === "operatorGranted");
    expect(notices).toHaveLength(1);
    await end(elena, (await personOf(email)).userId);
  });

  test("is for operators only, as are the list and the end of another's access", async () => {
    const before = await dump();
    for (const actor of [
      await actorOf("dana.kowalski@contoso.com", CONTOSO),
      await partnerActorOf("mira.chen@proseware.com"),
      await personOf(OPERATOR.email),
      SYSTEM,
    ]) {
      for (const run of [
        () => invite("new@fourthcoffee.com", NOW, actor),
        () => listOperators(actor, NOW),
        () => end(actor, elena.userId),
      ]) {
        expect(await codeOf(run())).toBe("forbidden");
      }
    }
    expect(await dump()).toEqual(before);
  });
});

describe("ending an operator's access", () => {
  test("signs them out, closes the desk and ends the link that they were mailed", async () => {
    const other = await newOperator();
    const { email } = await db.user.findUniqueOrThrow({ where: { id: other.userId } });
    const { secret } = await enter(email, PASSWORD);
    expect(await readSession(secret, NOW)).not.toBeNull();
    await end(elena, other.userId);
    expect(await readSession(secret, NOW)).toBeNull();
    expect(await emails()).not.toContain(email);
    expect(await codeOf(end(elena, other.userId))).toBe("notFound");
    const again = await enter(email, PASSWORD);
    const session = await readSession(again.secret, NOW);
    expect(session?.user.operator?.endedAt).toEqual(NOW);

    const invited = newAddress("operator");
    await invite(invited);
    const token = await mailedToken(invited);
    await end(elena, (await personOf(invited)).userId);
    expect(await codeOf(set(token, NOW))).toBe("gone");
  });

  test("who was an operator once can be made one again, from the desk and the command line", async () => {
    const { userId } = await newOperator();
    const { email } = await db.user.findUniqueOrThrow({ where: { id: userId } });
    await end(elena, userId);
    expect(await invite(email, later(MINUTE))).toMatchObject({ outcome: "granted" });
    expect(await emails()).toContain(email);
    await end(elena, userId);
    const input = { email, firstName: "Priya", lastName: "Nair" };
    expect(await createOperator(SYSTEM, input, later(DAY))).toMatchObject({ outcome: "granted" });
    expect(await db.operator.findUniqueOrThrow({ where: { userId } })).toMatchObject({
      since: later(DAY),
      endedAt: null,
    });
    const notices = (await mailsTo(email)).filter(({ template }) => template === "operatorGranted");
    expect(notices).toHaveLength(2);
    await end(elena, userId);
  });

  test("the last one who can sign in stays, whoever else is only invited", async () => {
    const others = await db.operator.findMany({ where: { NOT: { userId: elena.userId } } });
    for (const { userId, endedAt } of others) if (!endedAt) await end(elena, userId);
    await invite(newAddress("operator"));
    const before = await dump();
    expect(await refusal(end(elena, elena.userId))).toMatchObject({
      code: "conflict",
      key: "lastOperator",
    });
    expect(await dump()).toEqual(before);
  });

  test("two who end each other at the same moment: one stays", async () => {
    const other = await newOperator();
    const { done, refused } = await together([
      () => end(elena, other.userId),
      () => end(other, elena.userId),
    ]);
    expect([done.length, refused]).toEqual([1, ["forbidden operatorsOnly"]]);
    expect(
      await db.operator.count({ where: { endedAt: null, user: { NOT: { passwordHash: null } } } }),
    ).toBe(1);
  });
});
