import { beforeAll, describe, expect, test } from "vitest";
import { changeRoles } from "../lib/accounts/change-roles";
import { db } from "../lib/db/client";
import { env } from "../lib/env";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { LIMITS } from "../lib/limits";
import { listAccounts } from "../lib/designations/list-accounts";
import { readStaffAccount } from "../lib/designations/read-account";
import { resendToAdministrator } from "../lib/designations/resend-to-administrator";
import { changePartner } from "../lib/organizations/change-partner";
import type { Actor, MemberActor, OperatorActor, PartnerActor } from "../lib/policy/actor";
import { rolesThatMay } from "../lib/policy/permissions";
import { ROLES } from "../lib/policy/roles";
import { extendVisibility } from "../lib/visibility/extend-visibility";
import { grantVisibility } from "../lib/visibility/grant-visibility";
import { listVisibilities, readVisibility } from "../lib/visibility/list-visibilities";
import { openCustomerData } from "../lib/visibility/open-customer-data";
import { previewVisibility } from "../lib/visibility/preview-visibility";
import { remindVisibilityEnds } from "../lib/visibility/remind-visibility-ends";
import { revokeVisibility } from "../lib/visibility/revoke-visibility";
import { hasVisibility, visibleAccounts } from "../lib/visibility/visible-accounts";
import { CONTOSO, CONTOSO_RESEARCH, FABRIKAM, OPERATOR, PROSEWARE, WINGTIP } from "./world";
import {
  acceptInput,
  actorOf,
  codeOf,
  count,
  DAY,
  dump,
  later,
  letIn,
  mailsTo,
  newAddress,
  NOW,
  operatorActorOf,
  partnerActorOf,
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

const OWNER = "dana.kowalski@contoso.com";
const TODAY = new Date("2026-11-24");
const day = (days: number) => new Date(TODAY.getTime() + days * 24 * 60 * 60 * 1000);

let dana: MemberActor;
/** At Contoso's own partner, and at another one. */
let mira: PartnerActor;
let ada: PartnerActor;
let elena: OperatorActor;

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf(OWNER, CONTOSO);
  mira = await partnerActorOf("mira.chen@proseware.com");
  ada = await partnerActorOf("ada.obi@wingtip.com");
  elena = await operatorActorOf(OPERATOR.email);
});

/** A purchasing account of its own, whose partner is Proseware or none, with its administrator in. */
async function newAccount(
  more: object = { partner: { number: "PRT-310", name: "Proseware Licensing" } },
) {
  const email = newAddress("owner");
  const number = `PV${email.replace(/\D/g, "")}X`;
  await sign(agreement(number, email, more));
  await acceptInvitation(acceptInput(await tokenFor(email, number)), visit(), NOW);
  return { number, owner: await actorOf(email, number), email };
}

const grant = (actor: MemberActor, days = 100, partnerNumber: string = WINGTIP, now = NOW) =>
  grantVisibility(actor, { partnerNumber, until: day(days) }, now);

const eventsOf = (purchasingAccountId: string, action: string) =>
  db.auditEvent.findMany({ where: { purchasingAccountId, action }, orderBy: { id: "asc" } });

const setPartner = async (number: string, partnerNumber: string) => {
  const { version } = await db.purchasingAccount.findUniqueOrThrow({
    where: { numberKey: number },
  });
  await changePartner(elena, { accountKey: number, version, partnerNumber }, NOW);
};

