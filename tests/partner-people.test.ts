import { beforeAll, describe, expect, test } from "vitest";
import { findPartnerUser } from "../lib/accounts/partner-actor";
import { db } from "../lib/db/client";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { confirmWaiting } from "../lib/invitations/confirm-invitation";
import { declineInvitation } from "../lib/invitations/decline-invitation";
import { inviteUser } from "../lib/invitations/invite-user";
import { readInvitation } from "../lib/invitations/read-invitation";
import { disablePartnerUser } from "../lib/partners/disable-partner-user";
import { enablePartnerUser } from "../lib/partners/enable-partner-user";
import { invitePartnerUser } from "../lib/partners/invite-partner-user";
import { listPartnerPeople } from "../lib/partners/list-partner-people";
import { listPartners } from "../lib/partners/list-partners";
import { removePartnerUser } from "../lib/partners/remove-partner-user";
import { resendPartnerInvitation } from "../lib/partners/resend-partner-invitation";
import { revokePartnerInvitation } from "../lib/partners/revoke-partner-invitation";
import { setPartnerAdministrator } from "../lib/partners/set-partner-administrator";
import { SYSTEM, type Actor, type OperatorActor, type PartnerActor } from "../lib/policy/actor";
import { CONTOSO, OPERATOR, PROSEWARE, WINGTIP } from "./world";
import {
  acceptInput,
  actorOf,
  codeOf,
  count,
  DAY,
  dump,
  HOUR,
  invitationOf,
  inviteInput,
  later,
  letInPartnerUser,
  mailsTo,
  MINUTE,
  newAddress,
  NOW,
  operatorActorOf,
  partnerActorOf,
  partnerInput,
  partnerInvitationOf,
  partnerTokenFor,
  personOf,
  refusal,
  repeat,
  sign,
  agreement,
  times,
  together,
  visit,
} from "./factories";
import { haveWorld } from "./setup/world";

/** Administrator of Proseware Licensing, a colleague there, and the administrator of another partner. */
let mira: PartnerActor;
let jonas: PartnerActor;
let ada: PartnerActor;
let operator: OperatorActor;

beforeAll(async () => {
  await haveWorld();
  mira = await partnerActorOf("mira.chen@proseware.com");
  jonas = await partnerActorOf("jonas.feld@proseware.com");
  ada = await partnerActorOf("ada.obi@wingtip.com");
  operator = await operatorActorOf(OPERATOR.email);
});

const address = (name = "person") => newAddress(name).replace("contoso", "proseware");
const invite = (actor: Actor, email: string, more: object = {}, now = NOW) =>
  invitePartnerUser(actor, partnerInput(email, more), now);
const accept = async (email: string, now = NOW) =>
  acceptInvitation(acceptInput(await partnerTokenFor(email)), visit(), now);
const is = async (email: string) => findPartnerUser(await personOf(email), NOW);

/** A partner of a test's own, with one administrator. */
async function newPartner(number: string) {
  const partner = { number, name: `Partner ${number}` };
  await sign(agreement(`PA-${number}`, newAddress(), { partner }));
  const boss = await letInPartnerUser(SYSTEM, address("boss"), {
    partnerNumber: number,
    isAdministrator: true,
  });
  return { number, boss };
}

