import { beforeAll, describe, expect, test } from "vitest";
import { db } from "../lib/db/client";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { enterCode } from "../lib/invitations/enter-code";
import { readInvitation } from "../lib/invitations/read-invitation";
import { requestInvitation } from "../lib/invitations/request-invitation";
import { requestPasswordReset } from "../lib/invitations/request-password-reset";
import { sendFreshLink } from "../lib/invitations/send-fresh-link";
import { resendToAdministrator } from "../lib/designations/resend-to-administrator";
import { loadLetter } from "../lib/mail/load-letter";
import { typedCode } from "../lib/mail/typed-code";
import { SYSTEM } from "../lib/policy/actor";
import { tokenOf } from "../lib/secrets";
import {
  acceptInput,
  agreement,
  count,
  DAY,
  HOUR,
  invitationOf,
  later,
  mailsTo,
  newAddress,
  NOW,
  OTHER_PASSWORD,
  refusal,
  repeat,
  sign,
  together,
  visit,
} from "./factories";
import { haveWorld } from "./setup/world";

beforeAll(() => haveWorld());

let made = 0;

/** A new agreement's administrator, with all that was mailed to them. */
async function invited() {
  const account = `PARN${(made += 1)}`;
  const email = newAddress("renewed");
  await sign(agreement(account, email));
  const links = async () => (await invitationOf(email, account)).links;
  const tokens = async () =>
    (await links()).map(({ id, tokenHash }) => tokenOf("invitation", id, tokenHash) ?? "");
  return {
    account,
    email,
    links,
    tokens,
    states: async (at: Date) =>
      Promise.all((await tokens()).map(async (token) => (await readInvitation(token, at)).state)),
    codes: async () =>
      (await links()).map(
        ({ id, invitationId, codeHmac }) => typedCode(id, invitationId, codeHmac) ?? "",
      ),
  };
}

type Invited = Awaited<ReturnType<typeof invited>>;

const enter = (email: string, code: string, at: Date) =>
  enterCode({ email, code }, visit().origin, at);

/** The three signed-out pages from which a stranger can have an invitation sent again. */
const CHANNELS: [string, (person: Invited, at: Date) => Promise<unknown>][] = [
  [
    "the form of three facts",
    ({ email, account }, at) =>
      requestInvitation({ email, agreementNumber: `AGR-${account}`, accountNumber: account }, at),
  ],
  ["a forgotten password", ({ email }, at) => requestPasswordReset(email, at)],
  [
    "the page of an old link",
    async ({ tokens }, at) => {
      const [token = ""] = await tokens();
      return sendFreshLink({ token }, visit().origin, at);
    },
  ],
];

describe.each(CHANNELS)("a renewal by %s", (_, renew) => {
  test("leaves the earlier link and code good to their own sixtieth day", async () => {
    const person = await invited();
    await renew(person, later(20 * DAY));
    expect(await person.states(later(20 * DAY))).toEqual(["open", "open"]);
    const codes = await person.codes();
    expect(new Set(codes).size).toBe(2);
    const tokens = await person.tokens();
    for (const [index, code] of codes.entries()) {
      expect(await enter(person.email, code, later(20 * DAY))).toEqual({ token: tokens[index] });
    }
    expect(await person.states(later(60 * DAY - 1))).toEqual(["open", "open"]);
    expect(await person.states(later(60 * DAY))).toEqual(["expired", "open"]);
    const [first = "", second = ""] = codes;
    expect((await refusal(enter(person.email, first, later(60 * DAY)))).key).toBe("codeWrong");
    await enter(person.email, second, later(60 * DAY));
    expect(await person.states(later(80 * DAY))).toEqual(["expired", "expired"]);
  });

  test("can't be used past a link's own end, whatever the later one moved", async () => {
    const person = await invited();
    await renew(person, later(20 * DAY));
    const [first = ""] = await person.tokens();
    const late = acceptInvitation(acceptInput(first), visit(), later(60 * DAY));
    expect((await refusal(late)).key).toBe("invitationNotOpen");
    const page = await readInvitation(first, later(30 * DAY));
    expect(page).toMatchObject({ state: "open", expiresAt: later(60 * DAY) });
  });

  test("ends with a resend by somebody inside: only its link and code work", async () => {
    const person = await invited();
    await renew(person, later(DAY));
    await resendToAdministrator(SYSTEM, { account: person.account }, later(DAY + HOUR));
    expect(await person.states(later(DAY + HOUR))).toEqual(["superseded", "superseded", "open"]);
    const [first = "", second = "", third = ""] = await person.codes();
    for (const code of [first, second]) {
      expect((await refusal(enter(person.email, code, later(DAY + HOUR)))).key).toBe("codeWrong");
    }
    await enter(person.email, third, later(DAY + HOUR));
  });

  test("is within the limits: three a day, and a minute apart", async () => {
    const person = await invited();
    for (const at of [HOUR, HOUR + 30, 2 * HOUR, 3 * HOUR, 4 * HOUR]) {
      await renew(person, later(at));
    }
    expect(await person.states(later(4 * HOUR))).toEqual(["open", "open", "open", "open"]);
  });
});

describe("several links of one invitation", () => {
  test("used at the same moment let in once; the others are used", async () => {
    await repeat(count(3, 30), async () => {
      const person = await invited();
      await requestPasswordReset(person.email, later(HOUR));
      const tokens = await person.tokens();
      const { done, refused } = await together(
        tokens.map(
          (token, index) => () =>
            acceptInvitation(
              acceptInput(token, index === 0 ? undefined : OTHER_PASSWORD),
              visit(),
              later(2 * HOUR),
            ),
        ),
      );
      expect([done.length, refused.length]).toEqual([1, 1]);
      expect(await person.states(later(2 * HOUR))).toEqual(["used", "used"]);
      expect(await db.user.count({ where: { emailKey: person.email } })).toBe(1);
      const [code = ""] = await person.codes();
      expect((await refusal(enter(person.email, code, later(2 * HOUR)))).key).toBe("codeWrong");
    });
  });

  test("give nobody more guesses: five wrong ones kill every code, and no link", async () => {
    const person = await invited();
    await requestPasswordReset(person.email, later(HOUR));
    const codes = await person.codes();
    const wrong = "2222-2222";
    await together(Array.from({ length: 20 }, () => () => enter(person.email, wrong, later(HOUR))));
    const tries = (await person.links()).map(({ codeTries }) => codeTries);
    expect(tries).toEqual([5, 5]);
    for (const code of codes) {
      expect((await refusal(enter(person.email, code, later(HOUR)))).key).toBe("codeWrong");
    }
    expect(await person.states(later(HOUR))).toEqual(["open", "open"]);
  });

  test("have mails that each carry their own link, end and code", async () => {
    const person = await invited();
    await requestPasswordReset(person.email, later(20 * DAY));
    const codes = await person.codes();
    const tokens = await person.tokens();
    const mails = await mailsTo(person.email);
    expect(mails).toHaveLength(2);
    for (const [index, mail] of mails.entries()) {
      const letter = await loadLetter(mail, later(20 * DAY));
      expect(letter?.code?.value).toBe(codes[index]);
      expect(letter?.button?.href).toContain(tokens[index]);
    }
    const [first] = mails;
    expect(first && (await loadLetter(first, later(60 * DAY)))).toBeNull();
    expect(await readInvitation(tokens[0] ?? "", NOW)).toMatchObject({
      expiresAt: later(60 * DAY),
    });
  });
});