describe("granting visibility to a partner (R73)", () => {
  test("shows the partner's name before anything is granted, and changes nothing by it", async () => {
    const before = await dump();
    const input = { partnerNumber: "prt 455", until: day(30) };
    expect(await previewVisibility(dana, input, NOW)).toEqual({
      accountKey: CONTOSO,
      partner: { key: WINGTIP, number: "PRT-455", name: "Wingtip Software Services" },
      until: day(30),
      isOwn: false,
    });
    expect(await dump()).toEqual(before);
  });

  test("opens until the end of its last day by UTC, and no longer", async () => {
    const { number, owner } = await newAccount();
    await grant(owner, 10);
    const open = (now: Date) => openCustomerData(ada, { account: number }, now);
    expect(await open(NOW)).toEqual({
      purchasingAccountId: owner.purchasingAccountId,
      throughOthers: true,
    });
    expect((await open(new Date("2026-12-04T23:59:59.999Z"))).throughOthers).toBe(true);
    const over = new Date("2026-12-05T00:00:00.000Z");
    expect(await codeOf(open(over))).toBe("notFound");
    expect(await hasVisibility(ada, owner.purchasingAccountId, over)).toBe(false);
  });

  test("is written down with who granted it and until when", async () => {
    const { owner } = await newAccount();
    const { visibilityId } = await grant(owner, 20);
    expect(await eventsOf(owner.purchasingAccountId, "visibility.granted")).toMatchObject([
      {
        actorKind: "MEMBER",
        actorId: owner.membershipId,
        partnerId: ada.partnerId,
        objectId: visibilityId,
        data: { until: "2026-12-14" },
      },
    ]);
  });

  test.each([
    ["today", 0, "visibilityTooEarly"],
    ["yesterday", -1, "visibilityTooEarly"],
    ["a year and a day from now", 366, "visibilityTooLate"],
  ])("until %s is refused at the field", async (_, days, key) => {
    const before = await dump();
    const refused = { code: "invalid", fields: { until: key } };
    expect(await refusal(grant(dana, days))).toMatchObject(refused);
    const preview = previewVisibility(dana, { partnerNumber: WINGTIP, until: day(days) }, NOW);
    expect(await refusal(preview)).toMatchObject(refused);
    expect(await dump()).toEqual(before);
  });

  test.each([1, 365])("until %i days from now is fine", async (days) => {
    const { owner } = await newAccount();
    await grant(owner, days);
    expect(await hasVisibility(ada, owner.purchasingAccountId, NOW)).toBe(true);
  });

  test("a second grant to the same partner is refused while one is open, not afterwards", async () => {
    const { owner } = await newAccount();
    await grant(owner, 5);
    expect(await refusal(grant(owner, 50))).toMatchObject({
      code: "invalid",
      fields: { partnerNumber: "visibilityExists" },
    });
    const over = later(6 * DAY);
    await grant(owner, 50, WINGTIP, over);
    const { rows } = await listVisibilities(owner, {}, over);
    expect(rows.map(({ state }) => state)).toEqual(["open", "over"]);
  });

  test("of many grants to one partner at the same moment one is made", async () => {
    await repeat(count(3, 30), async () => {
      const { owner } = await newAccount();
      const { done, refused } = await together(times(5).map(() => () => grant(owner)));
      expect(done).toHaveLength(1);
      expect(refused).toEqual(times(4).map(() => "invalid checkFields"));
      const { purchasingAccountId } = owner;
      expect(await db.partnerVisibility.count({ where: { purchasingAccountId } })).toBe(1);
    });
  });

  test("an unknown number is told at the field, and can't be tried for ever", async () => {
    const { owner } = await newAccount();
    const unknown = () => refusal(grant(owner, 10, "PRT-99999"));
    expect(await unknown()).toMatchObject({ fields: { partnerNumber: "partnerUnknown" } });
    const wrong = times(allowed).map(() => previewOf(owner, "PRT-99999"));
    for (const run of wrong) await refusal(run());
    expect(await unknown()).toMatchObject({ code: "limited", key: "tooManyTries" });
    // Nor is a right number found out then; but for somebody else nothing is in the way.
    expect(await codeOf(previewOf(owner, WINGTIP)())).toBe("limited");
    await previewOf(dana, WINGTIP)();
  });

  test("right numbers are never counted", async () => {
    const { owner } = await newAccount();
    await repeat(allowed + 2, previewOf(owner, WINGTIP));
  });
});

const allowed = Math.ceil(LIMITS.partnerNumbers.points * env.LIMITS_FACTOR);

