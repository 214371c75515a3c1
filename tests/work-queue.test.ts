import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test } from "vitest";
import { db } from "../lib/db/client";
import { listAccounts, SHOWS, type AccountsQuery } from "../lib/designations/list-accounts";
import { readStaffAccount } from "../lib/designations/read-account";
import {
  resendToAdministrator,
  resendToAdministrators,
} from "../lib/designations/resend-to-administrator";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { declineInvitation } from "../lib/invitations/decline-invitation";
import { readInvitation } from "../lib/invitations/read-invitation";
import { noteUndeliverable } from "../lib/mail/note-undeliverable";
import type { OperatorActor, PartnerActor } from "../lib/policy/actor";
import {
  acceptInput,
  actorOf,
  agreement,
  codeOf,
  DAY,
  HOUR,
  later,
  letIn,
  mailsTo,
  NOW,
  partnerActorOf,
  refusal,
  sign,
  times,
  together,
  tokenFor,
  visit,
} from "./factories";
import { haveWorld } from "./setup/world";

const OPERATOR: OperatorActor = { kind: "operator", userId: randomUUID() };
let partner: PartnerActor;
let other: PartnerActor;

beforeAll(async () => {
  await haveWorld();
  partner = await partnerActorOf("mira.chen@proseware.com");
  other = await partnerActorOf("ada.obi@wingtip.com");
});

let made = 0;

async function customer(organization = "Contoso Retail") {
  const number = `PA-QUE${String((made += 1)).padStart(3, "0")}`;
  const email = `que.${made}@contoso.com`;
  await sign(
    agreement(number, email, {
      partner: { number: "PRT-310", name: "Proseware Licensing" },
      organization: { number: `ORG-${number}`, name: organization, country: "US" },
    }),
  );
  const key = number.replace("-", "");
  return { key, email, token: await tokenFor(email, key) };
}

async function flagsOf(key: string, at = NOW) {
  const { rows } = await listAccounts(partner, { show: "all", search: key }, at);
  return rows[0]?.flags;
}

const keysOf = async (query: AccountsQuery, actor: PartnerActor | OperatorActor = partner) =>
  (await listAccounts(actor, query, NOW)).rows.map(({ numberKey }) => numberKey);

describe("the work queue says why a customer is in it", () => {
  test("the administrator never accepted, and the link ends within 7 days", async () => {
    const { key } = await customer();
    expect(await flagsOf(key)).toEqual(["neverAccepted"]);
    expect(await flagsOf(key, later(53 * DAY))).toEqual(["neverAccepted", "endsSoon"]);
    expect(await flagsOf(key, later(70 * DAY))).toEqual(["neverAccepted", "endsSoon"]);
  });

  test.each(["BOUNCED", "FAILED", "DEFERRED"] as const)("the mail is %s", async (state) => {
    const { key, email } = await customer();
    const bouncedAt = state === "BOUNCED" ? NOW : null;
    await db.emailMessage.updateMany({ where: { toKey: email }, data: { state, bouncedAt } });
    expect(await flagsOf(key)).toEqual(["neverAccepted", "mailTrouble"]);
  });

  test("a single administrator, and nothing once there are two", async () => {
    const { key, email, token } = await customer();
    await acceptInvitation(acceptInput(token), visit(), NOW);
    expect(await flagsOf(key)).toEqual(["soleAdministrator"]);
    await letIn(await actorOf(email, key), key, ["ACCOUNT_ADMINISTRATOR"]);
    expect(await flagsOf(key)).toEqual([]);
  });

  test("designated without access: disabled, removed or blocked", async () => {
    for (const change of ["DISABLED", "REMOVED", "blocked"] as const) {
      const { key, email, token } = await customer();
      await acceptInvitation(acceptInput(token), visit(), NOW);
      if (change === "blocked") {
        await db.designation.updateMany({ where: { emailKey: email }, data: { blockedAt: NOW } });
      } else {
        await db.membership.updateMany({ where: { emailKey: email }, data: { status: change } });
      }
      expect(await flagsOf(key)).toContain("withoutAccess");
      const page = await readStaffAccount(partner, key, NOW);
      expect(page.administrator?.state.kind).toBe("withoutAccess");
      expect(page.may).toMatchObject({ resend: false, change: true });
    }
  });

  test("nothing once the agreement has ended, and there is nothing to send", async () => {
    const { key } = await customer();
    const [row] = (await listAccounts(partner, { show: "all", search: key }, NOW)).rows;
    expect(row).toMatchObject({ live: true, flags: ["neverAccepted"] });
    await db.agreement.updateMany({
      where: { accounts: { some: { numberKey: key } } },
      data: { endsOn: new Date("2026-11-24") },
    });
    expect(await flagsOf(key)).toEqual(["neverAccepted"]);
    expect(await flagsOf(key, later(DAY))).toEqual([]);
    const [ended] = (await listAccounts(partner, { show: "all", search: key }, later(DAY))).rows;
    expect(ended).toMatchObject({ live: false, flags: [] });
  });

  test("each filter shows exactly the accounts that carry its flag", async () => {
    const { rows } = await listAccounts(partner, { show: "all" }, NOW);
    for (const show of SHOWS) {
      const expected = rows.filter(
        ({ flags }) =>
          show === "all" || (show === "attention" ? flags.length > 0 : flags.includes(show)),
      );
      expect(await keysOf({ show })).toEqual(expected.map(({ numberKey }) => numberKey));
    }
  });
});

