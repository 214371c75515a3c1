import { randomUUID } from "node:crypto";
import { beforeAll, describe, expect, test, vi } from "vitest";
import { db } from "../lib/db/client";
import { transaction } from "../lib/db/transaction";
import { applyDueChanges } from "../lib/designations/apply-due-changes";
import {
  correctAddress,
  replaceAdministrator,
  type ChangeOutcome,
} from "../lib/designations/change-administrator";
import { countDecisions, countOwnChanges } from "../lib/designations/count-waiting";
import { approveChange, refuseChange, withdrawChange } from "../lib/designations/decide-change";
import { objectToChange, readObjection } from "../lib/designations/object-to-change";
import { readStaffAccount } from "../lib/designations/read-account";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { admit, claimInvitation, lockForAdmission } from "../lib/invitations/admit";
import { inviteUser } from "../lib/invitations/invite-user";
import { readInvitation } from "../lib/invitations/read-invitation";
import { loadLetter } from "../lib/mail/load-letter";
import { SYSTEM, type Actor, type OperatorActor, type PartnerActor } from "../lib/policy/actor";
import { tokenOf } from "../lib/secrets";
import {
  acceptInput,
  actorOf,
  agreement,
  codeOf,
  count,
  DAY,
  dump,
  HOUR,
  invitationOf,
  inviteInput,
  later,
  letIn,
  mailsTo,
  NOW,
  partnerActorOf,
  refusal,
  repeat,
  sign,
  times,
  together,
  tokenFor,
  visit,
} from "./factories";
import { CONTOSO } from "./world";
import { haveWorld } from "./setup/world";

const OPERATOR: OperatorActor = { kind: "operator", userId: randomUUID() };
const PARTNER = { number: "PRT-310", name: "Proseware Licensing" };

let partner: PartnerActor;
let otherPartner: PartnerActor;

beforeAll(async () => {
  await haveWorld();
  partner = await partnerActorOf("mira.chen@proseware.com");
  otherPartner = await partnerActorOf("ada.obi@wingtip.com");
});

let made = 0;

/** A customer of Proseware; its administrator came in, unless it is new. */
async function customer({ isNew = false } = {}) {
  const number = `PA-CHG${(made += 1)}`;
  const key = number.replace("-", "");
  const paa = `paa.${made}@contoso.com`;
  await sign(agreement(number, paa, { partner: PARTNER }));
  if (!isNew) await acceptInvitation(acceptInput(await tokenFor(paa, key)), visit(), NOW);
  const next = `next.${made}@contoso.com`;
  return {
    key,
    paa,
    next,
    version: async () =>
      (await db.purchasingAccount.findUniqueOrThrow({ where: { numberKey: key } })).version,
    designated: async () =>
      db.designation.findFirstOrThrow({
        where: { until: null, purchasingAccount: { numberKey: key } },
      }),
    replace: async (email = next, at = NOW, actor: Actor = partner) =>
      replaceAdministrator(actor, { ...person(key, email), version: await versionOf(key) }, at),
    correct: async (email = next, at = NOW, actor: Actor = partner) =>
      correctAddress(actor, { account: key, version: await versionOf(key), email }, at),
    change: () =>
      db.designationChange.findFirstOrThrow({
        where: { purchasingAccount: { numberKey: key } },
        orderBy: { createdAt: "desc" },
      }),
  };
}

const versionOf = async (key: string) =>
  (await db.purchasingAccount.findUniqueOrThrow({ where: { numberKey: key } })).version;

const person = (account: string, email: string) => ({
  account,
  email,
  firstName: "Noor",
  lastName: "Aziz",
  language: "en" as const,
  country: "US",
});

const templatesTo = async (email: string) => (await mailsTo(email)).map(({ template }) => template);

/** The token in the mail that asks somebody whether they object. */
async function objectionToken(email: string): Promise<string> {
  const mail = (await mailsTo(email))
    .filter((one) => one.template === "designationObjection")
    .at(-1);
  const link = await db.oneTimeLink.findUniqueOrThrow({ where: { id: mail?.oneTimeLinkId ?? "" } });
  return tokenOf("one-time", link.id, link.tokenHash) ?? "";
}