const previewOf = (actor: MemberActor, partnerNumber: string) => () =>
  previewVisibility(actor, { partnerNumber, until: day(10) }, NOW);

describe("who may grant, change and revoke", () => {
  const others = ROLES.filter((role) => !rolesThatMay("visibility.manage").includes(role));

  test("only the Account Administrator's role does", () => {
    expect(rolesThatMay("visibility.manage")).toEqual(["ACCOUNT_ADMINISTRATOR"]);
  });

  test("everybody else is refused and changes nothing", async () => {
    const { number, owner } = await newAccount();
    const { visibilityId } = await grant(owner);
    const members = [];
    for (const role of others) members.push(await letIn(owner, number, [role]));
    const before = await dump();
    for (const actor of [...members, mira, ada, elena]) {
      for (const run of everyVerb(actor, visibilityId)) {
        expect(await codeOf(run())).toBe("forbidden");
      }
    }
    expect(await dump()).toEqual(before);
  });

  test("an administrator of another purchasing account doesn't find the grant", async () => {
    const { owner } = await newAccount();
    const { visibilityId } = await grant(owner);
    const foreign = await actorOf("ravi.menon@fabrikam.com", FABRIKAM);
    const before = await dump();
    const [, , , ...named] = everyVerb(foreign, visibilityId);
    for (const run of named) expect(await codeOf(run())).toBe("notFound");
    expect(await dump()).toEqual(before);
    expect((await listVisibilities(foreign, {}, NOW)).rows).toEqual([]);
  });

  test("who was demoted while the page was open is refused", async () => {
    const { number, owner } = await newAccount();
    const second = await letIn(owner, number, ["ACCOUNT_ADMINISTRATOR"]);
    const { membershipId } = second;
    await changeRoles(owner, { membershipId, roles: ["ACCOUNT_VIEWER"] }, NOW);
    expect(await codeOf(grant(second))).toBe("forbidden");
  });
});

/** Grant, preview and list; then those that name a grant. */
const everyVerb = (actor: Actor, visibilityId: string) => [
  () => grantVisibility(actor, { partnerNumber: PROSEWARE, until: day(9) }, NOW),
  () => previewVisibility(actor, { partnerNumber: PROSEWARE, until: day(9) }, NOW),
  () => listVisibilities(actor, {}, NOW),
  () => readVisibility(actor, visibilityId, NOW),
  () => extendVisibility(actor, { visibilityId, shown: day(100), until: day(120) }, NOW),
  () => revokeVisibility(actor, { visibilityId }, NOW),
];

describe("changing the last day", () => {
  test("moves it later or earlier, and says in the trail what was", async () => {
    const { owner } = await newAccount();
    const { visibilityId } = await grant(owner, 30);
    await extendVisibility(owner, { visibilityId, shown: day(30), until: day(300) }, NOW);
    await extendVisibility(owner, { visibilityId, shown: day(300), until: day(2) }, NOW);
    expect((await readVisibility(owner, visibilityId, NOW)).until).toEqual(day(2));
    const events = await eventsOf(owner.purchasingAccountId, "visibility.extended");
    expect(events.map(({ data }) => data)).toEqual([
      { before: "2026-12-24", after: "2027-09-20" },
      { before: "2027-09-20", after: "2026-11-26" },
    ]);
  });

  test("never overwrites what somebody else has chosen meanwhile", async () => {
    const { owner } = await newAccount();
    const { visibilityId } = await grant(owner, 30);
    const change = (days: number) => () =>
      extendVisibility(owner, { visibilityId, shown: day(30), until: day(days) }, NOW);
    const { done, refused } = await together([change(40), change(50)]);
    expect(done).toHaveLength(1);
    expect(refused).toEqual(["conflict changedMeanwhile"]);
  });

  test("wakes nothing that is over or revoked", async () => {
    const { owner } = await newAccount();
    const { visibilityId } = await grant(owner, 5);
    const input = { visibilityId, shown: day(5), until: day(50) };
    expect(await codeOf(extendVisibility(owner, input, later(6 * DAY)))).toBe("conflict");
    await revokeVisibility(owner, { visibilityId }, NOW);
    expect(await codeOf(extendVisibility(owner, input, NOW))).toBe("conflict");
  });

  test("is refused beyond a year and for the day that it is already", async () => {
    const { owner } = await newAccount();
    const { visibilityId } = await grant(owner, 30);
    for (const [days, key] of [
      [366, "visibilityTooLate"],
      [0, "visibilityTooEarly"],
      [30, "visibilitySameDay"],
    ] as const) {
      const change = extendVisibility(
        owner,
        { visibilityId, shown: day(30), until: day(days) },
        NOW,
      );
      expect(await refusal(change)).toMatchObject({ code: "invalid", fields: { until: key } });
    }
  });
});