describe("search and paging", () => {
  test("finds by organization, agreement, account number, person and address", async () => {
    const { key, email } = await customer("Zephyr Über & Söhne");
    for (const search of [
      key,
      `pa-${key.slice(2)}`,
      `AGR-PA-${key.slice(2)}`,
      "zephyr",
      "\u0000zephyr\u0000",
      "söhne",
      email,
    ]) {
      expect(await keysOf({ show: "all", search })).toEqual([key]);
    }
    for (const search of ["%", "_", "\\", "' OR 1=1 --", "zephyr%retail", "no such name"]) {
      expect(await keysOf({ show: "all", search })).toEqual([]);
    }
  });

  test("goes through everything once, forwards and backwards", async () => {
    const numbers = times(60).map((index) => `PA-PAGE${String(index).padStart(3, "0")}`);
    for (const number of numbers) {
      await sign(
        agreement(number, `page.${number.toLowerCase()}@contoso.com`, {
          partner: { number: "PRT-455", name: "Wingtip Software Services" },
          organization: { number: `ORG-${number}`, name: "Pager", country: "US" },
        }),
      );
    }
    const query = { show: "neverAccepted", search: "pager" } as const;
    const first = await listAccounts(other, query, NOW);
    expect(first.rows).toHaveLength(50);
    expect(first.previous).toBeNull();
    const second = await listAccounts(other, { ...query, after: first.next ?? "" }, NOW);
    expect(second.rows).toHaveLength(10);
    expect(second.next).toBeNull();
    const back = await listAccounts(other, { ...query, before: second.previous ?? "" }, NOW);
    expect(back.rows).toEqual(first.rows);
    const beyond = await listAccounts(other, { ...query, before: first.rows[0]?.numberKey }, NOW);
    expect(beyond.rows).toEqual(first.rows);
    expect(back.previous).toBeNull();
    expect(back.next).not.toBeNull();
  });

  test("a partner finds only its own, an operator all", async () => {
    const { key } = await customer();
    expect(await keysOf({ show: "all", search: key }, other)).toEqual([]);
    expect(await keysOf({ show: "all", search: key }, OPERATOR)).toEqual([key]);
    const mine = new Set(await keysOf({ show: "all" }));
    for (const one of await keysOf({ show: "all" }, other)) expect(mine.has(one)).toBe(false);
  });
});

