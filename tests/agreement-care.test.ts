import { beforeAll, describe, expect, test } from "vitest";
import { db } from "../lib/db/client";
import { replaceAdministrator } from "../lib/designations/change-administrator";
import { listAccounts } from "../lib/designations/list-accounts";
import { readStaffAccount } from "../lib/designations/read-account";
import { findMember } from "../lib/accounts/member-actor";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { inviteUser } from "../lib/invitations/invite-user";
import { readInvitation } from "../lib/invitations/read-invitation";
import { addAgreement, addAgreementSchema } from "../lib/organizations/add-agreement";
import { addAgreements } from "../lib/organizations/add-agreements";
import { changePartner } from "../lib/organizations/change-partner";
import { correctSignatory } from "../lib/organizations/correct-signatory";
import { endAgreement } from "../lib/organizations/end-agreement";
import { readAgreement } from "../lib/organizations/read-agreement";
import { terminateAgreement } from "../lib/organizations/terminate-agreement";
import { SYSTEM, type Actor, type OperatorActor, type PartnerActor } from "../lib/policy/actor";
import { CONTOSO, OPERATOR, PROSEWARE, WINGTIP } from "./world";
import {
  acceptInput,
  actorOf,
  agreement,
  codeOf,
  dump,
  invitationOf,
  inviteInput,
  later,
  mailsTo,
  newAddress,
  NOW,
  operatorActorOf,
  partnerActorOf,
  personOf,
  purchasingAccount,
  recordsOf,
  refusal,
  sign,
  together,
  tokenFor,
  visit,
  HOUR,
} from "./factories";
import { haveWorld } from "./setup/world";

let operator: OperatorActor;
let mira: PartnerActor;
let ada: PartnerActor;

beforeAll(async () => {
  await haveWorld();
  operator = await operatorActorOf(OPERATOR.email);
  mira = await partnerActorOf("mira.chen@proseware.com");
  ada = await partnerActorOf("ada.obi@wingtip.com");
});

const proseware = { number: "PRT-310", name: "Proseware Licensing" };
let made = 0;

/**
 * An agreement of a test's own with two purchasing accounts: in the first the administrator is in and
 * has invited a colleague, in the second the administrator's invitation is open.
 */
async function newAgreement(more: object = {}) {
  const tag = `CARE${(made += 1)}`;
  const [first, second] = [`PA${tag}A`, `PA${tag}B`];
  const [administrator, other, colleague] = [newAddress(), newAddress(), newAddress()];
  const record = agreement(tag, administrator, {
    partner: proseware,
    purchasingAccounts: [purchasingAccount(first, administrator), purchasingAccount(second, other)],
    ...more,
  });
  await sign(record);
  await acceptInvitation(acceptInput(await tokenFor(administrator, first)), visit(), NOW);
  const member = await actorOf(administrator, first);
  await inviteUser(member, inviteInput(colleague), NOW);
  return { record, agreementNumber: `AGR${tag}`, first, second, administrator, other, colleague };
}

type Made = Awaited<ReturnType<typeof newAgreement>>;

const versionOf = async (agreementNumber: string) =>
  (await readAgreement(operator, { agreementNumber }, NOW)).version;

async function tokensOf({ first, second, other, colleague }: Made) {
  return Promise.all([tokenFor(colleague, first), tokenFor(other, second)]);
}

function somebody() {
  const { firstName, lastName, language, country, email } = inviteInput(newAddress());
  return { firstName, lastName, language, country, email };
}

/** A change of the first account's administrator that waits for objections. */
async function askForChange(actor: Actor, account: string) {
  const { version } = await readStaffAccount(operator, account, NOW);
  await replaceAdministrator(actor, { ...somebody(), account, version }, NOW);
  const change = await db.designationChange.findFirstOrThrow({
    where: { purchasingAccount: { numberKey: account } },
  });
  expect(change.state).toBe("WAITING");
  return change.id;
}

const stateOfChange = async (id: string) =>
  (await db.designationChange.findUniqueOrThrow({ where: { id } })).state;