describe("revoking", () => {
  test("closes on the partner's next request, and the partner may be let in again", async () => {
    const { number, owner } = await newAccount();
    const { visibilityId } = await grant(owner);
    await openCustomerData(ada, { account: number }, NOW);
    await revokeVisibility(owner, { visibilityId }, NOW);
    expect(await codeOf(openCustomerData(ada, { account: number }, NOW))).toBe("notFound");
    expect((await readVisibility(owner, visibilityId, NOW)).state).toBe("revoked");
    await grant(owner);
    await openCustomerData(ada, { account: number }, NOW);
  });

  test("happens once: the second one is told so", async () => {
    const { owner } = await newAccount();
    const { visibilityId } = await grant(owner);
    const revoke = () => revokeVisibility(owner, { visibilityId }, NOW);
    const { done, refused } = await together([revoke, revoke, revoke]);
    expect(done).toHaveLength(1);
    expect(refused).toEqual(["conflict visibilityOver", "conflict visibilityOver"]);
    expect(await eventsOf(owner.purchasingAccountId, "visibility.revoked")).toHaveLength(1);
  });
});

describe("a partner's read of customer data", () => {
  test("is open to the account's own partner, without what was bought through others", async () => {
    const { number, owner } = await newAccount();
    expect(await openCustomerData(mira, { account: number }, NOW)).toEqual({
      purchasingAccountId: owner.purchasingAccountId,
      throughOthers: false,
    });
    expect(await eventsOf(owner.purchasingAccountId, "visibility.used")).toEqual([]);
  });

  test("finds nothing for another partner, as for a number that doesn't exist", async () => {
    const { number } = await newAccount();
    const foreign = await refusal(openCustomerData(ada, { account: number }, NOW));
    const missing = await refusal(openCustomerData(ada, { account: "PA-NOWHERE" }, NOW));
    expect(foreign).toEqual(missing);
  });

  test("by a grant is written down once per person, account and day by UTC", async () => {
    const [one, two] = [await newAccount(), await newAccount()];
    const jonas = await partnerActorOf("jonas.feld@proseware.com");
    for (const { owner } of [one, two]) {
      await grant(owner);
      await grant(owner, 100, PROSEWARE);
    }
    const read =
      (actor: PartnerActor, { number }: { number: string }, now: Date) =>
      () =>
        openCustomerData(actor, { account: number }, now);
    const midnight = new Date("2026-11-25T00:00:00.000Z");
    await together([
      ...times(10).map(() => read(ada, one, NOW)),
      ...times(10).map((n) => read(ada, one, later(n * 60))),
      ...times(5).map(() => read(mira, one, NOW)),
      ...times(5).map(() => read(jonas, one, NOW)),
      ...times(5).map(() => read(ada, two, NOW)),
      ...times(5).map(() => read(ada, one, midnight)),
    ]);
    const noted = await eventsOf(one.owner.purchasingAccountId, "visibility.used");
    const who = (actor: PartnerActor, on: string) => `${actor.partnerUserId} ${on}`;
    const lines = noted.map(({ data }) => data as { partnerUserId: string; day: string });
    expect(lines.map(({ partnerUserId, day: on }) => `${partnerUserId} ${on}`).sort()).toEqual(
      [
        who(ada, "2026-11-24"),
        who(ada, "2026-11-25"),
        who(mira, "2026-11-24"),
        who(jonas, "2026-11-24"),
      ].sort(),
    );
    expect(noted.every(({ actorKind, actorId }) => actorKind === "PARTNER" && actorId)).toBe(true);
    expect(await eventsOf(two.owner.purchasingAccountId, "visibility.used")).toHaveLength(1);
  });

  test("by a grant gives no other right: no row in the work queue, nothing to resend or change", async () => {
    const { number, owner } = await newAccount();
    await grant(owner);
    const { rows } = await listAccounts(ada, { show: "all", search: number }, NOW);
    expect(rows).toEqual([]);
    const before = await dump();
    expect(await codeOf(readStaffAccount(ada, number, NOW))).toBe("notFound");
    expect(await codeOf(resendToAdministrator(ada, { account: number }, NOW))).toBe("notFound");
    expect(await dump()).toEqual(before);
  });

  test("reaches only the accounts that granted it", async () => {
    const { owner } = await newAccount();
    await grant(owner);
    const found = await db.purchasingAccount.findMany({ where: visibleAccounts(ada, NOW) });
    const granted = found.map(({ id }) => id);
    expect(granted).toContain(owner.purchasingAccountId);
    expect(granted).not.toContain(dana.purchasingAccountId);
    expect(await hasVisibility(mira, owner.purchasingAccountId, NOW)).toBe(false);
    expect(await codeOf(openCustomerData(ada, { account: CONTOSO_RESEARCH }, NOW))).toBe(
      "notFound",
    );
  });
});

