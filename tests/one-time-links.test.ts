import { beforeAll, describe, expect, test } from "vitest";
import { changePassword } from "../lib/accounts/change-password";
import { issueOneTimeLink, readOneTimeLink } from "../lib/accounts/one-time-link";
import { readSession } from "../lib/accounts/session";
import { setPassword } from "../lib/accounts/set-password";
import { signIn } from "../lib/accounts/sign-in";
import { db } from "../lib/db/client";
import { transaction } from "../lib/db/transaction";
import {
  codeOf,
  count,
  dump,
  HOUR,
  later,
  mailsTo,
  NOW,
  OTHER_PASSWORD,
  PASSWORD,
  passwords,
  personOf,
  refusal,
  times,
  together,
  visit,
} from "./factories";
import { haveWorld } from "./setup/world";

const TOM = "tom.baker@contoso.com";

beforeAll(() => haveWorld());

const enter = (email: string, password: string) => signIn({ email, password }, visit(), NOW);
const set = (
  token: string,
  password = OTHER_PASSWORD,
  now = NOW,
  purpose: "RESET" | "OPERATOR" = "RESET",
) => setPassword(purpose, { token, ...passwords(password) }, visit().origin, now);

async function resetLink(email = TOM, now = NOW): Promise<string> {
  const { userId } = await personOf(email);
  return (await transaction((tx) => issueOneTimeLink(tx, "RESET", userId, now))).token;
}

describe("a link to set a new password (R13)", () => {
  test("works once, ends every session and mails a notice", async () => {
    const { secret } = await enter(TOM, PASSWORD);
    const token = await resetLink();
    expect(await readOneTimeLink("RESET", token, NOW)).not.toBeNull();

    await set(token);

    expect(await readSession(secret, later(1))).toBeNull();
    expect(await readOneTimeLink("RESET", token, NOW)).toBeNull();
    expect(await refusal(set(token, PASSWORD))).toMatchObject({ code: "gone", key: "linkGone" });
    await enter(TOM, OTHER_PASSWORD);
    expect((await mailsTo(TOM)).at(-1)?.template).toBe("passwordChanged");
  });

  test("many at the same moment: one sets the password", async () => {
    const token = await resetLink();
    const before = await db.auditEvent.count({ where: { action: "password.reset" } });
    const { done, refused } = await together(
      times(count(6, 20)).map((at) => () => set(token, `${OTHER_PASSWORD} ${at}`)),
    );
    expect(done).toHaveLength(1);
    expect(new Set(refused)).toEqual(new Set(["gone linkGone"]));
    expect(await db.auditEvent.count({ where: { action: "password.reset" } })).toBe(before + 1);
  });

  test("lives an hour, less a moment", async () => {
    expect(await codeOf(set(await resetLink(), PASSWORD, later(HOUR)))).toBe("gone");
    await set(await resetLink(), PASSWORD, later(HOUR - 1));
  });

  test("is ended by a later one", async () => {
    const first = await resetLink();
    const second = await resetLink(TOM, later(1));
    expect(await codeOf(set(first))).toBe("gone");
    await set(second);
  });

  test("is ended by a password that was set in another way", async () => {
    const token = await resetLink();
    const { userId, sessionId } = await personOf(TOM);
    const input = { currentPassword: OTHER_PASSWORD, ...passwords("velvet anchor compass 88") };
    await changePassword({ kind: "person", userId, sessionId }, input, NOW);
    expect(await codeOf(set(token))).toBe("gone");
  });

  test("isn't one for another purpose, and none for a disabled person", async () => {
    const email = "amir.haddad@contoso.com";
    const token = await resetLink(email);
    expect(await codeOf(set(token, OTHER_PASSWORD, NOW, "OPERATOR"))).toBe("gone");
    await db.user.update({ where: { emailKey: email }, data: { disabledAt: NOW } });
    expect(await codeOf(set(token))).toBe("gone");
  });

  test.each(["", "x", "\u0000", "é".repeat(200)])("made up as %j is gone", async (token) => {
    const before = await dump();
    expect(await codeOf(set(token))).toBe("gone");
    expect(await dump()).toEqual(before);
  });

  test("survives a password that isn't taken", async () => {
    const token = await resetLink();
    for (const password of ["short", "aaaaaaaaaaaaaaaaaaaa"]) {
      expect(await codeOf(set(token, password))).toBe("invalid");
    }
    await set(token);
  });
});