describe("terminating an agreement (edges 40, 53)", () => {
  const terminate = async (made: Made, actor: Actor = operator) =>
    terminateAgreement(
      actor,
      {
        agreementNumber: made.agreementNumber,
        version: await versionOf(made.agreementNumber),
        reason: "REPLACED",
      },
      later(HOUR),
    );

  test("withdraws every open invitation of all its purchasing accounts, and their pages say why", async () => {
    const made = await newAgreement();
    const bystander = await newAgreement();
    const tokens = await tokensOf(made);
    expect(await terminate(made)).toEqual({ revoked: 2 });
    for (const token of tokens) {
      expect((await readInvitation(token, later(HOUR))).state).toBe("agreementOver");
      const accepted = acceptInvitation(acceptInput(token), visit(), later(HOUR));
      expect(await codeOf(accepted)).toBe("gone");
    }
    for (const [email, account] of [
      [made.colleague, made.first],
      [made.other, made.second],
    ] as const) {
      const { id, status, endedAt, membership } = await invitationOf(email, account);
      expect([status, endedAt, membership.status]).toEqual(["REVOKED", later(HOUR), "REMOVED"]);
      const event = { objectId: id, action: "invitation.revoked", actorKind: "OPERATOR" as const };
      expect(await db.auditEvent.count({ where: event })).toBe(1);
    }
    for (const token of await tokensOf(bystander)) {
      expect((await readInvitation(token, NOW)).state).toBe("open");
    }
  });

  test("lets members stay and read, but nobody invites any more", async () => {
    const made = await newAgreement();
    await terminate(made);
    const person = await personOf(made.administrator);
    const member = await findMember(person, made.first, later(HOUR));
    expect(member).not.toBeNull();
    if (!member) return;
    const invited = inviteUser(member, inviteInput(newAddress()), later(HOUR));
    expect(await refusal(invited)).toMatchObject({ code: "conflict", key: "agreementOver" });
  });

  test("cancels changes of the administrator that wait, and mails nobody", async () => {
    const made = await newAgreement();
    const change = await askForChange(operator, made.first);
    const mails = await db.emailMessage.count();
    await terminate(made);
    expect(await stateOfChange(change)).toBe("CANCELLED");
    expect(await db.emailMessage.count()).toBe(mails);
  });

  test("can't be done twice, and the version decides between two at once", async () => {
    const made = await newAgreement();
    const version = await versionOf(made.agreementNumber);
    const { agreementNumber } = made;
    const run = () =>
      terminateAgreement(operator, { agreementNumber, version, reason: "VENDOR" }, NOW);
    const { done, refused } = await together([run, run]);
    expect([done.length, refused]).toEqual([1, ["conflict changedMeanwhile"]]);
    const again = await refusal(terminate(made));
    expect(again).toMatchObject({ code: "conflict", key: "agreementTerminated" });
  });

  test("a file writes nothing to it any more, and the same file is still the same", async () => {
    const made = await newAgreement();
    await terminate(made);
    const before = await dump();
    const again = await addAgreements(operator, recordsOf(made.record), { update: true }, NOW);
    expect(again.differences).toEqual([]);
    const changed = { ...made.record, signedOn: "2026-11-01" };
    const { differences } = await addAgreements(
      operator,
      recordsOf(changed),
      { update: true },
      NOW,
    );
    expect(differences).toContainEqual(expect.objectContaining({ field: "status", refused: true }));
    expect(await dump()).toEqual(before);
  });
});