describe("when the account's partner changes (edge 30)", () => {
  test("a grant's partner that becomes the account's own keeps the grant, and loses nothing", async () => {
    const { number, owner } = await newAccount();
    const { visibilityId } = await grant(owner);
    await setPartner(number, WINGTIP);
    expect((await openCustomerData(ada, { account: number }, NOW)).throughOthers).toBe(true);
    expect(await readVisibility(owner, visibilityId, NOW)).toMatchObject({
      isOwn: true,
      state: "open",
    });
    await revokeVisibility(owner, { visibilityId }, NOW);
    expect((await openCustomerData(ada, { account: number }, NOW)).throughOthers).toBe(false);
  });

  test("a partner that leaves is out, unless a grant of its own lets it read on", async () => {
    const { number, owner } = await newAccount();
    await setPartner(number, "");
    expect(await codeOf(openCustomerData(mira, { account: number }, NOW))).toBe("notFound");
    await grant(owner, 100, PROSEWARE);
    expect((await openCustomerData(mira, { account: number }, NOW)).throughOthers).toBe(true);
    const { rows } = await listVisibilities(owner, {}, NOW);
    expect(rows).toMatchObject([{ isOwn: false, state: "open" }]);
  });

  test("the account's own partner can be let see more, and the preview says that it is", async () => {
    const { owner } = await newAccount();
    expect(await previewOf(owner, PROSEWARE)()).toMatchObject({ isOwn: true });
    await grant(owner, 100, PROSEWARE);
  });
});