describe("inviting somebody to work for a partner", () => {
  test("the mail goes to them in their language, and its link lets them in at that partner", async () => {
    const email = address();
    await invite(mira, email, { language: "de", isAdministrator: true });
    const { kind, expiresAt, partnerUser, links, ...row } = await partnerInvitationOf(email);
    expect([kind, row.membershipId, row.purchasingAccountId, row.invitedById]).toEqual([
      "PARTNER",
      null,
      null,
      null,
    ]);
    expect(expiresAt).toEqual(later(60 * DAY));
    expect(links.map((link) => link.kind)).toEqual(["FIRST"]);
    expect((await mailsTo(email)).map(({ template, language }) => [template, language])).toEqual([
      ["invitation", "de"],
    ]);

    const result = await accept(email);

    expect(result).toMatchObject({ outcome: "in", accountKey: null });
    expect(await is(email)).toMatchObject({ partnerId: mira.partnerId, isAdministrator: true });
    expect(partnerUser.partnerId).toBe(mira.partnerId);
    expect(await db.membership.count({ where: { emailKey: email } })).toBe(0);
  });

  test("the trail names the partner, also when the vendor invited", async () => {
    for (const [actor, kind] of [
      [mira, "PARTNER"],
      [operator, "OPERATOR"],
      [SYSTEM, "SYSTEM"],
    ] as const) {
      const email = address();
      await invite(actor, email, { partnerNumber: PROSEWARE });
      const { id } = await partnerInvitationOf(email);
      const event = await db.auditEvent.findFirstOrThrow({ where: { objectId: id } });
      expect(event).toMatchObject({
        action: "invitation.sent",
        actorKind: kind,
        partnerId: mira.partnerId,
      });
      expect(JSON.stringify(event.data)).not.toContain(email);
    }
  });

  test("is refused for oneself, a personal mailbox and what is no address, and nothing is sent", async () => {
    const before = await dump();
    for (const [actor, email, key] of [
      [mira, "Mira.Chen@Proseware.com", "emailSelf"],
      [operator, OPERATOR.email, "emailSelf"],
      [mira, "somebody@gmail.com", "emailPersonal"],
      [operator, "nobody", "emailMalformed"],
    ] as const) {
      const more = { partnerNumber: PROSEWARE };
      expect(await refusal(invite(actor, email, more))).toMatchObject({
        code: "invalid",
        fields: { email: key },
      });
    }
    expect(await dump()).toEqual(before);
  });

  test("a colleague and an open invitation of the address are in the way; at another partner they aren't", async () => {
    const email = address();
    await invite(mira, email);
    const fields = async (run: Promise<unknown>) => (await refusal(run)).fields;
    expect(await fields(invite(mira, email.toUpperCase()))).toEqual({
      email: "alreadyInvitedHere",
    });
    expect(await fields(invite(mira, "jonas.feld@proseware.com"))).toEqual({
      email: "alreadyMember",
    });
    await invite(ada, email);
    expect(await db.partnerUser.count({ where: { emailKey: email } })).toBe(2);
  });

  test("an invitation that ran out, was declined or withdrawn never blocks a new one (edge 17)", async () => {
    const ended = {
      "ran out": async () => undefined,
      declined: async (email: string) => {
        const token = await partnerTokenFor(email);
        await declineInvitation({ token, reason: "Not me" }, visit().origin, later(HOUR));
      },
      withdrawn: async (email: string) => {
        const { id: invitationId } = await partnerInvitationOf(email);
        await revokePartnerInvitation(mira, { invitationId }, later(HOUR));
      },
    };
    for (const [how, end] of Object.entries(ended)) {
      const email = address();
      await invite(mira, email);
      await end(email);
      const now = later(60 * DAY);
      await invite(mira, email, { firstName: "Again" }, now);
      expect((await accept(email, now)).outcome, how).toBe("in");
      const living = { emailKey: email, NOT: { status: "REMOVED" as const } };
      expect(await db.partnerUser.count({ where: living })).toBe(1);
    }
  });

  test("one address at the same moment: one person, one invitation, one mail", async () => {
    const email = address();
    const { done, refused } = await together(
      times(count(5, 20)).map(() => () => invite(mira, email)),
    );
    expect(done).toHaveLength(1);
    expect(new Set(refused)).toEqual(new Set(["conflict checkFields"]));
    expect(await mailsTo(email)).toHaveLength(1);
  });

  test("a customer's person keeps their sign-in and confirms; the rights of the two hats don't add up", async () => {
    const email = "tom.baker@contoso.com";
    await invite(mira, email);
    const { id: invitationId } = await partnerInvitationOf(email);
    const person = await personOf(email);
    expect(await confirmWaiting(person, { invitationId }, NOW)).toEqual({
      outcome: "in",
      accountKey: null,
    });
    expect(await is(email)).toMatchObject({ kind: "partner", partnerId: mira.partnerId });
    const member = await actorOf(email, CONTOSO);
    expect(await codeOf(listPartnerPeople(member, {}, NOW))).toBe("forbidden");
    expect(await db.user.count({ where: { emailKey: email } })).toBe(1);
  });

  test("who works for one partner can't come in at a second, and stays where they are", async () => {
    const email = address();
    await letInPartnerUser(mira, email);
    await invite(ada, email);
    const { id: invitationId } = await partnerInvitationOf(email);
    const before = await dump();
    expect(
      await refusal(confirmWaiting(await personOf(email), { invitationId }, NOW)),
    ).toMatchObject({ code: "conflict", key: "atAnotherPartner" });
    expect(await dump()).toEqual(before);
  });
});

