import { beforeAll, describe, expect, test } from "vitest";
import { deviceOf } from "../lib/accounts/device";
import { endMySession } from "../lib/accounts/end-session";
import { mySessions } from "../lib/accounts/my-sessions";
import { readSession } from "../lib/accounts/session";
import { signIn } from "../lib/accounts/sign-in";
import { db } from "../lib/db/client";
import type { PersonActor } from "../lib/policy/actor";
import { codeOf, HOUR, later, MINUTE, NOW, PASSWORD, visit } from "./factories";
import { haveWorld } from "./setup/world";

const TOM = "tom.baker@contoso.com";
const FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0";

beforeAll(() => haveWorld());

async function enter(email = TOM, agent = FIREFOX, now = NOW) {
  const { secret } = await signIn({ email, password: PASSWORD }, { ...visit(), agent }, now);
  const session = await readSession(secret, now);
  if (!session) throw new Error("not signed in");
  const { sessionId, user } = session;
  const actor: PersonActor = { kind: "person", userId: user.id, sessionId };
  return { secret, actor };
}

const isIn = async (secret: string, now = later(1)) => (await readSession(secret, now)) !== null;

describe("my sessions", () => {
  test("show device, address block and last visit of living ones, this one first", async () => {
    const email = "uwe.schneider@contoso.de";
    await enter(email, "curl", later(-HOUR));
    await db.session.updateMany({ data: { idleUntil: later(-1) } });
    const here = await enter(email, FIREFOX, later(-2 * MINUTE));
    const there = await enter(email, "odd", NOW);
    const list = await mySessions(here.actor, NOW);
    expect(list.map(({ id, isThis }) => [id, isThis])).toEqual([
      [here.actor.sessionId, true],
      [there.actor.sessionId, false],
    ]);
    expect(list[0]).toMatchObject({
      device: { browser: "Firefox", system: "Windows" },
      addressBlock: expect.stringMatching(/^198\.51\./) as string,
      lastSeenAt: later(-2 * MINUTE),
    });
  });

  test("end one by one: a cookie stolen from it opens nothing any more", async () => {
    const [here, stolen] = [await enter(), await enter()];
    const { ended } = await endMySession(here.actor, { session: stolen.actor.sessionId }, NOW);
    expect(ended).toBe(1);
    expect(await isIn(stolen.secret)).toBe(false);
    expect(await isIn(here.secret)).toBe(true);
    const event = { action: "session.ended", objectId: stolen.actor.sessionId };
    expect(await db.auditEvent.count({ where: event })).toBe(1);
  });

  test("end all at once but this one", async () => {
    const [here, ...others] = [await enter(), await enter(), await enter()];
    await endMySession(here.actor, { session: "others" }, NOW);
    expect(await isIn(here.secret)).toBe(true);
    for (const { secret } of others) expect(await isIn(secret)).toBe(false);
    expect(await endMySession(here.actor, { session: "others" }, NOW)).toEqual({ ended: 0 });
  });

  test("of somebody else are neither shown nor ended", async () => {
    const mei = await enter("mei.lin@contoso.com");
    const tom = await enter();
    const ids = (await mySessions(tom.actor, NOW)).map(({ id }) => id);
    expect(ids).not.toContain(mei.actor.sessionId);
    const foreign = endMySession(tom.actor, { session: mei.actor.sessionId }, NOW);
    expect(await codeOf(foreign)).toBe("notFound");
    expect(await isIn(mei.secret)).toBe(true);
  });
});

test.each([
  [FIREFOX, "Firefox", "Windows"],
  [
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
    "Safari",
    "macOS",
  ],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) CriOS/137.0 Mobile/15E148 Safari/604.1",
    "Chrome",
    "iPhone",
  ],
  [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/137.0.0.0 Safari/537.36 Edg/137.0.0.0",
    "Edge",
    "Windows",
  ],
  [
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36",
    "Samsung Internet",
    "Android",
  ],
  ["curl/8.5.0", null, null],
  ["", null, null],
])("%j is called by the names that people know", (agent, browser, system) => {
  expect(deviceOf(agent)).toEqual({ browser, system });
});