const object = (token: string, at: Date) =>
  objectToChange({ token, reason: "We don't know this person" }, visit().origin, at);

/** Somebody who was mailed is here again. */
async function signsIn(email: string, at: Date): Promise<void> {
  const user = await db.user.findUniqueOrThrow({ where: { emailKey: email } });
  await db.session.updateMany({ where: { userId: user.id }, data: { lastSeenAt: at } });
}

describe("where nobody ever got in, a change", () => {
  test("of the person acts at once: old link dead, both addresses told (edge 24)", async () => {
    const { key, paa, next, replace, designated } = await customer({ isNew: true });
    const old = await tokenFor(paa, key);
    expect((await replace()).state).toBe("APPLIED");
    expect(await designated()).toMatchObject({ emailKey: next, firstName: "Noor" });
    expect((await readInvitation(old, NOW)).state).toBe("revoked");
    expect(await codeOf(acceptInvitation(acceptInput(old), visit(), NOW))).toBe("gone");
    expect(await templatesTo(paa)).toEqual(["invitation", "administratorReplaced"]);
    expect(await templatesTo(next)).toEqual(["invitation"]);
    await acceptInvitation(acceptInput(await tokenFor(next, key)), visit(), NOW);
    expect((await actorOf(next, key)).roles).toEqual(["ACCOUNT_ADMINISTRATOR"]);
    expect((await designated()).membershipId).not.toBeNull();
  });

  test("of the address keeps the person and starts the limits anew (edge 25)", async () => {
    const { paa, next, correct, designated } = await customer({ isNew: true });
    const before = await designated();
    expect((await correct()).state).toBe("APPLIED");
    const { firstName, lastName } = before;
    expect(await designated()).toMatchObject({ emailKey: next, firstName, lastName });
    expect(await templatesTo(next)).toEqual(["invitation"]);
    expect((await templatesTo(paa)).at(-1)).toBe("administratorReplaced");
  });

  test("waits where only a sibling account of the organization has people, who are asked", async () => {
    const [here, there] = ["PACHGSIBA", "PACHGSIBB"];
    const [paa, boss] = ["paa.sibling@contoso.com", "boss.sibling@contoso.com"];
    for (const [account, administrator] of [
      [here, paa],
      [there, boss],
    ] as const) {
      const organization = { number: "ORG-SIBLINGS", name: "Contoso Retail", country: "US" };
      await sign(agreement(account, administrator, { partner: PARTNER, organization }));
    }
    await acceptInvitation(acceptInput(await tokenFor(boss, there)), visit(), NOW);
    expect((await readStaffAccount(partner, here, NOW)).changeWaits).toBe(true);
    const corrected = {
      account: here,
      version: await versionOf(here),
      email: "new.paa@contoso.com",
    };
    const { state, actsAt } = await correctAddress(partner, corrected, NOW);
    expect([state, actsAt]).toEqual(["WAITING", later(3 * DAY)]);
    expect(await templatesTo(boss)).toContain("designationObjection");
    // The one whose address it is said to be never got in, and is asked all the same.
    expect(await templatesTo(paa)).toContain("designationObjection");
    const page = await readObjection(await objectionToken(boss), NOW);
    // Somebody of another account learns whom it is about, not the whole address.
    expect(page?.proposed).not.toContain("new.paa@contoso.com");
    const [mail] = (await mailsTo(boss)).filter((one) => one.template === "designationObjection");
    const letter = mail && (await loadLetter(mail, NOW));
    expect(letter?.subject).toContain("email address of the Purchasing Account Administrator");
    expect(JSON.stringify(letter)).not.toContain("new.paa@contoso.com");
    await objectToChange(
      { token: await objectionToken(boss), reason: "We know nothing of this." },
      visit().origin,
      later(HOUR),
    );
    await applyDueChanges(later(4 * DAY));
    const designation = await db.designation.findFirstOrThrow({
      where: { until: null, purchasingAccount: { numberKey: here } },
    });
    expect(designation.emailKey).toBe(paa);
  });

  test("of an address says nothing of another person in any mail", async () => {
    const { key, paa, correct } = await customer();
    const second = await letIn(await actorOf(paa, key), key, ["ACCOUNT_ADMINISTRATOR"]);
    const { email: other } = await db.membership.findUniqueOrThrow({
      where: { id: second.membershipId },
    });
    const { actsAt } = await correct();
    const of = async (email: string, template: string) =>
      (await mailsTo(email)).find((one) => one.template === template);
    const asked = await of(other, "designationObjection");
    expect(asked && (await loadLetter(asked, NOW))?.heading).toBe(
      "A correction of an email address was requested",
    );
    await db.session.updateMany({
      where: { userId: second.userId },
      data: { lastSeenAt: later(HOUR) },
    });
    await applyDueChanges(actsAt);
    const toFormer = await of(paa, "administratorReplaced");
    const toOther = await of(other, "administratorChanged");
    const former = toFormer && (await loadLetter(toFormer, actsAt));
    expect(former?.heading).toBe("The email address was corrected");
    expect(JSON.stringify(former)).not.toContain("no longer designated");
    const told = toOther && (await loadLetter(toOther, actsAt));
    expect(told?.subject).toMatch(/^The email address of the .* was corrected$/);
    expect(JSON.stringify(told)).not.toMatch(/Purchasing Account Administrator[^"]* has changed/);
    expect(JSON.stringify(told)).not.toContain("another person");
  });

  test("to the same address, a broken one or a personal mailbox is refused at the field", async () => {
    const { paa, replace, correct } = await customer({ isNew: true });
    const before = await dump();
    expect((await refusal(replace(paa.toUpperCase()))).fields).toEqual({
      email: "alreadyDesignated",
    });
    expect((await refusal(correct("nonsense"))).fields).toEqual({ email: "emailMalformed" });
    expect((await refusal(replace("noor@gmail.com"))).fields).toEqual({ email: "emailPersonal" });
    expect(await dump()).toEqual(before);
  });

  test("to a person with an open colleague invitation adds the role and one fresh link", async () => {
    const { key, next, paa, replace } = await customer();
    const admin = await actorOf(paa, key);
    await inviteUser(admin, inviteInput(next, "ACCOUNT_VIEWER"), NOW);
    const old = await tokenFor(next, key);
    await replace(next, NOW, OPERATOR);
    await signsIn(paa, later(DAY));
    await applyDueChanges(later(3 * DAY));
    const invitation = await invitationOf(next, key);
    expect(invitation).toMatchObject({ kind: "ADMINISTRATOR", status: "PENDING" });
    expect(invitation.membership.roles).toEqual(["ACCOUNT_ADMINISTRATOR", "ACCOUNT_VIEWER"]);
    expect((await readInvitation(old, later(3 * DAY))).state).toBe("superseded");
    expect(await db.invitation.count({ where: { membership: { emailKey: next } } })).toBe(1);
  });
});

/** How many of this database's transactions wait for another one. */
async function waitingForLocks(): Promise<number> {
  const [row] = await db.$queryRaw<{ waiting: number }[]>`
    SELECT count(*)::int AS waiting FROM pg_stat_activity
    WHERE datname = current_database() AND wait_event_type = 'Lock'`;
  return row?.waiting ?? 0;
}

describe("a change at the very moment of", () => {
  test("the first acceptance waits for it, and then for objections", async () => {
    const { key, paa, replace, change, designated } = await customer({ isNew: true });
    const { id: invitationId, links } = await invitationOf(paa, key);
    let asked: Promise<ChangeOutcome> | undefined;
    await transaction(async (tx) => {
      const locked = await lockForAdmission(tx, invitationId);
      asked = replace();
      await vi.waitUntil(async () => (await waitingForLocks()) > 0);
      await claimInvitation(tx, invitationId, links[0]?.id ?? null, NOW);
      const names = { firstName: "Robin", lastName: "Ortega", language: "en", country: "US" };
      const user = await tx.user.create({
        data: { ...names, email: paa, emailKey: paa, createdAt: NOW },
      });
      await admit(tx, SYSTEM, locked, { ...names, userId: user.id, emailKey: paa }, NOW);
    });
    expect((await asked)?.state).toBe("WAITING");
    expect((await change()).state).toBe("WAITING");
    expect((await designated()).emailKey).toBe(paa);
  });

  test("an invitation of the same address: one person, one open invitation", async () => {
    await repeat(count(6, 20), async () => {
      const { key, paa, next, replace, change } = await customer();
      const admin = await actorOf(paa, key);
      await replace();
      await applyDueChanges(later(3 * DAY));
      const { id: changeId } = await change();
      const { done } = await together<unknown>([
        () => approveChange(OPERATOR, { changeId }, later(4 * DAY)),
        () => inviteUser(admin, inviteInput(next, "ACCOUNT_VIEWER"), later(4 * DAY)),
      ]);
      expect(done.length).toBeGreaterThan(0);
      const living = { emailKey: next, NOT: { status: "REMOVED" as const } };
      expect(await db.membership.count({ where: living })).toBe(1);
      const open = { status: "PENDING" as const, membership: living };
      expect(await db.invitation.count({ where: open })).toBe(1);
    });
  });
});

describe("where somebody is in, a change", () => {
  test("waits 72 hours, mails the former administrator and every Account Administrator", async () => {
    const { key, paa, replace, designated } = await customer();
    const second = await letIn(await actorOf(paa, key), key, ["ACCOUNT_ADMINISTRATOR"]);
    const viewer = await letIn(await actorOf(paa, key), key, ["ACCOUNT_VIEWER"]);
    const outcome = await replace();
    expect(outcome).toMatchObject({ state: "WAITING", actsAt: later(3 * DAY) });
    expect((await designated()).emailKey).toBe(paa);
    const addressOf = async ({ userId }: { userId: string }) =>
      (await db.user.findUniqueOrThrow({ where: { id: userId } })).email;
    // Several mails of one moment have no order.
    expect(await templatesTo(paa)).toContain("designationObjection");
    expect(await templatesTo(await addressOf(second))).toContain("designationObjection");
    expect(await templatesTo(await addressOf(viewer))).toEqual(["invitation"]);
  });

  test("acts when the window ends and one of those mailed was here; nobody's sign-in changes (edge 26, 27)", async () => {
    const { key, paa, next, correct, designated } = await customer();
    const user = await db.user.findUniqueOrThrow({ where: { emailKey: paa } });
    await correct();
    await signsIn(paa, later(HOUR));
    await applyDueChanges(later(3 * DAY - 1));
    expect((await designated()).emailKey).toBe(paa);
    await applyDueChanges(later(3 * DAY));
    expect((await designated()).emailKey).toBe(next);
    expect(await db.user.findUniqueOrThrow({ where: { emailKey: paa } })).toEqual(user);
    expect((await actorOf(paa, key)).roles).toEqual(["ACCOUNT_ADMINISTRATOR"]);
    expect((await templatesTo(paa)).at(-1)).toBe("administratorReplaced");
  });

  test("goes to the operator when nobody of those mailed was here since", async () => {
    const { next, replace, change, designated } = await customer();
    await replace();
    await applyDueChanges(later(3 * DAY));
    expect(await change()).toMatchObject({ state: "REVIEW", reviewReason: "NOBODY_SEEN" });
    const { id: changeId } = await change();
    await approveChange(OPERATOR, { changeId }, later(4 * DAY));
    expect((await designated()).emailKey).toBe(next);
  });

  test("to the partner's own address or domain is the operator's, even where nobody got in", async () => {
    await db.partnerUser.create({
      data: {
        partnerId: partner.partnerId,
        email: "sam@proseware.com",
        emailKey: "sam@proseware.com",
        firstName: "Sam",
        lastName: "Reed",
        language: "en",
        country: "US",
        isAdministrator: false,
        status: "INVITED",
        createdAt: NOW,
      },
    });
    for (const email of ["sam@proseware.com", "anybody@proseware.com", "a@eu.proseware.com"]) {
      for (const isNew of [true, false]) {
        const { paa, replace, change, designated } = await customer({ isNew });
        expect((await replace(email)).state).toBe("REVIEW");
        expect((await change()).reviewReason).toBe("PARTNER_ADDRESS");
        await signsIn("dana.kowalski@contoso.com", later(DAY));
        await applyDueChanges(later(9 * DAY));
        expect((await change()).state).toBe("REVIEW");
        expect((await designated()).emailKey).toBe(paa);
      }
    }
    const { replace } = await customer({ isNew: true });
    expect((await replace("anybody@notproseware.com")).state).toBe("APPLIED");
  });

  test("to an active member names them, adds the role and invites nobody (edge 28)", async () => {
    const { key, paa, replace, designated } = await customer();
    const viewer = await letIn(await actorOf(paa, key), key, ["ACCOUNT_VIEWER"]);
    const { emailKey } = await db.user.findUniqueOrThrow({ where: { id: viewer.userId } });
    await replace(emailKey);
    await signsIn(paa, later(HOUR));
    await applyDueChanges(later(3 * DAY));
    expect((await actorOf(emailKey, key)).roles).toEqual([
      "ACCOUNT_ADMINISTRATOR",
      "ACCOUNT_VIEWER",
    ]);
    expect((await designated()).membershipId).toBe(viewer.membershipId);
    expect((await templatesTo(emailKey)).at(-1)).toBe("administratorNamed");
  });

  test("can't be followed by a second one, which is told who did what (edge 29)", async () => {
    const { key, replace, next } = await customer();
    const version = await versionOf(key);
    await replace();
    const before = await dump();
    const late = replaceAdministrator(
      partner,
      { ...person(key, "late@contoso.com"), version },
      NOW,
    );
    expect(await refusal(late)).toMatchObject({ code: "conflict", key: "changedMeanwhileWaiting" });
    expect((await refusal(replace("late@contoso.com"))).key).toBe("changeWaits");
    expect(await dump()).toEqual(before);
    expect(next).not.toBe("");
  });

  test("by two editors at the same moment is one change", async () => {
    for (const isNew of [true, false]) {
      const { key, designated } = await customer({ isNew });
      const version = await versionOf(key);
      const tries = times(8).map(
        (index) => () =>
          replaceAdministrator(
            index % 2 ? partner : OPERATOR,
            { ...person(key, `race.${made}.${index}@contoso.com`), version },
            NOW,
          ),
      );
      const { done, refused } = await together<ChangeOutcome>(tries);
      expect(done).toHaveLength(1);
      expect(new Set(refused.map((one) => one.split(" ")[0]))).toEqual(new Set(["conflict"]));
      expect(
        await db.designationChange.count({ where: { purchasingAccount: { numberKey: key } } }),
      ).toBe(1);
      expect(await designated()).toBeDefined();
    }
  });

  test("taken back by the partner leaves everything as it was, and its links are dead", async () => {
    const { paa, replace, change, designated } = await customer();
    await replace();
    const token = await objectionToken(paa);
    const { id: changeId, ...asked } = await change();
    const { userId } = partner;
    const by = { requestedByKind: "PARTNER", requestedById: userId };
    expect(asked).toMatchObject({ ...by, reviewReason: null });
    await withdrawChange(partner, { changeId }, later(HOUR));
    expect(await readObjection(token, later(HOUR))).toBeNull();
    expect(await codeOf(object(token, later(HOUR)))).toBe("gone");
    expect((await designated()).emailKey).toBe(paa);
    expect(await codeOf(withdrawChange(partner, { changeId }, later(HOUR)))).toBe("conflict");
  });
});

test("a change that the vendor asked for isn't taken back by the partner", async () => {
  const { key, replace, change } = await customer();
  await replace(undefined, NOW, OPERATOR);
  const { id: changeId, ...asked } = await change();
  const { userId } = OPERATOR;
  expect(asked).toMatchObject({ requestedByKind: "OPERATOR", requestedById: userId });
  expect(await codeOf(withdrawChange(partner, { changeId }, NOW))).toBe("forbidden");
  expect((await readStaffAccount(partner, key, NOW)).may.withdraw).toBe(false);
  await withdrawChange(OPERATOR, { changeId }, NOW);
});

test("the account page offers the buttons that do something, and no others", async () => {
  const { key, replace, paa, change } = await customer();
  const offered = async (actor: Actor, at = NOW) =>
    Object.entries((await readStaffAccount(actor, key, at)).may)
      .filter(([, may]) => may)
      .map(([button]) => button);
  expect(await offered(partner)).toEqual(["change"]);
  expect(await offered(OPERATOR)).toEqual(["change", "changePartner"]);

  await replace();
  const { id: changeId } = await change();
  expect(await offered(partner)).toEqual(["withdraw"]);
  expect(await offered(OPERATOR)).toEqual(["withdraw", "refuse", "changePartner"]);
  expect(await codeOf(approveChange(OPERATOR, { changeId }, NOW))).toBe("conflict");

  await object(await objectionToken(paa), later(HOUR));
  expect(await offered(partner)).toEqual(["withdraw"]);
  expect(await offered(OPERATOR)).toEqual(["withdraw", "approve", "refuse", "changePartner"]);

  const over = later(3 * DAY);
  await db.agreement.updateMany({
    where: { accounts: { some: { numberKey: key } } },
    data: { endsOn: NOW },
  });
  expect(await offered(partner, over)).toEqual(["withdraw"]);
  expect(await offered(OPERATOR, over)).toEqual(["withdraw", "refuse", "changePartner"]);
  expect(await codeOf(approveChange(OPERATOR, { changeId }, over))).toBe("conflict");
  await refuseChange(OPERATOR, { changeId }, over);
});

describe("an objection", () => {
  test("inside the window freezes the change for the operator, who refuses it", async () => {
    const { paa, replace, change, designated } = await customer();
    await replace();
    const token = await objectionToken(paa);
    expect(await readObjection(token, later(HOUR))).toMatchObject({
      partner: "Proseware Licensing",
      objected: false,
      until: later(3 * DAY),
    });
    await object(token, later(3 * DAY - 1));
    await signsIn(paa, later(DAY));
    await applyDueChanges(later(4 * DAY));
    expect(await change()).toMatchObject({
      state: "OBJECTED",
      objectedBy: paa,
      objection: "We don't know this person",
    });
    const { id: changeId } = await change();
    expect(await codeOf(approveChange(partner, { changeId }, later(4 * DAY)))).toBe("forbidden");
    expect(await codeOf(refuseChange(partner, { changeId }, later(4 * DAY)))).toBe("forbidden");
    await refuseChange(OPERATOR, { changeId }, later(4 * DAY));
    expect((await designated()).emailKey).toBe(paa);
    expect(await codeOf(approveChange(OPERATOR, { changeId }, later(4 * DAY)))).toBe("conflict");
  });

  test("after the window changes nothing", async () => {
    const { paa, replace } = await customer();
    await replace();
    const token = await objectionToken(paa);
    const before = await dump();
    expect(await codeOf(object(token, later(3 * DAY)))).toBe("gone");
    expect(await readObjection(token, later(3 * DAY))).toBeNull();
    expect(await dump()).toEqual(before);
  });

  test("at the same instant as the application: one wins", async () => {
    await repeat(6, async () => {
      const { paa, replace, change, designated, next } = await customer();
      await replace();
      await signsIn(paa, later(DAY));
      const token = await objectionToken(paa);
      // The objector's clock is a moment behind the worker's.
      const { done } = await together<unknown>([
        () => object(token, later(3 * DAY - 1)),
        () => applyDueChanges(later(3 * DAY)),
      ]);
      const { state } = await change();
      expect(["OBJECTED", "APPLIED"]).toContain(state);
      expect(done).toHaveLength(state === "OBJECTED" ? 2 : 1);
      expect((await designated()).emailKey).toBe(state === "APPLIED" ? next : paa);
    });
  });

  test("works once, and only with the token of this change", async () => {
    const [one, other] = [await customer(), await customer()];
    await one.replace();
    await other.replace();
    const token = await objectionToken(one.paa);
    await object(token, later(HOUR));
    expect(await codeOf(object(token, later(HOUR)))).toBe("conflict");
    expect((await other.change()).state).toBe("WAITING");
    for (const foreign of ["x".repeat(43), await tokenFor(one.paa, one.key)]) {
      expect(await codeOf(object(foreign, later(HOUR)))).toBe("gone");
    }
  });

  test("shows a reader who isn't a member the proposed address masked", async () => {
    const { key, paa, replace } = await customer();
    await replace("noor.aziz@contoso.com");
    const token = await objectionToken(paa);
    expect((await readObjection(token, later(1)))?.proposed).toContain("noor.aziz@contoso.com");
    await db.membership.updateMany({
      where: { emailKey: paa, purchasingAccount: { numberKey: key } },
      data: { status: "DISABLED" },
    });
    const page = await readObjection(token, later(1));
    expect(page?.proposed).toBe("Noor Aziz, n•••@contoso.com");
  });
});

describe("who hears of it", () => {
  const ELENA = "elena.novak@fourthcoffee.com";
  const MIRA = "mira.chen@proseware.com";

  /** Each mail about the latest change to who decides, asked or objected: its template and recipient. */
  async function told(changeId: string): Promise<string[]> {
    const mails = await db.emailMessage.findMany({
      where: {
        props: { path: ["changeId"], equals: changeId },
        template: { in: ["changeToDecide", "changeHeld", "changeDecided"] },
      },
    });
    return mails.map(({ template, toKey }) => `${template} ${toKey}`).sort();
  }

  const HELD = [`changeHeld ${MIRA}`, `changeToDecide ${ELENA}`];

  async function objectedTo() {
    const one = await customer();
    await one.replace();
    await object(await objectionToken(one.paa), later(HOUR));
    const { id: changeId } = await one.change();
    return { ...one, changeId };
  }

  test("of an objection: operators and the partner's person who asked", async () => {
    expect(await told((await objectedTo()).changeId)).toEqual(HELD);
  });

  test("of an address of the partner's own: the same, and once more of an objection to it", async () => {
    const { paa, replace, change } = await customer();
    await replace("anybody@proseware.com");
    const { id } = await change();
    expect(await told(id)).toEqual(HELD);
    await object(await objectionToken(paa), later(HOUR));
    expect(await told(id)).toEqual([...HELD, ...HELD].sort());
  });

  test("of silence: the same, once however often the clock comes by", async () => {
    const { replace, change } = await customer();
    await replace();
    const { id } = await change();
    await applyDueChanges(later(3 * DAY - 1));
    expect(await told(id)).toEqual([]);
    await together(times(4).map(() => () => applyDueChanges(later(3 * DAY))));
    await applyDueChanges(later(4 * DAY));
    expect(await told(id)).toEqual(HELD);
  });

  test("of a change that the vendor asked for: operators alone", async () => {
    const { replace, change } = await customer();
    await replace(undefined, NOW, OPERATOR);
    await applyDueChanges(later(3 * DAY));
    expect(await told((await change()).id)).toEqual([`changeToDecide ${ELENA}`]);
  });

  test("of a refusal: who asked and who objected", async () => {
    const { changeId, paa } = await objectedTo();
    await refuseChange(OPERATOR, { changeId }, later(DAY));
    const decided = [`changeDecided ${MIRA}`, `changeDecided ${paa}`];
    expect(await told(changeId)).toEqual([...decided, ...HELD].sort());
  });

  test("of an approval: who asked; who objected and was replaced hears it once", async () => {
    const { changeId, paa } = await objectedTo();
    await approveChange(OPERATOR, { changeId }, later(DAY));
    expect(await told(changeId)).toEqual([`changeDecided ${MIRA}`, ...HELD]);
    expect((await templatesTo(paa)).at(-1)).toBe("administratorReplaced");
  });

  test("of two decisions at the same moment: of the one that was made", async () => {
    for (const [one, other] of [
      [approveChange, refuseChange],
      [refuseChange, refuseChange],
    ] as const) {
      const { changeId, change, paa } = await objectedTo();
      const { done } = await together([
        () => one(OPERATOR, { changeId }, later(DAY)),
        () => other(OPERATOR, { changeId }, later(DAY)),
      ]);
      expect(done).toHaveLength(1);
      const { state } = await change();
      const decided = (await told(changeId)).filter((mail) => mail.startsWith("changeDecided"));
      const objector = state === "REFUSED" ? [`changeDecided ${paa}`] : [];
      expect(decided).toEqual([`changeDecided ${MIRA}`, ...objector]);
    }
  });

  test("of one that was taken back: nobody", async () => {
    const { changeId } = await objectedTo();
    await withdrawChange(partner, { changeId }, later(DAY));
    expect(await told(changeId)).toEqual(HELD);
  });

  test("where who asked has left: the partner's administrators", async () => {
    const { changeId } = await objectedTo();
    const left = await db.designationChange.update({
      where: { id: changeId },
      data: { requestedById: randomUUID() },
    });
    expect(left.partnerId).toBe(partner.partnerId);
    await refuseChange(OPERATOR, { changeId }, later(DAY));
    const administrators = await db.partnerUser.findMany({
      where: { partnerId: partner.partnerId, isAdministrator: true, status: "ACTIVE" },
    });
    expect(administrators.length).toBeGreaterThan(0);
    const mails = await told(changeId);
    for (const { emailKey } of administrators) expect(mails).toContain(`changeDecided ${emailKey}`);
  });
});

describe("what waits is counted", () => {
  test("for operators by what they decide, for a partner by what it asked", async () => {
    const [decisions, own, others] = [
      await countDecisions(OPERATOR),
      await countOwnChanges(partner),
      await countOwnChanges(otherPartner),
    ];
    const { paa, replace, change } = await customer();
    await replace();
    expect(await countDecisions(OPERATOR)).toBe(decisions);
    expect(await countOwnChanges(partner)).toBe(own + 1);
    await object(await objectionToken(paa), later(HOUR));
    expect(await countDecisions(OPERATOR)).toBe(decisions + 1);
    expect(await countOwnChanges(partner)).toBe(own + 1);
    expect(await countOwnChanges(otherPartner)).toBe(others);
    await refuseChange(OPERATOR, { changeId: (await change()).id }, later(DAY));
    expect(await countDecisions(OPERATOR)).toBe(decisions);
    expect(await countOwnChanges(partner)).toBe(own);
  });

  test("for nobody but the vendor where the vendor decides", async () => {
    expect(await codeOf(countDecisions(partner))).toBe("forbidden");
    expect(await codeOf(countDecisions(await actorOf("dana.kowalski@contoso.com", CONTOSO)))).toBe(
      "forbidden",
    );
  });
});

describe("partner A against partner B (R87, edge 30)", () => {
  test("finds none of its accounts and changes, whatever it posts", async () => {
    const { key, replace, change } = await customer();
    await replace();
    const { id: changeId } = await change();
    const before = await dump();
    const version = await versionOf(key);
    for (const attempt of [
      () => readStaffAccount(otherPartner, key, NOW),
      () => replaceAdministrator(otherPartner, { ...person(key, "x@contoso.com"), version }, NOW),
      () => correctAddress(otherPartner, { account: key, version, email: "x@contoso.com" }, NOW),
      () => withdrawChange(otherPartner, { changeId }, NOW),
    ]) {
      expect(await codeOf(attempt())).toBe("notFound");
    }
    expect(await dump()).toEqual(before);
  });

  test("no member and no person changes a designation", async () => {
    const { key, paa } = await customer();
    const member = await actorOf(paa, key);
    const version = await versionOf(key);
    const someone: Actor = { kind: "person", userId: member.userId, sessionId: randomUUID() };
    for (const actor of [member, someone]) {
      const before = await dump();
      const input = { ...person(key, "x@contoso.com"), version };
      expect(await codeOf(replaceAdministrator(actor, input, NOW))).toBe("forbidden");
      expect(await codeOf(readStaffAccount(actor, key, NOW))).toBe("forbidden");
      expect(await dump()).toEqual(before);
    }
  });

  test("the account page names no member but the designated person, former ones masked", async () => {
    const { key, paa, correct } = await customer();
    const colleague = await letIn(await actorOf(paa, key), key, ["ACCOUNT_ADMINISTRATOR"]);
    const { email } = await db.user.findUniqueOrThrow({ where: { id: colleague.userId } });
    await correct();
    await object(await objectionToken(email), later(HOUR));
    const page = JSON.stringify(await readStaffAccount(partner, key, later(HOUR)));
    expect(page).not.toContain(email);
    expect(page).not.toContain("We don't know this person");
    const { change } = await readStaffAccount(OPERATOR, key, later(HOUR));
    expect(change?.objection).toBe("We don't know this person");
    await withdrawChange(partner, { changeId: change?.id ?? "" }, later(2 * HOUR));
    await correct("third@contoso.com", later(2 * HOUR), OPERATOR);
    await signsIn(paa, later(DAY));
    await applyDueChanges(later(4 * DAY));
    const after = JSON.stringify(await readStaffAccount(partner, key, later(4 * DAY)));
    expect(after).not.toContain(paa);
    expect(after).toContain("p•••@contoso.com");
  });
});
