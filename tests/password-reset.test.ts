import { beforeAll, describe, expect, test } from "vitest";
import { db } from "../lib/db/client";
import {
  askForPasswordReset,
  requestPasswordReset,
} from "../lib/invitations/request-password-reset";
import { DAY, dump, HOUR, later, mailsTo, MINUTE, NOW, times, visit } from "./factories";
import { haveWorld } from "./setup/world";

beforeAll(async () => {
  await haveWorld();
  const disabled = { emailKey: "amir.haddad@contoso.com" };
  await db.user.update({ where: disabled, data: { disabledAt: NOW } });
});

describe("asking for a new password (decisions 14, 15)", () => {
  const ask = (email: string, at: number) => requestPasswordReset(email, later(at));

  test("stores a job and nothing else, for whoever is typed", async () => {
    const before = await dump();
    for (const email of [
      "mei.lin@contoso.com",
      "nobody@contoso.com",
      "rubbish\u0000",
      "x".repeat(5000),
    ]) {
      await askForPasswordReset(email, visit().origin);
    }
    expect(await dump()).toEqual(before);
  });

  test("of a known address mails one link, at most 3 a day and one a minute", async () => {
    const email = "mei.lin@contoso.com";
    const resets = async () =>
      (await mailsTo(email)).filter(({ template }) => template === "passwordReset").length;
    await ask(email, 0);
    await ask(email.toUpperCase(), MINUTE - 1);
    expect(await resets()).toBe(1);
    for (const at of [MINUTE, 2 * MINUTE, 3 * MINUTE, HOUR]) await ask(email, at);
    expect(await resets()).toBe(3);
    await ask(email, DAY + 1);
    expect(await resets()).toBe(4);
  });

  test("ten times at the same moment mails one link", async () => {
    const email = "paulo.reis@contoso.com";
    await Promise.all(times(10).map(() => ask(email, 0)));
    const resets = (await mailsTo(email)).filter(({ template }) => template === "passwordReset");
    expect(resets).toHaveLength(1);
  });

  test("of an invited address sends the invitation again and makes no account (edge 48)", async () => {
    const email = "keiko.tanaka@contoso.co.jp";
    await ask(email, HOUR);
    expect((await mailsTo(email)).map(({ template }) => template)).toEqual([
      "invitation",
      "invitation",
    ]);
    expect(await db.user.count({ where: { emailKey: email } })).toBe(0);
  });

  test.each([
    "nobody@contoso.com",
    "amir.haddad@contoso.com",
    "rubbish",
    "",
    "a@b@c",
    "\u0000@contoso.com",
  ])("of %j, who is unknown or disabled, mails nobody", async (email) => {
    const before = await dump();
    await ask(email, 0);
    expect(await dump()).toEqual(before);
  });
});