describe("resending (R82)", () => {
  test("by the partner makes a fresh link and shows how often it was sent today", async () => {
    const { key, email, token } = await customer();
    await resendToAdministrator(partner, { account: key }, later(HOUR));
    await resendToAdministrator(OPERATOR, { account: key }, later(2 * HOUR));
    expect((await readInvitation(token, later(2 * HOUR))).state).toBe("superseded");
    expect(await mailsTo(email)).toHaveLength(3);
    const page = await readStaffAccount(partner, key, later(3 * HOUR));
    expect(page.resendsToday).toBe(2);
    await resendToAdministrator(partner, { account: key }, later(3 * HOUR));
    expect(
      (await refusal(resendToAdministrator(partner, { account: key }, later(4 * HOUR)))).key,
    ).toBe("resentTooOften");
  });

  test("by both at the same moment sends once (edge 7)", async () => {
    const { key, email } = await customer();
    const tries = times(6).map(
      (index) => () =>
        resendToAdministrator(index % 2 ? partner : OPERATOR, { account: key }, later(HOUR)),
    );
    expect((await together(tries)).done).toHaveLength(1);
    expect(await mailsTo(email)).toHaveLength(2);
  });

  test("undoes a decline and lifts a suppressed address", async () => {
    const { key, email, token } = await customer();
    await declineInvitation({ token, reason: "Not me" }, visit().origin, later(60));
    await db.suppression.create({ data: { toKey: email, reason: "550 5.1.1", since: NOW } });
    const page = await readStaffAccount(partner, key, later(HOUR));
    expect(page.administrator?.state.kind).toBe("declined");
    await resendToAdministrator(partner, { account: key }, later(HOUR));
    expect(await db.suppression.count({ where: { toKey: email } })).toBe(0);
    const fresh = await tokenFor(email, key);
    expect((await readInvitation(fresh, later(HOUR))).state).toBe("open");
  });

  test("of many at once says for each what became of it, and never touches another's", async () => {
    const [open, inside, foreign] = [await customer(), await customer(), "PA0051977"];
    await acceptInvitation(acceptInput(inside.token), visit(), NOW);
    const results = await resendToAdministrators(
      partner,
      { accounts: [open.key, inside.key, foreign, "nonsense", open.key] },
      later(HOUR),
    );
    expect(results.map(({ account, email, refusal: why }) => [account, email ?? why?.key])).toEqual(
      [
        [open.key, open.email],
        [inside.key, "hasAccessAlready"],
        [foreign, "notFound"],
        ["NONSENSE", "notFound"],
      ],
    );
  });

  test("to whoever has access already or has lost it is refused", async () => {
    const { key, email, token } = await customer();
    await acceptInvitation(acceptInput(token), visit(), NOW);
    expect((await refusal(resendToAdministrator(partner, { account: key }, later(HOUR)))).key).toBe(
      "hasAccessAlready",
    );
    await db.membership.updateMany({ where: { emailKey: email }, data: { status: "DISABLED" } });
    expect((await refusal(resendToAdministrator(partner, { account: key }, later(HOUR)))).key).toBe(
      "withoutAccess",
    );
    expect(await codeOf(resendToAdministrator(other, { account: key }, later(HOUR)))).toBe(
      "notFound",
    );
  });
});

test("the timeline tells what happened, newest first, by whom", async () => {
  const { key, email, token } = await customer();
  await resendToAdministrator(OPERATOR, { account: key }, later(HOUR));
  await declineInvitation(
    { token: await tokenFor(email, key), reason: "Not me" },
    visit().origin,
    later(2 * HOUR),
  );
  expect(token).not.toBe("");
  const { timeline } = await readStaffAccount(partner, key, later(3 * HOUR));
  expect(timeline.map(({ kind }) => kind)).toEqual(["declined", "renewed", "sent", "designated"]);
  expect(timeline[1]?.by).toEqual({ kind: "vendor" });
  expect(timeline[0]).toMatchObject({ detail: "Not me", address: email });
});

test("the timeline says when a mail was given up, not when it was written", async () => {
  const { key, email } = await customer();
  const [message] = await mailsTo(email);
  if (!message) throw new Error("no mail");
  await db.$transaction(async (tx) => {
    const lastAnswer = "550 mailbox unavailable";
    await tx.emailMessage.update({
      where: { id: message.id },
      data: { state: "FAILED", lastAnswer },
    });
    const failure = { answer: lastAnswer, addressUnknown: false };
    await noteUndeliverable(tx, later(2 * HOUR), message, failure);
  });
  const { timeline } = await readStaffAccount(partner, key, later(3 * HOUR));
  expect(timeline[0]).toMatchObject({ kind: "failed", at: later(2 * HOUR) });
});