describe("sending again and withdrawing", () => {
  test("a new link lives 60 days from then, the earlier one is dead", async () => {
    const email = address();
    await invite(mira, email);
    const first = await partnerTokenFor(email);
    const { id: invitationId } = await partnerInvitationOf(email);
    expect(await codeOf(resendPartnerInvitation(mira, { invitationId }, later(30)))).toBe(
      "limited",
    );
    await resendPartnerInvitation(mira, { invitationId }, later(70 * DAY));
    const now = later(71 * DAY);
    expect((await readInvitation(first, now)).state).toBe("superseded");
    expect((await readInvitation(await partnerTokenFor(email), now)).state).toBe("open");
    expect((await partnerInvitationOf(email)).expiresAt).toEqual(later(130 * DAY));
  });

  test("three times in 24 hours and no more (decision 12)", async () => {
    const email = address();
    await invite(mira, email);
    const { id: invitationId } = await partnerInvitationOf(email);
    for (const hour of [1, 2, 3]) {
      await resendPartnerInvitation(mira, { invitationId }, later(hour * HOUR));
    }
    const fourth = resendPartnerInvitation(operator, { invitationId }, later(4 * HOUR));
    expect(await refusal(fourth)).toMatchObject({ key: "resentTooOften" });
  });

  test("lifts the suppression of the address", async () => {
    const email = address();
    await invite(mira, email);
    await db.suppression.create({ data: { toKey: email, reason: "no such user", since: NOW } });
    const { id: invitationId } = await partnerInvitationOf(email);
    await resendPartnerInvitation(mira, { invitationId }, later(HOUR));
    expect(await db.suppression.count({ where: { toKey: email } })).toBe(0);
  });

  test("a declined one that a newer one has followed, or whose person is gone, stays as it is", async () => {
    const email = address();
    await invite(mira, email);
    const { id: declined, partnerUser } = await partnerInvitationOf(email);
    const token = await partnerTokenFor(email);
    await declineInvitation({ token, reason: "Not me" }, visit().origin, NOW);
    await invite(mira, email, {}, later(HOUR));
    const again = () => resendPartnerInvitation(mira, { invitationId: declined }, later(DAY));
    expect(await refusal(again())).toMatchObject({ key: "invitationNotOpen" });
    await removePartnerUser(mira, { partnerUserId: partnerUser.id }, later(2 * HOUR));
    expect(await refusal(again())).toMatchObject({ key: "invitationNotOpen" });
  });

  test("withdrawal and acceptance at the same instant: exactly one of them happened", async () => {
    await repeat(count(3, 20), async () => {
      const email = address();
      await invite(mira, email);
      const { id: invitationId } = await partnerInvitationOf(email);
      const token = await partnerTokenFor(email);
      const { done } = await together<unknown>([
        () => acceptInvitation(acceptInput(token), visit(), NOW),
        () => revokePartnerInvitation(mira, { invitationId }, NOW),
      ]);
      expect(done).toHaveLength(1);
      const { status, partnerUser } = await partnerInvitationOf(email);
      expect([
        ["ACCEPTED", "ACTIVE"],
        ["REVOKED", "REMOVED"],
      ]).toContainEqual([status, partnerUser.status]);
    });
  });
});