describe("ending an agreement on a day", () => {
  const end = async ({ agreementNumber }: Made, lastDay: string, now = NOW) =>
    endAgreement(
      operator,
      { agreementNumber, version: await versionOf(agreementNumber), lastDay },
      now,
    );

  test("a day to come changes the day and nothing else", async () => {
    const made = await newAgreement();
    expect(await end(made, "2026-11-24")).toEqual({ over: false, revoked: 0 });
    for (const token of await tokensOf(made)) {
      expect((await readInvitation(token, NOW)).state).toBe("open");
    }
    expect(await readAgreement(operator, made, NOW)).toMatchObject({
      status: "ACTIVE",
      endsOn: new Date("2026-11-24"),
      openInvitations: 2,
    });
  });

  test("a day that has passed withdraws what is open at once and cancels changes that wait", async () => {
    const made = await newAgreement();
    const change = await askForChange(mira, made.first);
    const [token = ""] = await tokensOf(made);
    expect(await end(made, "2026-11-23")).toEqual({ over: true, revoked: 2 });
    expect((await readInvitation(token, NOW)).state).toBe("agreementOver");
    expect(await stateOfChange(change)).toBe("CANCELLED");
    expect(await readAgreement(operator, made, NOW)).toMatchObject({
      status: "ENDED",
      openInvitations: 0,
    });
  });

  test("can be moved to a later day again; a day before the signing is refused", async () => {
    const made = await newAgreement();
    await end(made, "2026-11-02");
    expect(await refusal(end(made, "2026-11-01"))).toMatchObject({
      code: "invalid",
      fields: { lastDay: "dayBeforeSigning" },
    });
    await end(made, "2027-11-01");
    expect((await readAgreement(operator, made, NOW)).status).toBe("ACTIVE");
  });

  test("by a file means the same", async () => {
    const made = await newAgreement();
    const [token = ""] = await tokensOf(made);
    const change = await askForChange(mira, made.first);
    const records = recordsOf({ ...made.record, endsOn: "2026-11-20" });
    await addAgreements(SYSTEM, records, { update: true }, NOW);
    expect((await readInvitation(token, NOW)).state).toBe("agreementOver");
    expect((await invitationOf(made.other, made.second)).status).toBe("REVOKED");
    expect(await stateOfChange(change)).toBe("CANCELLED");
  });
});

test("correcting the signatory writes name and address, tells nobody, and gives no right (A3)", async () => {
  const made = await newAgreement();
  const { agreementNumber } = made;
  const input = {
    agreementNumber,
    version: 1,
    name: "Ravi Menon",
    email: "ravi.menon@contoso.com",
  };
  const mails = await db.emailMessage.count();
  await correctSignatory(operator, input, NOW);
  expect((await readAgreement(operator, made, NOW)).signatory).toEqual({
    name: "Ravi Menon",
    email: "ravi.menon@contoso.com",
  });
  expect(await refusal(correctSignatory(operator, input, NOW))).toMatchObject({
    key: "changedMeanwhile",
  });
  const wrong = correctSignatory(operator, { ...input, version: 2, email: "ravi" }, NOW);
  expect(await refusal(wrong)).toMatchObject({ fields: { email: "emailMalformed" } });
  expect(await versionOf(agreementNumber)).toBe(2);
  expect(await db.emailMessage.count()).toBe(mails);
  expect(await db.user.count({ where: { emailKey: input.email } })).toBe(0);
});

