import * as argon2 from "@node-rs/argon2";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { verifyPassword } from "../lib/accounts/password-hash";
import { readSession } from "../lib/accounts/session";
import { signIn } from "../lib/accounts/sign-in";
import { db } from "../lib/db/client";
import { countFailure, LIMITS } from "../lib/limits";
import {
  codeOf,
  count,
  dump,
  later,
  NOW,
  OTHER_PASSWORD,
  PASSWORD,
  refusal,
  times,
  together,
  visit,
  repeat,
} from "./factories";
import { haveWorld } from "./setup/world";

// The library itself, with its calls counted.
vi.mock("@node-rs/argon2", { spy: true });

const TOM = "tom.baker@contoso.com";

beforeAll(async () => {
  await haveWorld();
  const person = { firstName: "A", lastName: "B", language: "en", country: "US", createdAt: NOW };
  const emails = ["passwordless@contoso.com", "disabled@contoso.com"];
  for (const email of emails) await db.user.create({ data: { email, emailKey: email, ...person } });
  const { passwordHash } = await db.user.findUniqueOrThrow({ where: { emailKey: TOM } });
  await db.user.update({
    where: { emailKey: "disabled@contoso.com" },
    data: { passwordHash, disabledAt: NOW },
  });
});

const enter = (email: string, password = PASSWORD, from: Parameters<typeof signIn>[1] = visit()) =>
  signIn({ email, password }, from, NOW);

describe("signing in (R9, R12)", () => {
  test.each([
    TOM,
    "Tom.Baker@CONTOSO.com",
    " tom.baker@contoso.com. ",
    "ｔｏｍ．baker@contoso.com",
  ])("%j with the right password opens a session and is written down", async (email) => {
    const { secret } = await enter(email);
    const session = await readSession(secret, later(1));
    expect(session?.user.emailKey).toBe(TOM);
    const started = { action: "session.started", objectId: session?.sessionId ?? "" };
    expect(await db.auditEvent.count({ where: started })).toBe(1);
  });

  test.each([
    ["a wrong password", TOM, OTHER_PASSWORD],
    ["another case", TOM, PASSWORD.toUpperCase()],
    ["a space more", TOM, `${PASSWORD} `],
    ["an unknown address", "nobody@contoso.com", PASSWORD],
    ["an invitation that is open", "keiko.tanaka@contoso.co.jp", PASSWORD],
    ["an account without a password", "passwordless@contoso.com", PASSWORD],
    ["an empty password against none", "passwordless@contoso.com", ""],
    ["a person whom the operator disabled", "disabled@contoso.com", PASSWORD],
    ["no address at all", "not an address", PASSWORD],
    ["control characters", "tom\u0000baker@contoso.com", PASSWORD],
    ["SQL", "' OR 1=1 --", PASSWORD],
  ])(
    "%s gets the one neutral answer and leaves no trace (decision 15)",
    async (_what, email, password) => {
      const before = await dump();
      expect(await refusal(enter(email, password))).toEqual({
        code: "invalid",
        key: "signInFailed",
        fields: {},
      });
      expect(await dump()).toEqual(before);
    },
  );

  test("ends the session that the browser had before", async () => {
    const { secret: earlier } = await enter("mei.lin@contoso.com");
    const { secret } = await enter(TOM, PASSWORD, { ...visit(), previousSecret: earlier });
    expect(await readSession(earlier, later(1))).toBeNull();
    expect(await readSession(secret, later(1))).not.toBeNull();
  });

  test("a failed one leaves the browser's earlier session alone", async () => {
    const { secret: earlier } = await enter("mei.lin@contoso.com");
    await codeOf(enter(TOM, "wrong", { ...visit(), previousSecret: earlier }));
    expect(await readSession(earlier, later(1))).not.toBeNull();
  });
});

describe("limits count failures only (decision 17)", () => {
  test("ten of one address from one block, then even the right password waits; elsewhere it opens", async () => {
    const email = "paulo.reis@contoso.com";
    const here = visit();
    const wrong = () => codeOf(enter(email, "wrong", here));
    await repeat(9, async () => expect(await wrong()).toBe("invalid"));
    await repeat(3, () => enter(email, PASSWORD, here));
    expect(await codeOf(enter(email, "wrong", here))).toBe("invalid");

    expect(await codeOf(enter(email, PASSWORD, here))).toBe("limited");
    expect(await codeOf(enter(email.toUpperCase(), PASSWORD, here))).toBe("limited");
    await enter(email, PASSWORD, visit());
    await enter(TOM, PASSWORD, here);
  });

  test("an unknown address is limited exactly like a known one (decision 15)", async () => {
    const here = visit();
    await repeat(10, () => codeOf(enter("nobody.at.all@contoso.com", "wrong", here)));
    expect(await codeOf(enter("nobody.at.all@contoso.com", "wrong", here))).toBe("limited");
  });

  test("a hundred failures of one block close it for every address", async () => {
    const here = visit();
    const { addressBlock } = here.origin;
    await repeat(LIMITS.block.points - 3, () => countFailure("block", addressBlock));
    for (const email of ["one", "two", "three"]) {
      expect(await codeOf(enter(`${email}@contoso.com`, "wrong", here))).toBe("invalid");
    }
    expect(await codeOf(enter(TOM, PASSWORD, here))).toBe("limited");
    await enter(TOM, PASSWORD, visit());
  });

  test("guesses at the same moment are counted like those one after another (edge 50)", async () => {
    const here = visit();
    const { refused } = await together(
      times(count(16, 60)).map(() => () => enter("amir.haddad@contoso.com", "wrong", here)),
    );
    const judged = refused.filter((reason) => reason.startsWith("invalid"));
    expect(judged.length).toBeLessThanOrEqual(LIMITS.signInPair.points);
  });
});

test("unknown, passwordless and known addresses cost the same work (decision 15)", async () => {
  const { passwordHash } = await db.user.findUniqueOrThrow({ where: { emailKey: TOM } });
  // Work is counted, since time measures the machine, too. The decoy is made once.
  await verifyPassword(undefined, "a wrong password");
  const verify = vi.mocked(argon2.verify).mockClear();
  const hash = vi.mocked(argon2.hash).mockClear();
  for (const stored of [passwordHash, null, undefined]) {
    expect(await verifyPassword(stored, "a wrong password")).toBe(false);
  }
  const costs = verify.mock.calls.map(([stored]) => String(stored).split("$").slice(1, 4));
  expect(costs).toEqual(times(3).map(() => ["argon2id", "v=19", "m=19456,t=2,p=1"]));
  expect(hash).not.toHaveBeenCalled();
});