describe("disabling, enabling, removing", () => {
  test("act on the next request, and touch no other hat and no session", async () => {
    const email = address();
    const person = await letInPartnerUser(mira, email);
    const { partnerUserId } = person;
    const sessions = () => db.session.count({ where: { userId: person.userId, endedAt: null } });
    const before = await sessions();
    await disablePartnerUser(mira, { partnerUserId }, NOW);
    expect(await is(email)).toBeNull();
    await enablePartnerUser(mira, { partnerUserId }, NOW);
    expect(await is(email)).not.toBeNull();
    await removePartnerUser(mira, { partnerUserId }, NOW);
    expect(await is(email)).toBeNull();
    expect(await sessions()).toBe(before);
    const events = await db.auditEvent.findMany({
      where: { objectId: partnerUserId },
      orderBy: { id: "asc" },
    });
    expect(events.map(({ action, partnerId }) => [action, partnerId])).toEqual([
      ["partner_user.disabled", mira.partnerId],
      ["partner_user.enabled", mira.partnerId],
      ["partner_user.removed", mira.partnerId],
    ]);
  });

  test("who was removed may be invited again, and comes back with the same sign-in (edge 49)", async () => {
    const email = address();
    const { userId, partnerUserId } = await letInPartnerUser(mira, email);
    await removePartnerUser(mira, { partnerUserId }, NOW);
    await invite(mira, email);
    const { id: invitationId } = await partnerInvitationOf(email);
    await confirmWaiting(await personOf(email), { invitationId }, NOW);
    expect(await is(email)).toMatchObject({ userId });
  });

  test("removing an invited person withdraws the invitation", async () => {
    const email = address();
    const { partnerUserId } = await invite(mira, email);
    const token = await partnerTokenFor(email);
    await removePartnerUser(mira, { partnerUserId }, NOW);
    expect((await readInvitation(token, NOW)).state).toBe("revoked");
    expect(await codeOf(accept(email))).toBe("gone");
  });

  test("the wrong state is a conflict, and who was removed is not found", async () => {
    const { partnerUserId } = await letInPartnerUser(mira, address());
    expect(await codeOf(enablePartnerUser(mira, { partnerUserId }, NOW))).toBe("conflict");
    await disablePartnerUser(mira, { partnerUserId }, NOW);
    expect(await codeOf(disablePartnerUser(mira, { partnerUserId }, NOW))).toBe("conflict");
    await removePartnerUser(mira, { partnerUserId }, NOW);
    expect(await codeOf(removePartnerUser(mira, { partnerUserId }, NOW))).toBe("notFound");
  });
});

describe("the last active administrator of a partner", () => {
  const ways = {
    removes: (actor: Actor, partnerUserId: string) =>
      removePartnerUser(actor, { partnerUserId }, NOW),
    disables: (actor: Actor, partnerUserId: string) =>
      disablePartnerUser(actor, { partnerUserId }, NOW),
    demotes: (actor: Actor, partnerUserId: string) =>
      setPartnerAdministrator(actor, { partnerUserId, isAdministrator: false }, NOW),
  };

  test.each(Object.entries(ways))(
    "%s neither themselves nor is taken away by colleagues",
    async (how, run) => {
      const { boss, number } = await newPartner(`PRT-LAST-${how}`);
      await invite(boss, address(), { isAdministrator: true });
      const before = await dump();
      expect(await refusal(run(boss, boss.partnerUserId))).toMatchObject({
        code: "conflict",
        key: "lastPartnerAdministrator",
      });
      expect(await dump()).toEqual(before);
      await letInPartnerUser(boss, address(), { isAdministrator: true });
      await run(boss, boss.partnerUserId);
      expect(
        (await listPartnerPeople(SYSTEM, { partnerNumber: number }, NOW)).hasAdministrator,
      ).toBe(true);
    },
  );

  test.each(Object.entries(ways))(
    "two of them, each of whom %s the other at the same moment: one stays",
    async (how, run) => {
      const { boss, number } = await newPartner(`PRT-BOTH-${how}`);
      const other = await letInPartnerUser(boss, address(), { isAdministrator: true });
      const { done, refused } = await together<unknown>([
        () => run(boss, other.partnerUserId),
        () => run(other, boss.partnerUserId),
      ]);
      expect([done.length, refused]).toEqual([1, ["conflict lastPartnerAdministrator"]]);
      const { hasAdministrator } = await listPartnerPeople(SYSTEM, { partnerNumber: number }, NOW);
      expect(hasAdministrator).toBe(true);
    },
  );

  test("can be removed by the operator, and the desk shows that nobody is left", async () => {
    const { boss, number } = await newPartner("PRT-EMPTY");
    await removePartnerUser(operator, { partnerUserId: boss.partnerUserId }, NOW);
    const people = await listPartnerPeople(operator, { partnerNumber: number }, NOW);
    expect([people.hasAdministrator, people.rows]).toEqual([false, []]);
    const { rows } = await listPartners(operator, { search: number });
    expect(rows).toMatchObject([{ hasAdministrator: false, people: 0, accounts: 1 }]);
  });
});