describe("another partner for a purchasing account (edge 30)", () => {
  const keysOf = async (actor: Actor) =>
    (await listAccounts(actor, { show: "all" }, NOW)).rows.map(({ numberKey }) => numberKey);
  const change = async (account: string, partnerNumber: string, actor: Actor = operator) => {
    const { version } = await readStaffAccount(operator, account, NOW);
    return changePartner(actor, { accountKey: account, version, partnerNumber }, NOW);
  };

  test("the former one loses it on the next request, the new one sees it, what was asked for is cancelled", async () => {
    const { first, second } = await newAgreement();
    const asked = await askForChange(mira, first);
    expect(await change(first, "prt 455")).toEqual({ partner: "Wingtip Software Services" });
    expect(await codeOf(readStaffAccount(mira, first, NOW))).toBe("notFound");
    expect(await keysOf(mira)).toContain(second);
    expect(await keysOf(mira)).not.toContain(first);
    expect(await keysOf(ada)).toContain(first);
    expect(await stateOfChange(asked)).toBe("CANCELLED");
    const event = await db.auditEvent.findFirstOrThrow({
      where: { action: "account.partner_changed" },
      orderBy: { id: "desc" },
    });
    expect(event).toMatchObject({
      actorKind: "OPERATOR",
      data: { before: mira.partnerId, after: ada.partnerId },
    });
  });

  test("none makes a direct customer; the same one changes nothing; an unknown one is refused", async () => {
    const { first } = await newAgreement();
    const before = await dump();
    await change(first, PROSEWARE);
    expect(await refusal(change(first, "PRT-NONE"))).toMatchObject({
      code: "invalid",
      fields: { partnerNumber: "partnerUnknown" },
    });
    expect(await dump()).toEqual(before);
    expect(await change(first, "")).toEqual({ partner: null });
    expect((await readStaffAccount(operator, first, NOW)).partner).toBeNull();
  });

  test("of two operators at once one is told that somebody was faster (edge 29)", async () => {
    const { first } = await newAgreement();
    const { version } = await readStaffAccount(operator, first, NOW);
    const to = (partnerNumber: string) => () =>
      changePartner(operator, { accountKey: first, version, partnerNumber }, NOW);
    const { done, refused } = await together([to(WINGTIP), to("")]);
    expect([done.length, refused]).toEqual([1, ["conflict changedMeanwhile"]]);
  });

  test("a change asked for at the same moment is cancelled or never asked for", async () => {
    const { first } = await newAgreement();
    const { version } = await readStaffAccount(operator, first, NOW);
    await together<unknown>([
      () => replaceAdministrator(mira, { ...somebody(), account: first, version }, NOW),
      () => changePartner(operator, { accountKey: first, version, partnerNumber: WINGTIP }, NOW),
    ]);
    const account = await db.purchasingAccount.findUniqueOrThrow({
      where: { numberKey: first },
      include: { changes: true },
    });
    if (account.partnerId === ada.partnerId) {
      expect(account.changes.filter(({ state }) => state !== "CANCELLED")).toEqual([]);
    } else {
      expect(account.changes.map(({ state }) => state)).toEqual(["WAITING"]);
    }
  });

  test("by a file means the same", async () => {
    const { record, first } = await newAgreement();
    const asked = await askForChange(mira, first);
    const partner = { number: "PRT-455", name: "Wingtip Software Services" };
    await addAgreements(SYSTEM, recordsOf({ ...record, partner }), { update: true }, NOW);
    expect(await stateOfChange(asked)).toBe("CANCELLED");
    expect(await codeOf(readStaffAccount(mira, first, NOW))).toBe("notFound");
    expect(await keysOf(ada)).toContain(first);
    const events = { action: "account.partner_changed", actorKind: "SYSTEM" as const };
    expect(await db.auditEvent.count({ where: events })).toBe(2);
  });
});

describe("past the screen", () => {
  const run: [string, (actor: Actor, made: Made) => Promise<unknown>][] = [
    [
      "terminates",
      (actor, { agreementNumber }) =>
        terminateAgreement(actor, { agreementNumber, version: 1, reason: "CUSTOMER" }, NOW),
    ],
    [
      "ends",
      (actor, { agreementNumber }) =>
        endAgreement(actor, { agreementNumber, version: 1, lastDay: "2026-11-23" }, NOW),
    ],
    [
      "corrects the signatory of",
      (actor, { agreementNumber }) => {
        const person = { name: "Mallory", email: "mallory@contoso.com" };
        return correctSignatory(actor, { agreementNumber, version: 1, ...person }, NOW);
      },
    ],
    ["reads", (actor, made) => readAgreement(actor, made, NOW)],
    ["records", (actor) => addAgreement(actor, typed("PAMALLORY"), NOW)],
    [
      "gives away an account of",
      (actor, { first }) =>
        changePartner(actor, { accountKey: first, version: 1, partnerNumber: WINGTIP }, NOW),
    ],
  ];

  test.each(run)("nobody but the vendor %s an agreement", async (_verb, verb) => {
    const made = await newAgreement();
    const before = await dump();
    for (const actor of [
      mira,
      ada,
      await actorOf(made.administrator, made.first),
      await actorOf("dana.kowalski@contoso.com", CONTOSO),
      await personOf(OPERATOR.email),
    ]) {
      expect(await codeOf(verb(actor, made))).toBe("forbidden");
    }
    expect(await dump()).toEqual(before);
  });

  test("what doesn't exist is not found", async () => {
    const none = { agreementNumber: "AGR-NONE", version: 1 };
    expect(await codeOf(terminateAgreement(operator, { ...none, reason: "MISTAKE" }))).toBe(
      "notFound",
    );
    expect(await codeOf(readAgreement(operator, none, NOW))).toBe("notFound");
    const account = { accountKey: "PA-NONE", version: 1, partnerNumber: "" };
    expect(await codeOf(changePartner(operator, account, NOW))).toBe("notFound");
  });
});