describe("the reminder before it ends", () => {
  const remindersTo = async (email: string) =>
    (await mailsTo(email)).filter(({ template }) => template === "visibilityEnds");

  test("goes to every active Account Administrator once, 14 days before", async () => {
    const { number, owner, email } = await newAccount();
    const second = newAddress("second");
    await letIn(owner, number, ["ACCOUNT_ADMINISTRATOR"], second);
    const viewer = newAddress("viewer");
    await letIn(owner, number, ["ACCOUNT_VIEWER"], viewer);
    const { visibilityId } = await grant(owner, 60);
    await remindVisibilityEnds(later(45 * DAY));
    expect(await remindersTo(email)).toEqual([]);
    await Promise.all(times(3).map(() => remindVisibilityEnds(later(46 * DAY))));
    await remindVisibilityEnds(later(47 * DAY));
    for (const administrator of [email, second]) {
      const mails = await remindersTo(administrator);
      expect(mails).toHaveLength(1);
      expect(mails[0]).toMatchObject({
        props: { visibilityId },
        purchasingAccountId: owner.purchasingAccountId,
      });
    }
    expect(await remindersTo(viewer)).toEqual([]);
    expect(await eventsOf(owner.purchasingAccountId, "visibility.reminded")).toHaveLength(1);
  });

  test("comes again for a later day, and not for a day that was chosen within the two weeks", async () => {
    const { owner, email } = await newAccount();
    const { visibilityId } = await grant(owner, 30);
    const at = later(20 * DAY);
    await remindVisibilityEnds(at);
    await extendVisibility(owner, { visibilityId, shown: day(30), until: day(90) }, at);
    await remindVisibilityEnds(at);
    expect(await remindersTo(email)).toHaveLength(1);
    await remindVisibilityEnds(later(80 * DAY));
    expect(await remindersTo(email)).toHaveLength(2);
    for (const [days, reminders] of [
      [10, 0],
      [14, 0],
      [15, 1],
    ] as const) {
      const soon = await newAccount();
      await grant(soon.owner, days);
      await remindVisibilityEnds(later(DAY));
      expect(await remindersTo(soon.email)).toHaveLength(reminders);
    }
  });

  test("is still sent on the last day when no round came before, and not a day later", async () => {
    const lastDay = await newAccount();
    await grant(lastDay.owner, 30);
    await remindVisibilityEnds(later(30 * DAY));
    expect(await remindersTo(lastDay.email)).toHaveLength(1);
    const dayAfter = await newAccount();
    await grant(dayAfter.owner, 30);
    await remindVisibilityEnds(later(31 * DAY));
    expect(await remindersTo(dayAfter.email)).toEqual([]);
  });

  test("is not sent for what was revoked or is over; what is over gets its end once", async () => {
    const { owner, email } = await newAccount();
    const { visibilityId } = await grant(owner, 30);
    await revokeVisibility(owner, { visibilityId }, NOW);
    await grant(owner, 40);
    const over = later(41 * DAY);
    await remindVisibilityEnds(over);
    await remindVisibilityEnds(over);
    expect(await remindersTo(email)).toEqual([]);
    const ended = await eventsOf(owner.purchasingAccountId, "visibility.ended");
    expect(ended).toMatchObject([{ actorKind: "SYSTEM", partnerId: ada.partnerId }]);
    const { rows } = await listVisibilities(owner, {}, over);
    expect(rows.map(({ state }) => state)).toEqual(["over", "revoked"]);
  });
});

describe("the list of grants", () => {
  test("says how each stands, who granted it and until when", async () => {
    const { owner } = await newAccount();
    await grant(owner, 60);
    await grant(owner, 10, PROSEWARE);
    const { rows, next } = await listVisibilities(owner, {}, NOW);
    expect(next).toBeNull();
    expect(rows).toMatchObject([
      { partner: { number: "PRT-310" }, state: "endsSoon", until: day(10), isOwn: true },
      { partner: { number: "PRT-455" }, state: "open", until: day(60), grantedBy: "Robin Ortega" },
    ]);
  });

  test("goes on page by page, without gap or double", async () => {
    const { owner } = await newAccount();
    await repeat(53, async () => {
      const { visibilityId } = await grant(owner);
      await revokeVisibility(owner, { visibilityId }, NOW);
    });
    const first = await listVisibilities(owner, {}, NOW);
    const second = await listVisibilities(owner, { after: first.next ?? "" }, NOW);
    expect([first.rows.length, second.rows.length, second.next]).toEqual([50, 3, null]);
    expect(new Set([...first.rows, ...second.rows].map(({ id }) => id)).size).toBe(53);
  });
});
