import { beforeAll, describe, expect, test } from "vitest";
import { playWorld } from "../prisma/seed";
import { createOperator } from "../lib/accounts/create-operator";
import { readOneTimeLink } from "../lib/accounts/one-time-link";
import { setPassword } from "../lib/accounts/set-password";
import { signIn } from "../lib/accounts/sign-in";
import { db } from "../lib/db/client";
import { SYSTEM } from "../lib/policy/actor";
import {
  codeOf,
  DAY,
  later,
  mailsTo,
  newAddress,
  NOW,
  PASSWORD,
  passwords,
  times,
  visit,
} from "./factories";

beforeAll(() => playWorld(PASSWORD, NOW));

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