/** New agreement, as somebody would type it. */
function typed(account: string, more: object = {}) {
  return addAgreementSchema.parse({
    agreementNumber: `AGR-${account}`,
    signedOn: "2026-11-02",
    signatoryName: "Kim Abercrombie",
    signatoryEmail: "kim.abercrombie@contoso.com",
    organizationName: `Org ${account}`,
    organizationCountry: "US",
    accountNumber: account,
    accountName: "Headquarters",
    firstName: "Robin",
    lastName: "Ortega",
    email: "robin.ortega@contoso.com",
    language: "fr",
    country: "FR",
    ...more,
  });
}

describe("New agreement, typed by hand", () => {
  test("records it as the file would, and invites the administrator in their language", async () => {
    const email = newAddress();
    const input = typed("PATYPED1", { email, partnerNumber: "prt-310" });
    const { accounts } = await addAgreement(operator, input, NOW);
    expect(accounts).toMatchObject([{ accountNumber: "PATYPED1", invited: true }]);
    expect(await mailsTo(email)).toMatchObject([{ template: "invitation", language: "fr" }]);
    expect((await readStaffAccount(mira, "PATYPED1", NOW)).partner?.number).toBe("PRT-310");
    const event = { action: "agreement.added", actorKind: "OPERATOR" as const };
    expect(await db.auditEvent.count({ where: event })).toBeGreaterThan(0);
  });

  test("posted twice records and mails once", async () => {
    const email = newAddress();
    const input = typed("PATYPED2", { email });
    const { done } = await together([
      () => addAgreement(operator, input, NOW),
      () => addAgreement(operator, input, NOW),
    ]);
    expect(done).toHaveLength(2);
    expect(await mailsTo(email)).toHaveLength(1);
  });

  test("under a number that is recorded otherwise it says what differs and changes nothing", async () => {
    await addAgreement(operator, typed("PATYPED3"), NOW);
    const before = await dump();
    const other = addAgreement(operator, typed("PATYPED3", { signedOn: "2026-11-01" }), NOW);
    expect(await refusal(other)).toMatchObject({ code: "conflict", key: "agreementDiffers" });
    expect(await dump()).toEqual(before);
  });

  test("a new partner needs a name; the last day lies after the signing", async () => {
    const unnamed = addAgreement(operator, typed("PATYPED4", { partnerNumber: "PRT-NEW" }), NOW);
    expect(await refusal(unnamed)).toMatchObject({ fields: { partnerName: "partnerNameNeeded" } });
    const named = { partnerNumber: "PRT-NEW", partnerName: "Newcomer" };
    await addAgreement(operator, typed("PATYPED4", named), NOW);
    expect(() => typed("PATYPED5", { endsOn: "2026-11-01" })).toThrow("dayBeforeSigning");
  });

  test("warns of a personal mailbox, which an agreement may name (decision 19)", async () => {
    const email = `robin.${made}@gmail.com`;
    const { accounts } = await addAgreement(operator, typed("PATYPED6", { email }), NOW);
    expect(accounts).toMatchObject([{ personalMail: true, invited: true }]);
    const facts = await readAgreement(operator, { agreementNumber: "AGR-PATYPED6" }, NOW);
    expect(facts.accounts).toMatchObject([{ personalMail: true }]);
  });
});