test("being an administrator begins and ends with the next request", async () => {
  const email = address();
  const { partnerUserId } = await letInPartnerUser(mira, email);
  const set = (isAdministrator: boolean) =>
    setPartnerAdministrator(mira, { partnerUserId, isAdministrator }, NOW);
  await set(true);
  const promoted = await partnerActorOf(email);
  expect((await listPartnerPeople(promoted, {}, NOW)).partner.key).toBe(PROSEWARE);
  await set(false);
  expect(await codeOf(listPartnerPeople(await partnerActorOf(email), {}, NOW))).toBe("forbidden");
});

describe("past the screen", () => {
  /** Every verb about a partner's people, aimed at Proseware Licensing. */
  const verbs: [
    string,
    (actor: Actor, partnerUserId: string, invitationId: string) => Promise<unknown>,
  ][] = [
    [
      "resends",
      (actor, _, invitationId) => resendPartnerInvitation(actor, { invitationId }, later(HOUR)),
    ],
    [
      "withdraws",
      (actor, _, invitationId) => revokePartnerInvitation(actor, { invitationId }, NOW),
    ],
    ["disables", (actor, partnerUserId) => disablePartnerUser(actor, { partnerUserId }, NOW)],
    ["enables", (actor, partnerUserId) => enablePartnerUser(actor, { partnerUserId }, NOW)],
    ["removes", (actor, partnerUserId) => removePartnerUser(actor, { partnerUserId }, NOW)],
    [
      "promotes",
      (actor, partnerUserId) =>
        setPartnerAdministrator(actor, { partnerUserId, isAdministrator: true }, NOW),
    ],
    ["invites", (actor) => invite(actor, "new@proseware.com", { partnerNumber: "PRT-310" })],
    ["lists", (actor) => listPartnerPeople(actor, { partnerNumber: "PRT-310" }, NOW)],
  ];

  test.each(verbs)("another partner's administrator never %s", async (_verb, run) => {
    const email = address();
    await invite(mira, email);
    const { id } = await partnerInvitationOf(email);
    const before = await dump();
    expect(await codeOf(run(ada, jonas.partnerUserId, id))).toBe("notFound");
    expect(await dump()).toEqual(before);
  });

  test.each(verbs)("a partner's person who isn't administrator never %s", async (_verb, run) => {
    const email = address();
    await invite(mira, email);
    const { id } = await partnerInvitationOf(email);
    const before = await dump();
    expect(await codeOf(run(jonas, mira.partnerUserId, id))).toBe("forbidden");
    expect(await dump()).toEqual(before);
  });

  test.each(verbs)(
    "a customer's Account Administrator and a mere person never %s",
    async (_verb, run) => {
      const email = address();
      await invite(mira, email);
      const { id } = await partnerInvitationOf(email);
      const before = await dump();
      const dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
      for (const actor of [dana, await personOf("mira.chen@proseware.com")]) {
        expect(await codeOf(run(actor, jonas.partnerUserId, id))).toBe("forbidden");
      }
      expect(await dump()).toEqual(before);
    },
  );

  test("a customer's invitation is out of reach here, for the partner and for the vendor", async () => {
    const dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
    const email = newAddress();
    await inviteUser(dana, inviteInput(email), NOW);
    const { id: invitationId } = await invitationOf(email, CONTOSO);
    const before = await dump();
    for (const actor of [mira, operator, SYSTEM]) {
      const run = resendPartnerInvitation(actor, { invitationId }, later(5 * MINUTE));
      expect(await codeOf(run)).toBe("notFound");
      expect(await codeOf(revokePartnerInvitation(actor, { invitationId }, NOW))).toBe("notFound");
    }
    expect(await dump()).toEqual(before);
  });

  test("an unknown partner looks to a partner's administrator like a foreign one", async () => {
    const unknown = { partnerNumber: "PRT-NONE" };
    const foreign = { partnerNumber: WINGTIP };
    for (const query of [unknown, foreign]) {
      expect(await refusal(listPartnerPeople(mira, query, NOW))).toEqual({
        code: "notFound",
        key: "notFound",
        fields: {},
      });
    }
  });

  test("the list of partners is the vendor's alone", async () => {
    const dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
    for (const actor of [mira, dana, await personOf("mira.chen@proseware.com")]) {
      expect(await codeOf(listPartners(actor, {}))).toBe("forbidden");
    }
  });
});

