import { beforeAll, describe, expect, test } from "vitest";
import { db } from "../lib/db/client";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { enterCode } from "../lib/invitations/enter-code";
import { inviteUser } from "../lib/invitations/invite-user";
import { readInvitation } from "../lib/invitations/read-invitation";
import { resendInvitation } from "../lib/invitations/resend-invitation";
import { typedCode } from "../lib/mail/typed-code";
import type { MemberActor } from "../lib/policy/actor";
import { CONTOSO } from "./world";
import {
  acceptInput,
  actorOf,
  DAY,
  HOUR,
  invitationOf,
  inviteInput,
  later,
  newAddress,
  NOW,
  refusal,
  repeat,
  sign,
  agreement,
  times,
  together,
  tokenFor,
  visit,
} from "./factories";
import { haveWorld } from "./setup/world";

let dana: MemberActor;

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
});

async function invited(account = CONTOSO) {
  const email = newAddress();
  await inviteUser(dana, inviteInput(email), NOW);
  return { email, code: await codeFor(email, account) };
}

async function codeFor(email: string, account = CONTOSO): Promise<string> {
  const link = await codeLink(email, account);
  return typedCode(link.id, link.invitationId, link.codeHmac) ?? "";
}

/** The newest full link of somebody's invitation: the code is kept with it. */
async function codeLink(email: string, account = CONTOSO) {
  const { id: invitationId } = await invitationOf(email, account);
  return db.invitationLink.findFirstOrThrow({
    where: { invitationId, supersededAt: null, NOT: { kind: "REMINDER" } },
    orderBy: { createdAt: "desc" },
  });
}

const enter = (email: string, code: string, at = NOW) =>
  enterCode({ email, code }, visit().origin, at);

const wrongOf = (code: string) => code.replace(/.$/, (last) => (last === "7" ? "8" : "7"));

describe("a typed code", () => {
  test("has 8 of 32 signs that nobody confuses, and no row holds it", async () => {
    const { email, code } = await invited();
    expect(code).toMatch(/^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$/);
    const rows = JSON.stringify(await invitationOf(email, CONTOSO));
    expect(rows).not.toContain(code.replace("-", ""));
  });

  test("leads to the page of the link, however it is typed", async () => {
    const { email, code } = await invited();
    const typed = ` ${code.toLowerCase().replace("-", " ")} `;
    const { token } = await enter(` ${email.toUpperCase()} `, typed);
    expect((await readInvitation(token, NOW)).state).toBe("open");
    await acceptInvitation(acceptInput(token), visit(), NOW);
    expect((await actorOf(email, CONTOSO)).kind).toBe("member");
  });

  test("is dead after 5 wrong tries, also when typed right then; the link still works", async () => {
    const { email, code } = await invited();
    await repeat(5, () => refusal(enter(email, wrongOf(code))));
    expect(await refusal(enter(email, code))).toMatchObject({ code: "invalid", key: "codeWrong" });
    const page = await readInvitation(await tokenFor(email, CONTOSO), NOW);
    expect(page.state).toBe("open");
  });

  test("tried 40 times at once is compared at most 5 times", async () => {
    const { email, code } = await invited();
    await together(times(40).map(() => () => enter(email, wrongOf(code))));
    expect((await codeLink(email)).codeTries).toBe(5);
    expect((await refusal(enter(email, code))).key).toBe("codeWrong");
  });

  test("that is dead stands in no later mail", async () => {
    const { email, code } = await invited();
    await repeat(5, () => refusal(enter(email, wrongOf(code))));
    expect(await codeFor(email)).toBe("");
  });

  test("typed right costs no try, however often", async () => {
    const { email, code } = await invited();
    await repeat(8, () => enter(email, code));
    expect((await codeLink(email)).codeTries).toBe(0);
  });

  test("is a new one after a resend, and the old one is dead", async () => {
    const { email, code } = await invited();
    const { id: invitationId } = await invitationOf(email, CONTOSO);
    await repeat(5, () => refusal(enter(email, wrongOf(code))));
    await resendInvitation(dana, { invitationId }, later(HOUR));
    const fresh = await codeFor(email);
    expect(fresh).not.toBe(code);
    expect((await refusal(enter(email, code, later(HOUR)))).key).toBe("codeWrong");
    await enter(email, fresh, later(HOUR));
  });

  test("of a person with two invitations opens the one that it belongs to", async () => {
    const email = newAddress();
    await sign(agreement("PA-CODE1", email));
    await inviteUser(dana, inviteInput(email), NOW);
    const { token } = await enter(email, await codeFor(email, "PACODE1"));
    expect(await readInvitation(token, NOW)).toMatchObject({ account: { key: "PACODE1" } });
    expect((await codeLink(email)).codeTries).toBe(0);
  });

  test.each([
    ["an unknown address", async () => enter("nobody@contoso.com", "7KQM-2XVH")],
    ["no address", async () => enter("nobody", "7KQM-2XVH")],
    ["rubbish", async () => enter("tom.baker@contoso.com", "\u0000\u0000")],
    ["a member", async () => enter("tom.baker@contoso.com", "7KQM-2XVH")],
    [
      "an expired invitation",
      async () => {
        const { email, code } = await invited();
        return enter(email, code, later(61 * DAY));
      },
    ],
    [
      "another person's code",
      async () => {
        const [one, other] = [await invited(), await invited()];
        return enter(one.email, other.code);
      },
    ],
  ])("is refused in the same words for %s", async (_, tryIt) => {
    expect(await refusal(tryIt())).toEqual({ code: "invalid", key: "codeWrong", fields: {} });
  });

  test("is refused after a quarter of a second, whoever is asked about", async () => {
    const { email, code } = await invited();
    for (const address of [email, "nobody@contoso.com", "nobody"]) {
      const started = performance.now();
      await refusal(enter(address, wrongOf(code)));
      // Whatever is looked up takes place within this time; more is the machine's.
      expect(performance.now() - started).toBeGreaterThan(240);
    }
  });

  test("can be guessed wrong 20 times an hour from one block", async () => {
    const { origin } = visit();
    const { email, code } = await invited();
    const tries = await together(
      times(25).map(
        (index) => () => enterCode({ email: `n${index}@contoso.com`, code }, origin, NOW),
      ),
    );
    expect(tries.refused.filter((one) => one === "invalid codeWrong")).toHaveLength(20);
    expect((await refusal(enterCode({ email, code }, origin, NOW))).code).toBe("limited");
  });
});
