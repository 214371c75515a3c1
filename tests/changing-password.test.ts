import { beforeAll, describe, expect, test } from "vitest";
import { changePassword } from "../lib/accounts/change-password";
import { readSession } from "../lib/accounts/session";
import { signIn } from "../lib/accounts/sign-in";
import type { PersonActor } from "../lib/policy/actor";
import {
  codeOf,
  dump,
  later,
  mailsTo,
  NOW,
  OTHER_PASSWORD,
  PASSWORD,
  passwords,
  personOf,
  refusal,
  together,
  visit,
} from "./factories";
import { haveWorld } from "./setup/world";

const EMAIL = "uwe.schneider@contoso.de";

beforeAll(() => haveWorld());

const enter = (password: string) => signIn({ email: EMAIL, password }, visit(), NOW);

describe("changing one's password (R52)", () => {
  async function signedIn(password: string): Promise<{ secret: string; actor: PersonActor }> {
    const { secret } = await enter(password);
    const session = await readSession(secret, NOW);
    return { secret, actor: { ...(await personOf(EMAIL)), sessionId: session?.sessionId ?? "" } };
  }

  test("ends the other sessions, keeps this one and mails a notice", async () => {
    const [here, elsewhere] = [await signedIn(PASSWORD), await signedIn(PASSWORD)];
    const input = { currentPassword: PASSWORD, ...passwords(OTHER_PASSWORD) };

    await changePassword(here.actor, input, NOW);

    expect(await readSession(here.secret, later(1))).not.toBeNull();
    expect(await readSession(elsewhere.secret, later(1))).toBeNull();
    expect(await codeOf(enter(PASSWORD))).toBe("invalid");
    await enter(OTHER_PASSWORD);
    const mails = await mailsTo(EMAIL);
    expect(mails.at(-1)).toMatchObject({ template: "passwordChanged", language: "de", props: {} });
  });

  test.each([
    [
      "the current one is wrong",
      { currentPassword: "wrong" },
      { currentPassword: "passwordWrong" },
    ],
    ["the new one is the old one", passwords(OTHER_PASSWORD), { password: "passwordSame" }],
    ["the two differ", { confirmPassword: "x" }, { confirmPassword: "passwordsDiffer" }],
    ["it is short", passwords("short"), { password: "passwordShort" }],
    ["it is weak", passwords("aaaaaaaaaaaaaaaaaaaa"), { password: "passwordWeak" }],
  ])("changes nothing when %s", async (_what, more, fields) => {
    const { actor } = await signedIn(OTHER_PASSWORD);
    const before = await dump();
    const input = {
      currentPassword: OTHER_PASSWORD,
      ...passwords("velvet anchor compass 88"),
      ...more,
    };
    expect(await refusal(changePassword(actor, input, NOW))).toMatchObject({
      code: "invalid",
      fields,
    });
    expect(await dump()).toEqual(before);
  });

  test("two at the same moment: one of them counts", async () => {
    const { actor } = await signedIn(OTHER_PASSWORD);
    const change = (password: string) => () =>
      changePassword(actor, { currentPassword: OTHER_PASSWORD, ...passwords(password) }, NOW);
    const { done, refused } = await together([
      change("velvet anchor compass 88"),
      change("marble lantern orchard 31"),
    ]);
    expect(done).toHaveLength(1);
    expect(refused).toEqual(["conflict changedMeanwhile"]);
  });
});