describe("the lists", () => {
  test("a partner's people come 50 at a time, both ways, without those who were removed", async () => {
    const { boss } = await newPartner("PRT-MANY");
    const { partnerId } = boss;
    const people = times(60).map((index) => ({
      partnerId,
      ...partnerInput(`many.${index}@proseware.com`),
      emailKey: `many.${index}@proseware.com`,
      status: "INVITED" as const,
      createdAt: NOW,
    }));
    await db.partnerUser.createMany({ data: people });
    await db.partnerUser.updateMany({
      where: { emailKey: "many.7@proseware.com" },
      data: { status: "REMOVED" },
    });
    const first = await listPartnerPeople(boss, {}, NOW);
    expect([first.rows.length, first.previous]).toEqual([50, null]);
    const second = await listPartnerPeople(boss, { after: first.next ?? "" }, NOW);
    expect([second.rows.length, second.next]).toEqual([10, null]);
    const back = await listPartnerPeople(boss, { before: second.previous ?? "" }, NOW);
    expect(back.rows.map(({ id }) => id)).toEqual(first.rows.map(({ id }) => id));
    const all = [...first.rows, ...second.rows];
    expect(new Set(all.map(({ id }) => id)).size).toBe(60);
    expect(all.filter(({ isSelf }) => isSelf).map(({ id }) => id)).toEqual([boss.partnerUserId]);
  });

  test("says of an invited person what became of the mail and what may be done", async () => {
    const { boss, number } = await newPartner("PRT-STATES");
    const email = address();
    await invite(boss, email);
    const rowAt = async (now: Date) =>
      (await listPartnerPeople(operator, { partnerNumber: number }, now)).rows.at(-1)?.invitation;
    expect(await rowAt(NOW)).toMatchObject({
      state: "open",
      delivery: { state: "QUEUED" },
      mayResend: true,
      mayRevoke: true,
    });
    expect(await rowAt(later(60 * DAY))).toMatchObject({ state: "expired", mayResend: true });
    const token = await partnerTokenFor(email);
    await declineInvitation({ token, reason: "I have left" }, visit().origin, NOW);
    expect(await rowAt(NOW)).toMatchObject({
      state: "declined",
      declineReason: "I have left",
      mayResend: true,
      mayRevoke: false,
    });
  });

  test("partners are found by the beginning of a number and by a part of the name, and by nothing else", async () => {
    const find = async (search: string) =>
      (await listPartners(operator, { search })).rows.map(({ key }) => key);
    expect(await find("prt 31")).toEqual([PROSEWARE]);
    expect(await find("WARE LIC")).toEqual([PROSEWARE]);
    expect(await find("wingtip")).toEqual([WINGTIP]);
    for (const nothing of ["T310", "%", "_roseware", "\\", "\0zzz"]) {
      expect(await find(nothing), nothing).toEqual([]);
    }
    expect((await find("")).length).toBeGreaterThan(1);
  });

  test("partners come 50 at a time, with counts that stop beyond 50", async () => {
    const partners = times(55).map((index) => ({
      number: `ZZZ-${100 + index}`,
      numberKey: `ZZZ${100 + index}`,
      name: "Zzyzx",
      createdAt: NOW,
    }));
    await db.partner.createMany({ data: partners });
    const partner = await db.partner.findUniqueOrThrow({ where: { numberKey: "ZZZ100" } });
    const { agreementId } = await db.purchasingAccount.findFirstOrThrow();
    await db.purchasingAccount.createMany({
      data: times(60).map((index) => ({
        agreementId,
        partnerId: partner.id,
        number: `PA-ZZZ-${index}`,
        numberKey: `PAZZZ${index}`,
        name: "Headquarters",
        createdAt: NOW,
      })),
    });
    const first = await listPartners(operator, { search: "zzyzx" });
    expect([first.rows.length, first.next]).toEqual([50, "ZZZ149"]);
    expect(first.rows[0]).toMatchObject({ people: 0, accounts: 51 });
    const second = await listPartners(operator, { search: "zzyzx", after: first.next ?? "" });
    expect([second.rows.length, second.next]).toEqual([5, null]);
  });
});
