import { randomUUID } from "node:crypto";
import { beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { changePassword } from "../lib/accounts/change-password";
import {
  keepSecondFactor,
  readSecondFactor,
  renewRecoveryCodes,
  turnOffSecondFactor,
} from "../lib/accounts/keep-second-factor";
import { issueOneTimeLink } from "../lib/accounts/one-time-link";
import { announceSecondFactorReset, resetSecondFactors } from "../lib/accounts/reset-second-factor";
import { readSession } from "../lib/accounts/session";
import { setPassword } from "../lib/accounts/set-password";
import { beginSecondFactor, readSetUp } from "../lib/accounts/set-up-second-factor";
import { beginSignIn, signIn } from "../lib/accounts/sign-in";
import { CODE_STEP_LIFE, finishSignIn, type CodeStep } from "../lib/accounts/sign-in-code";
import { inviteUser } from "../lib/invitations/invite-user";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { db, pool } from "../lib/db/client";
import { LIMITS } from "../lib/limits";
import { SYSTEM, type PersonActor } from "../lib/policy/actor";
import { transaction } from "../lib/db/transaction";
import { encrypt } from "../lib/secrets";
import { codeAt, setUpSecondFactor } from "./authenticator";
import {
  acceptInput,
  actorOf,
  codeOf,
  dump,
  HOUR,
  inviteInput,
  later,
  mailsTo,
  newAddress,
  NOW,
  OTHER_PASSWORD,
  PASSWORD,
  passwords,
  personOf,
  refusal,
  repeat,
  times,
  together,
  tokenFor,
  visit,
} from "./factories";
import { CONTOSO } from "./world";
import { haveWorld } from "./setup/world";

const SHORT = "Kv7!tqzX";

let email: string;
let actor: PersonActor;

beforeAll(() => haveWorld());

// Each test has a person of its own, so that codes, limits and sessions don't meet.
beforeEach(async () => {
  email = newAddress("phone");
  const dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
  await inviteUser(dana, inviteInput(email), NOW);
  await acceptInvitation(acceptInput(await tokenFor(email, CONTOSO)), visit(), NOW);
  const person = await personOf(email);
  actor = { ...person, origin: visit().origin };
});

async function passwordStep(now = NOW, password = PASSWORD): Promise<CodeStep> {
  const begun = await beginSignIn({ email, password }, visit(), now);
  if (begun.secret !== null) throw new Error("no code was asked for");
  return begun.step;
}

const finish = (step: CodeStep, code: string, now = NOW, from = visit()) =>
  finishSignIn(step, { code }, from, now);

const sessionsOf = () => db.session.count({ where: { userId: actor.userId } });
const isIn = async (secret: string, now = later(60)) => (await readSession(secret, now)) !== null;
const newsTo = async () =>
  (await mailsTo(email))
    .filter(({ template }) => template === "secondFactorChanged")
    .map(({ props }) => props);

describe("setting up a second factor (decision 18)", () => {
  test("asks for the password, shows the secret, and is on with the first right code", async () => {
    expect(await codeOf(beginSecondFactor(actor, { currentPassword: "wrong" }, NOW))).toBe(
      "invalid",
    );
    const { secret, recoveryCodes } = await setUpSecondFactor(actor);
    expect(recoveryCodes).toHaveLength(10);
    expect(new Set(recoveryCodes).size).toBe(10);
    expect(await readSecondFactor(actor)).toEqual({ since: NOW, codesLeft: 10, resetAt: null });
    expect(await newsTo()).toEqual([{ what: "on", at: NOW.toISOString() }]);
    const rows = (await dump()).join("\n");
    for (const word of [
      secret,
      ...recoveryCodes,
      ...recoveryCodes.map((c) => c.replaceAll("-", "")),
    ]) {
      expect(rows).not.toContain(word);
    }
    expect(rows).not.toContain(Buffer.from(secret).toString("hex"));
  });

  test("asks for nothing at sign-in before its first code, nor after an hour without one", async () => {
    await beginSecondFactor(actor, { currentPassword: PASSWORD }, NOW);
    await signIn({ email, password: PASSWORD }, visit(), NOW);
    expect(await readSetUp(actor, later(HOUR - 1))).not.toBeNull();
    expect(await readSetUp(actor, later(HOUR))).toBeNull();
  });

  test("shows its picture as data of the page itself and its secret in text", async () => {
    await beginSecondFactor(actor, { currentPassword: PASSWORD }, NOW);
    const pairing = await readSetUp(actor, NOW);
    expect(pairing?.picture).toMatch(/^data:image\/svg\+xml;base64,/);
    expect(pairing?.secret).toMatch(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/);
  });

  test("signs the person's other sessions out: they were opened without it", async () => {
    const { secret } = await signIn({ email, password: PASSWORD }, visit(), NOW);
    await setUpSecondFactor(actor);
    expect(await isIn(secret)).toBe(false);
  });

  test("doesn't replace one that is on", async () => {
    await setUpSecondFactor(actor);
    const again = beginSecondFactor(actor, { currentPassword: PASSWORD }, NOW);
    expect(await refusal(again)).toMatchObject({ code: "conflict", key: "secondFactorOn" });
    expect(await readSetUp(actor, NOW)).toBeNull();
  });
});

describe("signing in with a second factor", () => {
  test("a right password alone opens no session, by no way", async () => {
    await setUpSecondFactor(actor);
    const before = await sessionsOf();
    await passwordStep();
    expect(await refusal(signIn({ email, password: PASSWORD }, visit(), NOW))).toMatchObject({
      code: "conflict",
      key: "codeNeeded",
    });
    expect(await sessionsOf()).toBe(before);
  });

  test("a wrong password gets the neutral answer, with a second factor as without", async () => {
    await setUpSecondFactor(actor);
    expect(await refusal(beginSignIn({ email, password: "wrong" }, visit(), NOW))).toEqual(
      await refusal(beginSignIn({ email: "nobody@contoso.com", password: "x" }, visit(), NOW)),
    );
  });

  test.each([-30, 0, 30])("a code of a clock that is %d seconds off opens it", async (off) => {
    const { secret } = await setUpSecondFactor(actor);
    const now = later(300);
    const step = await passwordStep(now);
    const session = await finish(step, codeAt(secret, later(off, now)), now);
    expect(await isIn(session.secret, later(360))).toBe(true);
  });

  test.each([-60, 60])("a code of a clock that is %d seconds off does not", async (off) => {
    const { secret } = await setUpSecondFactor(actor);
    const now = later(300);
    const step = await passwordStep(now);
    expect(await refusal(finish(step, codeAt(secret, later(off, now)), now))).toMatchObject({
      code: "invalid",
      fields: { code: "codeFailed" },
    });
  });

  test("no code is taken twice, nor an older one after a newer", async () => {
    const { secret } = await setUpSecondFactor(actor);
    // The code that set it up is used.
    expect(await codeOf(finish(await passwordStep(), codeAt(secret, NOW)))).toBe("invalid");
    const now = later(60);
    await finish(await passwordStep(now), codeAt(secret, later(30, now)), now);
    for (const off of [30, 0, -30]) {
      const again = finish(await passwordStep(now), codeAt(secret, later(off, now)), now);
      expect(await codeOf(again)).toBe("invalid");
    }
    await finish(await passwordStep(later(90)), codeAt(secret, later(120)), later(90));
  });

  test("the same code twice at the same moment opens one session", async () => {
    const { secret } = await setUpSecondFactor(actor);
    const before = await sessionsOf();
    const now = later(60);
    const steps = await Promise.all(times(4).map(() => passwordStep(now)));
    const code = codeAt(secret, now);
    const { done, refused } = await together(
      steps.map((step) => () => finish(step, code, now, visit())),
    );
    expect(done).toHaveLength(1);
    expect(new Set(refused)).toEqual(new Set(["invalid checkFields"]));
    expect(await sessionsOf()).toBe(before + 1);
  });

  test("a recovery code stands in once, however it is typed, and is told of", async () => {
    const { recoveryCodes } = await setUpSecondFactor(actor);
    const [first = "", second = ""] = recoveryCodes;
    await finish(await passwordStep(), ` ${first.toLowerCase().replaceAll("-", " ")} `);
    expect(await codeOf(finish(await passwordStep(), first))).toBe("invalid");
    const steps = await Promise.all(times(3).map(() => passwordStep()));
    const { done } = await together(steps.map((step) => () => finish(step, second)));
    expect(done).toHaveLength(1);
    expect(await readSecondFactor(actor)).toMatchObject({ codesLeft: 8 });
    expect((await newsTo()).filter((props) => JSON.stringify(props).includes("recovery"))).toEqual(
      times(2).map(() => ({ what: "recovery", at: NOW.toISOString() })),
    );
  });

  test("one person's codes are worth nothing to another", async () => {
    const mine = await setUpSecondFactor(actor);
    const mei = await personOf("mei.lin@contoso.com");
    await setUpSecondFactor(mei);
    const begun = await beginSignIn(
      { email: "mei.lin@contoso.com", password: PASSWORD },
      visit(),
      NOW,
    );
    if (begun.secret !== null) throw new Error("no code was asked for");
    for (const code of [codeAt(mine.secret, later(30)), mine.recoveryCodes[0] ?? ""]) {
      expect(await codeOf(finish(begun.step, code))).toBe("invalid");
    }
  });

  test.each(["", "000000", "12345", "1234567", "ABCDE-FGHJK", "\u0000", "٠٠٠٠٠٠", "' OR 1=1 --"])(
    "%j is no code and leaves no trace",
    async (code) => {
      await setUpSecondFactor(actor);
      const step = await passwordStep();
      const before = await dump();
      expect(await codeOf(finish(step, code))).toBe("invalid");
      expect(await dump()).toEqual(before);
    },
  );

  test("the step between lasts ten minutes and ends with a new password or a disabled person", async () => {
    const { secret } = await setUpSecondFactor(actor);
    const step = await passwordStep();
    const late = new Date(NOW.getTime() + CODE_STEP_LIFE);
    expect(await codeOf(finish(step, codeAt(secret, late), late))).toBe("gone");
    const now = later(60);
    const input = { currentPassword: PASSWORD, ...passwords(OTHER_PASSWORD) };
    await changePassword(actor, input, now);
    expect(await codeOf(finish(step, codeAt(secret, now), now))).toBe("gone");
    const fresh = await passwordStep(now, OTHER_PASSWORD);
    await db.user.update({ where: { id: actor.userId }, data: { disabledAt: now } });
    expect(await codeOf(finish(fresh, codeAt(secret, now), now))).toBe("gone");
  });

  test("a password reset doesn't remove it (decision 18)", async () => {
    await setUpSecondFactor(actor);
    const { token } = await transaction((tx) => issueOneTimeLink(tx, "RESET", actor.userId, NOW));
    await setPassword("RESET", { token, ...passwords(OTHER_PASSWORD) }, visit().origin, NOW);
    await passwordStep(NOW, OTHER_PASSWORD);
  });
});

describe("guessing codes (decision 17, edge 50)", () => {
  test("after five wrong ones from a block even the right one waits there, but not elsewhere", async () => {
    const { secret } = await setUpSecondFactor(actor);
    const now = later(60);
    const here = visit();
    const step = await passwordStep(now);
    await repeat(LIMITS.secondFactorPair.points, () =>
      refusal(finishSignIn(step, { code: "000000" }, here, now)),
    );
    expect(await codeOf(finish(step, codeAt(secret, now), now, here))).toBe("limited");
    await finish(step, codeAt(secret, now), now, visit());
  });

  test("guesses at the same moment are counted like those one after another", async () => {
    await setUpSecondFactor(actor);
    const here = visit();
    const step = await passwordStep();
    const { refused } = await together(
      times(20).map(() => () => finish(step, "000000", NOW, here)),
    );
    const judged = refused.filter((reason) => reason.startsWith("invalid"));
    expect(judged.length).toBeLessThanOrEqual(LIMITS.secondFactorPair.points);
  });

  test("from many blocks a hundred a day are judged, until the password changes", async () => {
    const { secret } = await setUpSecondFactor(actor);
    const step = await passwordStep();
    await repeat(LIMITS.secondFactor.points, () => refusal(finish(step, "000000")));
    expect(await codeOf(finish(step, "000000"))).toBe("limited");
    const now = later(60);
    const { token } = await transaction((tx) => issueOneTimeLink(tx, "RESET", actor.userId, now));
    await setPassword("RESET", { token, ...passwords(OTHER_PASSWORD) }, visit().origin, now);
    await finish(await passwordStep(now, OTHER_PASSWORD), codeAt(secret, now), now);
  });
});

describe("passwords beside a second factor (decision 16)", () => {
  const shorten = (currentPassword: string, now = NOW) =>
    changePassword(actor, { currentPassword, ...passwords(SHORT) }, now);

  test("8 characters are enough, and only beside it", async () => {
    expect(await refusal(shorten(PASSWORD))).toMatchObject({
      fields: { password: "passwordShort" },
    });
    await setUpSecondFactor(actor);
    await shorten(PASSWORD);
    await passwordStep(NOW, SHORT);
  });

  test("turning it off asks for a code and a password that is long enough alone", async () => {
    const { recoveryCodes } = await setUpSecondFactor(actor);
    const [first = "", second = ""] = recoveryCodes;
    await shorten(PASSWORD);
    const off = (currentPassword: string, code: string) =>
      turnOffSecondFactor(actor, { currentPassword, code }, NOW);
    expect(await refusal(off(SHORT, first))).toMatchObject({
      fields: { currentPassword: "passwordTooShortAlone" },
    });
    await changePassword(actor, { currentPassword: SHORT, ...passwords(OTHER_PASSWORD) }, NOW);
    expect(await refusal(off("wrong", first))).toMatchObject({
      fields: { currentPassword: "passwordWrong" },
    });
    expect(await refusal(off(OTHER_PASSWORD, "000000"))).toMatchObject({
      fields: { code: "codeFailed" },
    });
    await off(OTHER_PASSWORD, second);
    expect(await readSecondFactor(actor)).toBeNull();
    expect(await db.recoveryCode.count({ where: { userId: actor.userId } })).toBe(0);
    expect((await newsTo()).at(-1)).toEqual({ what: "off", at: NOW.toISOString() });
    await signIn({ email, password: OTHER_PASSWORD }, visit(), NOW);
  });

  test("a short password and no second factor never meet, whichever of two comes first", async () => {
    const { recoveryCodes } = await setUpSecondFactor(actor);
    const [code = ""] = recoveryCodes;
    await together([
      () => shorten(PASSWORD),
      () => turnOffSecondFactor(actor, { currentPassword: PASSWORD, code }, NOW),
    ]);
    const isOn = (await readSecondFactor(actor)) !== null;
    const begun = beginSignIn({ email, password: SHORT }, visit(), NOW);
    expect(isOn ? (await begun).secret : await codeOf(begun)).toBe(isOn ? null : "invalid");
  });
});

test("new recovery codes end all earlier ones", async () => {
  const { secret, recoveryCodes } = await setUpSecondFactor(actor);
  const now = later(60);
  const fresh = await renewRecoveryCodes(actor, { code: codeAt(secret, now) }, now);
  expect(fresh.recoveryCodes).toHaveLength(10);
  expect(await codeOf(finish(await passwordStep(now), recoveryCodes[0] ?? "", now))).toBe(
    "invalid",
  );
  await finish(await passwordStep(now), fresh.recoveryCodes[0] ?? "", now);
});

describe("a reset by the operator (decision 18)", () => {
  const announce = (now = NOW) => announceSecondFactorReset(SYSTEM, { email }, now);

  test("is announced, happens after 24 hours and not before, and signs out", async () => {
    const { recoveryCodes } = await setUpSecondFactor(actor);
    const at = later(24 * HOUR);
    expect(await announce()).toEqual({ email, at });
    expect((await newsTo()).at(-1)).toEqual({ what: "resetAnnounced", at: at.toISOString() });
    await resetSecondFactors(later(24 * HOUR - 1));
    expect(await readSecondFactor(actor)).toMatchObject({ resetAt: at });
    const day = later(24 * HOUR - 60);
    const { secret } = await finish(await passwordStep(day), recoveryCodes[0] ?? "", day);

    await together(times(3).map(() => () => resetSecondFactors(at)));

    expect(await readSecondFactor(actor)).toBeNull();
    expect(await isIn(secret, at)).toBe(false);
    expect((await newsTo()).filter((props) => JSON.stringify(props).includes('"reset"'))).toEqual([
      { what: "reset", at: at.toISOString() },
    ]);
    await signIn({ email, password: PASSWORD }, visit(), at);
  });

  test("can be stopped by whoever still has it", async () => {
    const { secret } = await setUpSecondFactor(actor);
    await announce();
    expect(await codeOf(keepSecondFactor(actor, { code: "000000" }, NOW))).toBe("invalid");
    await keepSecondFactor(actor, { code: codeAt(secret, later(60)) }, later(60));
    await resetSecondFactors(later(48 * HOUR));
    expect(await readSecondFactor(actor)).toMatchObject({ resetAt: null });
  });

  test("leaves a short password that opens nothing until a longer one is set", async () => {
    await setUpSecondFactor(actor);
    await changePassword(actor, { currentPassword: PASSWORD, ...passwords(SHORT) }, NOW);
    await announce();
    const now = later(24 * HOUR);
    await resetSecondFactors(now);
    expect(await refusal(signIn({ email, password: SHORT }, visit(), now))).toMatchObject({
      code: "forbidden",
      key: "passwordTooShortAlone",
    });
  });

  test("isn't announced twice, nor for people without one or nobody", async () => {
    expect(await refusal(announce())).toMatchObject({ key: "noSecondFactor" });
    await setUpSecondFactor(actor);
    await announce();
    expect(await refusal(announce(later(60)))).toMatchObject({ key: "resetAnnounced" });
    const nobody = announceSecondFactorReset(SYSTEM, { email: "nobody@contoso.com" }, NOW);
    expect(await codeOf(nobody)).toBe("notFound");
  });
});

test("new SECRETS: the worker seals every app's secret anew, and the old ones aren't needed", async () => {
  const { secret } = await setUpSecondFactor(actor);
  const kept = process.env.SECRETS;
  const where = { userId: actor.userId };
  const before = await db.totp.findUniqueOrThrow({ where });
  try {
    vi.resetModules();
    process.env.SECRETS = `${"n".repeat(40)},${kept}`;
    const { resealSecondFactors } = await import("../lib/accounts/reseal-second-factors");
    expect(await resealSecondFactors()).toBe(await db.totp.count());
    expect(await resealSecondFactors()).toBe(0);
    vi.resetModules();
    process.env.SECRETS = "n".repeat(40);
    const { takeCode } = await import("../lib/accounts/second-factor");
    const now = later(60);
    expect(await takeCode(db, actor.userId, codeAt(secret, now), now)).toBe("app");
  } finally {
    process.env.SECRETS = kept;
    vi.resetModules();
  }
  expect((await db.totp.findUniqueOrThrow({ where })).secretEnc).not.toEqual(before.secretEnc);
});

test("new SECRETS: somebody who turns the second factor off meanwhile doesn't end the worker's round", async () => {
  const users = times(501).map((at) => ({
    ...{ id: randomUUID(), email: `many.${at}@contoso.com`, emailKey: `many.${at}@contoso.com` },
    ...{ firstName: "M", lastName: "N", language: "en", country: "US", createdAt: NOW },
  }));
  await db.user.createMany({ data: users });
  await db.totp.createMany({
    data: users.map(({ id: userId }) => ({
      userId,
      createdAt: NOW,
      secretEnc: encrypt("JBSWY3DPEHPK3PXP", { purpose: "totp", owner: userId }),
    })),
  });
  const all = await db.totp.count();
  const [last] = await db.totp.findMany({ orderBy: { userId: "asc" }, skip: 499, take: 1 });
  // The last one of the first batch goes at the moment in which it would be sealed.
  await pool.query(`
    CREATE FUNCTION go() RETURNS trigger LANGUAGE plpgsql AS
      $$ BEGIN DELETE FROM "Totp" WHERE "userId" = OLD."userId"; RETURN NULL; END $$;
    CREATE TRIGGER go BEFORE UPDATE ON "Totp" FOR EACH ROW
      WHEN (OLD."userId" = '${last?.userId}') EXECUTE FUNCTION go()`);
  const kept = process.env.SECRETS;
  try {
    vi.resetModules();
    process.env.SECRETS = `${"m".repeat(40)},${kept},${"n".repeat(40)}`;
    const { resealSecondFactors } = await import("../lib/accounts/reseal-second-factors");
    expect(await resealSecondFactors()).toBe(all - 1);
  } finally {
    process.env.SECRETS = kept;
    vi.resetModules();
    await pool.query(`DROP TRIGGER go ON "Totp"; DROP FUNCTION go`);
  }
});
