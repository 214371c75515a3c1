import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import type { DomainStatus } from "../prisma/generated/client";
import { disableMember } from "../lib/accounts/disable-member";
import { describeEvents } from "../lib/activity/describe-events";
import { baseOf } from "../lib/canonical";
import { db, pool } from "../lib/db/client";
import { LOST_GRACE_DAYS } from "../lib/domains/domain-gate";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { inviteUser } from "../lib/invitations/invite-user";
import { approveJoinRequest } from "../lib/join-requests/approve-join-request";
import { askToJoin, askToJoinSchema, type JoinFacts } from "../lib/join-requests/ask-to-join";
import { declineJoinRequest } from "../lib/join-requests/decline-join-request";
import { enterJoinCode } from "../lib/join-requests/enter-join-code";
import { forgetJoinProofs } from "../lib/join-requests/forget-join-proofs";
import {
  ACCOUNT_MAILS_A_DAY,
  ACCOUNT_REQUESTS_A_DAY,
  CODES_A_DAY,
  DOMAIN_CODES_A_DAY,
  REQUESTS_OF_ADDRESS,
} from "../lib/join-requests/join-limits";
import { listJoinRequests, readJoinRequest } from "../lib/join-requests/list-join-requests";
import { openJoinRequests } from "../lib/join-requests/open-join-requests";
import { sendJoinCode } from "../lib/join-requests/send-join-code";
import { LIMITS } from "../lib/limits";
import { env } from "../lib/env";
import type { MemberActor } from "../lib/policy/actor";
import { rolesThatMay } from "../lib/policy/permissions";
import { ROLES, type Role } from "../lib/policy/roles";
import { newCode } from "../lib/secrets";
import { CONTOSO, CONTOSO_RESEARCH, FABRIKAM } from "./world";
import {
  acceptInput,
  actorOf,
  agreement,
  codeOf,
  count,
  DAY,
  dump,
  HOUR,
  inviteInput,
  later,
  letIn,
  mailsTo,
  MINUTE,
  newAddress,
  NOW,
  refusal,
  repeat,
  sign,
  times,
  together,
  tokenFor,
  visit,
} from "./factories";
import { haveWorld } from "./setup/world";

let dana: MemberActor;
let ravi: MemberActor;

beforeAll(async () => {
  await haveWorld();
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
  ravi = await actorOf("ravi.menon@fabrikam.com", FABRIKAM);
});

// Domains and limits of one test are nobody else's.
beforeEach(async () => {
  await db.joinProof.deleteMany();
  await db.joinRequest.deleteMany();
  await db.accountDomain.deleteMany();
  await db.domain.deleteMany();
  await db.suppression.deleteMany();
  await haveDomain("contoso.com");
});

/** A domain of the organization of an account, as the proof leaves it. */
async function haveDomain(
  nameKey: string,
  status: DomainStatus = "VERIFIED",
  { account = CONTOSO, lostAt = null as Date | null } = {},
) {
  const { id: purchasingAccountId, agreement: signed } =
    await db.purchasingAccount.findUniqueOrThrow({
      where: { numberKey: account },
      include: { agreement: true },
    });
  const { id: domainId } = await db.domain.create({
    data: {
      ...{ organizationId: signed.organizationId, name: nameKey, nameKey, status, lostAt },
      ...{ challenge: "x", createdAt: NOW, verifiedAt: NOW },
    },
  });
  await db.accountDomain.create({ data: { purchasingAccountId, domainId, since: NOW } });
  return domainId;
}

const factsOf = (email: string, more: Partial<JoinFacts> = {}): JoinFacts => ({
  ...{ email, firstName: "Lee", lastName: "Gu", language: "en", country: "US" },
  reason: "I look after the licenses of our Lyon office.",
  ...more,
});

const sendCode = (email: string, at = 0, more: Partial<JoinFacts> = {}) =>
  sendJoinCode(factsOf(email, more), later(at));

const proofsOf = (email: string) =>
  db.joinProof.findMany({ where: { baseKey: baseOf(email) }, orderBy: { createdAt: "asc" } });

async function codeFor(email: string): Promise<string> {
  const proof = (await proofsOf(email)).at(-1);
  return proof ? newCode(proof.id) : "";
}

const enter = (email: string, code: string, at = 0) =>
  enterJoinCode({ email, code }, visit().origin, later(at));

/** Types the newest code of an address, and lets the worker do its part. */
async function prove(email: string, at = 0): Promise<void> {
  const proof = (await proofsOf(email)).at(-1);
  await enter(email, await codeFor(email), at);
  await openJoinRequests(proof?.id ?? "", later(at));
}

async function ask(email: string, at = 0, more: Partial<JoinFacts> = {}): Promise<void> {
  await sendCode(email, at, more);
  await prove(email, at);
}

const requestsOf = (email: string) =>
  db.joinRequest.findMany({ where: { emailKey: email }, orderBy: { id: "asc" } });

/** Somebody has asked Contoso; the request's id. */
async function asked(email = newAddress("asker"), more: Partial<JoinFacts> = {}) {
  await ask(email, 0, more);
  const [request] = await requestsOf(email);
  return { email, requestId: request?.id ?? "" };
}

const approve = (actor: MemberActor, requestId: string, roles: Role[], at = HOUR) =>
  approveJoinRequest(actor, { requestId, roles }, later(at));

const decline = (actor: MemberActor, requestId: string, at = HOUR) =>
  declineJoinRequest(actor, { requestId, reason: "Please ask the Lyon office." }, later(at));

/** What has been mailed since, by kind; many things happen at one moment here, so in no order. */
async function mailedSince(email: string, before: readonly { id: string }[]) {
  const ids = new Set(before.map(({ id }) => id));
  return (await mailsTo(email)).filter(({ id }) => !ids.has(id));
}

const kindsOf = (mails: readonly { template: string }[]) =>
  mails.map(({ template }) => template).sort();

const templatesTo = async (email: string) => (await mailsTo(email)).map((one) => one.template);

const newJobs = async () => {
  const { rows } = await pool.query<{ task: string; payload: object }>(
    `SELECT t.identifier AS task, j.payload FROM graphile_worker._private_jobs j
     JOIN graphile_worker._private_tasks t ON t.id = j.task_id ORDER BY j.id DESC LIMIT 1`,
  );
  return rows[0];
};

/** Of every kind that an address can be to the portal. */
const ADDRESSES: [string, string][] = [
  ["at a verified domain", "lee.gu@contoso.com"],
  ["at an unknown domain", "lee.gu@nowhere.example"],
  ["of a member", "tom.baker@contoso.com"],
  ["of an invited person", "keiko.tanaka@contoso.com"],
  ["of another organization's member", "ravi.menon@fabrikam.com"],
  ["of a personal mailbox", "lee.gu@gmail.com"],
  ["that doesn't exist as its server says", "gone@contoso.com"],
];

describe("asking is the same for every address (A7, decisions 13, 15)", () => {
  beforeEach(() =>
    db.suppression.create({ data: { toKey: "gone@contoso.com", reason: "550", since: NOW } }),
  );

  test.each(ADDRESSES)("%s stores one job with what was typed, and no row", async (_, email) => {
    const before = await dump();
    const facts = askToJoinSchema.parse(factsOf(email));
    await askToJoin(facts, visit().origin);
    expect(await newJobs()).toEqual({ task: "sendJoinCode", payload: factsOf(email) });
    expect(await dump()).toEqual(before);
  });

  test.each(ADDRESSES)(
    "%s gets one code, alike in everything but the address",
    async (_, email) => {
      const before = (await mailsTo(email)).length;
      await sendCode(email);
      const [mail] = (await mailsTo(email)).slice(before);
      expect(mail).toMatchObject({
        template: "joinCode",
        toName: email,
        purchasingAccountId: null,
      });
      expect(await proofsOf(email)).toHaveLength(1);
      expect(await db.joinRequest.count()).toBe(0);
    },
  );

  test.each(ADDRESSES)("%s types the code to one job and no other row", async (_, email) => {
    await sendCode(email);
    const before = await dump();
    await enter(email, await codeFor(email));
    const [proof] = await proofsOf(email);
    expect(await newJobs()).toEqual({ task: "openJoinRequests", payload: { proofId: proof?.id } });
    expect(changed(before, await dump())).toEqual(["JoinProof"]);
  });

  test.each([
    ["an address without a code", "nobody@contoso.com", "7KQM-2XVH"],
    ["an address of an unknown domain", "nobody@nowhere.example", "7KQM-2XVH"],
    ["no address", "nobody", "7KQM-2XVH"],
    ["rubbish", "tom.baker@contoso.com", "\u0000"],
  ])("a code is refused in the same words for %s", async (_, email, code) => {
    const refused = { code: "invalid", key: "joinCodeWrong", fields: {} };
    expect(await refusal(enter(email, code))).toEqual(refused);
  });

  test("a wrong code is refused after a quarter of a second, whether or not one was mailed", async () => {
    const email = newAddress("timed");
    await sendCode(email);
    for (const address of [email, "nobody@contoso.com"]) {
      const started = performance.now();
      await refusal(enter(address, "2222-2222"));
      // Whatever is looked up takes place within this time; more is the machine's.
      expect(performance.now() - started).toBeGreaterThan(240);
    }
  });
});

const changed = (before: readonly string[], after: readonly string[]) => [
  ...new Set(
    after.filter((row) => !before.includes(row)).map((row) => row.slice(0, row.indexOf(" "))),
  ),
];

describe("a code that proves an address", () => {
  test("works however it is typed, twice without a second request, and for an hour", async () => {
    const email = newAddress("asker");
    await sendCode(email);
    const code = await codeFor(email);
    const typed = ` ${code.slice(0, 4).toLowerCase()} ${code.slice(4)} `;
    await enter(` ${email.toUpperCase()} `, typed, 59 * MINUTE);
    const first = await newJobs();
    await enter(email, code, 59 * MINUTE);
    expect(await newJobs()).toEqual(first);
    expect((await refusal(enter(email, code, HOUR))).key).toBe("joinCodeWrong");
  });

  test("is stored in no row, and belongs to its address alone", async () => {
    const [one, other] = [newAddress("asker"), newAddress("asker")];
    await sendCode(one);
    await sendCode(other);
    expect(JSON.stringify(await proofsOf(one))).not.toContain(await codeFor(one));
    expect((await refusal(enter(other, await codeFor(one)))).key).toBe("joinCodeWrong");
  });

  test("is dead after 5 wrong tries; 40 at once are compared 5 times", async () => {
    const email = newAddress("asker");
    await sendCode(email);
    const code = await codeFor(email);
    const wrong = code.replace(/.$/, (last) => (last === "7" ? "8" : "7"));
    await together(times(40).map(() => () => enter(email, wrong)));
    expect((await proofsOf(email))[0]?.codeTries).toBe(5);
    expect((await refusal(enter(email, code))).key).toBe("joinCodeWrong");
  });

  test("can be guessed wrong so often from one block, and no more", async () => {
    const { origin } = visit();
    const allowed = Math.ceil(LIMITS.codes.points * env.LIMITS_FACTOR);
    const guess = (index: number) =>
      enterJoinCode({ email: `n${index}@contoso.com`, code: "2222-2222" }, origin, NOW);
    const tries = await together(times(allowed + 3).map((index) => () => guess(index)));
    expect(tries.refused.filter((one) => one === "invalid joinCodeWrong")).toHaveLength(allowed);
    expect(await codeOf(guess(0))).toBe("limited");
  });

  test("is mailed to an address a minute apart and three times a day, plus tags together", async () => {
    const email = newAddress("asker");
    const tagged = email.replace("@", "+x@");
    await sendCode(email);
    await sendCode(email, 59);
    expect(await proofsOf(email)).toHaveLength(1);
    await sendCode(tagged, MINUTE);
    await sendCode(email, 2 * MINUTE);
    await sendCode(tagged, 3 * MINUTE);
    expect(await proofsOf(email)).toHaveLength(CODES_A_DAY);
    expect([...(await mailsTo(email)), ...(await mailsTo(tagged))]).toHaveLength(CODES_A_DAY);
    await sendCode(email, DAY + MINUTE);
    expect(await proofsOf(email)).toHaveLength(CODES_A_DAY + 1);
  });

  test("asked for 10 times at once by one address is mailed once", async () => {
    const email = newAddress("asker");
    await together(times(10).map(() => () => sendCode(email)));
    expect(await mailsTo(email)).toHaveLength(1);
  });

  test("is mailed to one domain so often a day, and no more; other domains go on", async () => {
    const keys = times(DOMAIN_CODES_A_DAY).map((index) => `p${index}@flooded.example`);
    await db.joinProof.createMany({ data: keys.map((emailKey) => proofRow(emailKey)) });
    await sendCode("one.more@flooded.example");
    await sendCode("somebody@other.example");
    expect(await mailsTo("one.more@flooded.example")).toEqual([]);
    expect(await mailsTo("somebody@other.example")).toHaveLength(1);
    await sendCode("one.more@flooded.example", DAY);
    expect(await mailsTo("one.more@flooded.example")).toHaveLength(1);
  });

  test("one block may ask so often, and no more", async () => {
    const { origin } = visit();
    const allowed = Math.ceil(LIMITS.asks.points * env.LIMITS_FACTOR);
    const tries = await together(
      times(allowed + 2).map((index) => () => askToJoin(factsOf(`n${index}@a.example`), origin)),
    );
    expect(tries.done).toHaveLength(allowed);
    expect(new Set(tries.refused)).toEqual(new Set(["limited tooManyTries"]));
  });

  test("is forgotten with all that was typed after a day", async () => {
    const email = newAddress("asker");
    await sendCode(email);
    await forgetJoinProofs(later(DAY - 1));
    expect(await proofsOf(email)).toHaveLength(1);
    await forgetJoinProofs(later(DAY));
    expect(await proofsOf(email)).toEqual([]);
  });
});

const proofRow = (emailKey: string) => ({
  ...{ email: emailKey, emailKey, baseKey: emailKey, domainKey: "flooded.example" },
  ...{ firstName: "A", lastName: "B", language: "en", country: "US", reason: "why" },
  ...{ codeHmac: new Uint8Array(32), createdAt: NOW, endsAt: later(HOUR) },
});

describe("who is asked", () => {
  test("everybody who may invite, each in their language, and the trail says so", async () => {
    const { email, requestId } = await asked();
    const mails = await db.emailMessage.findMany({
      where: { template: "joinRequested", props: { path: ["requestId"], equals: requestId } },
    });
    const readers = mails.map(({ toKey, language }) => `${toKey} ${language}`).sort();
    expect(readers).toEqual([
      "dana.kowalski@contoso.com en",
      "mei.lin@contoso.com zh-Hans",
      "uwe.schneider@contoso.de de",
    ]);
    const event = await db.auditEvent.findFirstOrThrow({ where: { objectId: requestId } });
    expect(event).toMatchObject({ action: "join_request.made", actorKind: "SYSTEM" });
    expect(event.data).toEqual({});
    const [row] = await describeEvents(dana, [event.id]);
    expect(row?.object).toEqual({ name: "Lee Gu", detail: email });
  });

  test.each([
    ["exactly at the domain", "lee@contoso.com", 1],
    ["below it", "lee@mail.contoso.com", 0],
    ["at one that ends alike", "lee@evilcontoso.com", 0],
    ["with the domain before the last @", "lee@contoso.com@nowhere.example", 0],
    ["in capitals", "LEE.TWO@CONTOSO.COM", 1],
  ])("an address %s leads to %i requests", async (_, email, requests) => {
    await sendCode(email);
    const [proof] = await db.joinProof.findMany();
    if (proof) await prove(proof.emailKey);
    expect(await db.joinRequest.count()).toBe(requests);
  });

  test.each([
    ["pending", "PENDING", null, 0],
    ["removed", "REMOVED", null, 0],
    ["lost within the grace", "LOST", later(-LOST_GRACE_DAYS * DAY + 1), 1],
    ["lost for longer", "LOST", later(-LOST_GRACE_DAYS * DAY), 0],
  ] as const)("a domain that is %s", async (_, status, lostAt, requests) => {
    await haveDomain("contoso.example", status, { lostAt });
    await ask("lee.gu@contoso.example");
    expect(await db.joinRequest.count()).toBe(requests);
  });

  test("each purchasing account that uses the domain, and nobody elsewhere", async () => {
    const domain = await db.domain.findFirstOrThrow({ where: { nameKey: "contoso.com" } });
    const research = await db.purchasingAccount.findUniqueOrThrow({
      where: { numberKey: CONTOSO_RESEARCH },
    });
    const link = { purchasingAccountId: research.id, domainId: domain.id, since: NOW };
    await db.accountDomain.create({ data: link });
    const { email } = await asked();
    const accounts = (await requestsOf(email)).map((one) => one.purchasingAccountId);
    expect(new Set(accounts)).toEqual(new Set([dana.purchasingAccountId, research.id]));
    expect((await listJoinRequests(ravi, { all: true }, NOW)).rows).toEqual([]);
    // One account's answer is only its own.
    const [first] = await listJoinRequests(dana, { all: false }, NOW).then(({ rows }) => rows);
    await decline(dana, first?.id ?? "");
    expect((await requestsOf(email)).map(({ status }) => status).sort()).toEqual([
      "DECLINED",
      "PENDING",
    ]);
  });

  test("nobody, when the agreement is over", async () => {
    const owner = newAddress("owner");
    await sign(agreement("JOINOVER", owner, { endsOn: "2026-12-31" }));
    await haveDomain("over.example", "VERIFIED", { account: "JOINOVER" });
    await ask("lee@over.example", 60 * DAY);
    expect(await requestsOf("lee@over.example")).toEqual([]);
  });

  test("a member is told how to sign in, an invited person gets the invitation again", async () => {
    const tom = "tom.baker@contoso.com";
    const before = await mailsTo(tom);
    await ask(tom);
    expect(kindsOf(await mailedSince(tom, before))).toEqual(["alreadyAccess", "joinCode"]);
    const invited = newAddress("invited");
    await inviteUser(dana, inviteInput(invited), NOW);
    await ask(invited, HOUR);
    expect(kindsOf(await mailsTo(invited))).toEqual(["invitation", "invitation", "joinCode"]);
    expect(await db.joinRequest.count()).toBe(0);
  });

  test("somebody who was disabled is told nothing and asks nobody", async () => {
    const { membershipId } = await letIn(dana, CONTOSO, ["ACCOUNT_VIEWER"]);
    const { email, version } = await db.membership.findUniqueOrThrow({
      where: { id: membershipId },
    });
    await disableMember(dana, { membershipId, version }, NOW);
    const before = await mailsTo(email);
    await ask(email);
    expect(kindsOf(await mailedSince(email, before))).toEqual(["joinCode"]);
    expect(await requestsOf(email)).toEqual([]);
  });

  test("an invitation that has ended bars nobody from asking", async () => {
    const email = newAddress("late");
    await inviteUser(dana, inviteInput(email), NOW);
    await ask(email, 61 * DAY);
    const [request] = await requestsOf(email);
    await approve(dana, request?.id ?? "", ["ACCOUNT_VIEWER"], 61 * DAY + 1);
    expect(await templatesTo(email)).toEqual(["invitation", "joinCode", "invitation"]);
  });
});

describe("limits against flooding", () => {
  test("an address has one open request of an account, also when it asks at the same moment", async () => {
    const email = newAddress("asker");
    await sendCode(email);
    await sendCode(email, MINUTE);
    const proofs = await proofsOf(email);
    await db.joinProof.updateMany({ data: { usedAt: NOW } });
    const runs = [...proofs, ...proofs].map(
      ({ id }) =>
        () =>
          openJoinRequests(id, later(MINUTE)),
    );
    await together(runs);
    expect(await requestsOf(email)).toHaveLength(1);
  });

  test("an address asks an account three times within 30 days, plus tags together", async () => {
    const email = newAddress("asker");
    for (const index of times(REQUESTS_OF_ADDRESS + 1)) {
      const tagged = email.replace("@", `+${index}@`);
      await ask(tagged, index * DAY * 2);
      const [request] = await requestsOf(tagged);
      if (request) await decline(dana, request.id, index * DAY * 2 + 1);
    }
    expect(await db.joinRequest.count()).toBe(REQUESTS_OF_ADDRESS);
    await ask(email, 31 * DAY);
    expect(await db.joinRequest.count()).toBe(REQUESTS_OF_ADDRESS + 1);
  });

  test("an account takes so many requests a day; so many are mailed, the last one says so", async () => {
    const said = { path: ["isLast"], equals: true };
    const before = await mailsTo("dana.kowalski@contoso.com");
    for (const index of times(ACCOUNT_REQUESTS_A_DAY + 2)) await ask(`f${index}@contoso.com`);
    expect(await db.joinRequest.count()).toBe(ACCOUNT_REQUESTS_A_DAY);
    const mails = await mailedSince("dana.kowalski@contoso.com", before);
    expect(kindsOf(mails)).toEqual(times(ACCOUNT_MAILS_A_DAY).map(() => "joinRequested"));
    const last = await db.emailMessage.count({
      where: { id: { in: mails.map(({ id }) => id) }, props: said },
    });
    expect(last).toBe(1);
    expect((await listJoinRequests(dana, { all: false }, NOW)).rows).toHaveLength(
      ACCOUNT_REQUESTS_A_DAY,
    );
    await ask("tomorrow@contoso.com", DAY);
    expect(await requestsOf("tomorrow@contoso.com")).toHaveLength(1);
  });
});

describe("approving", () => {
  test("is a normal invitation with the chosen roles, and the person gets in", async () => {
    const { email, requestId } = await asked(newAddress("asker"), { language: "fr" });
    const done = await approve(dana, requestId, ["REPORT_VIEWER", "ACCOUNT_VIEWER"]);
    expect(done).toEqual({ outcome: "invited", email });
    const [, invitation] = await mailsTo(email);
    expect(invitation).toMatchObject({ template: "invitation", language: "fr" });
    await acceptInvitation(acceptInput(await tokenFor(email, CONTOSO)), visit(), later(2 * HOUR));
    const member = await actorOf(email, CONTOSO);
    expect(member.roles).toEqual(["REPORT_VIEWER", "ACCOUNT_VIEWER"]);
    expect(await readJoinRequest(dana, requestId, later(DAY))).toMatchObject({
      ...{ state: "APPROVED", decidedBy: "Dana Kowalski" },
    });
    const actions = await db.auditEvent.findMany({
      where: { purchasingAccountId: dana.purchasingAccountId, objectId: requestId },
      orderBy: { id: "asc" },
    });
    expect(actions.map(({ action }) => action)).toEqual([
      "join_request.made",
      "join_request.approved",
    ]);
  });

  test.each([
    ["AGREEMENT_ADMINISTRATOR", ["ACCOUNT_VIEWER"], true],
    ["AGREEMENT_ADMINISTRATOR", ["REPORT_VIEWER"], false],
    ["USER_ADMINISTRATOR", ["ACCOUNT_MANAGER"], true],
    ["USER_ADMINISTRATOR", ["ACCOUNT_ADMINISTRATOR"], false],
    ["ACCOUNT_ADMINISTRATOR", ["ACCOUNT_ADMINISTRATOR"], true],
  ] as const)("by one with %s as %s: %s", async (role, roles, allowed) => {
    const actor = await letIn(dana, CONTOSO, [role]);
    const { email, requestId } = await asked();
    const run = approve(actor, requestId, [...roles]);
    if (allowed) expect((await run).outcome).toBe("invited");
    else expect(await refusal(run)).toMatchObject({ code: "forbidden" });
    expect(await templatesTo(email)).toEqual(["joinCode", ...(allowed ? ["invitation"] : [])]);
  });

  test.each(ROLES.filter((role) => !rolesThatMay("users.invite").includes(role)))(
    "and everything around it is refused to one with %s",
    async (role) => {
      const actor = await letIn(dana, CONTOSO, [role]);
      const { requestId } = await asked();
      const before = await dump();
      expect(await codeOf(approve(actor, requestId, ["ACCOUNT_VIEWER"]))).toBe("forbidden");
      expect(await codeOf(decline(actor, requestId))).toBe("forbidden");
      expect(await codeOf(listJoinRequests(actor, { all: true }))).toBe("forbidden");
      expect(await codeOf(readJoinRequest(actor, requestId))).toBe("forbidden");
      expect(await dump()).toEqual(before);
    },
  );

  test("is refused to one whose rights ended since the page was opened", async () => {
    const actor = await letIn(dana, CONTOSO, ["USER_ADMINISTRATOR"]);
    const { requestId } = await asked();
    await db.membership.update({
      where: { id: actor.membershipId },
      data: { roles: ["ACCOUNT_VIEWER"] },
    });
    expect(await codeOf(approve(actor, requestId, ["ACCOUNT_VIEWER"]))).toBe("forbidden");
    expect(await codeOf(decline(actor, requestId))).toBe("forbidden");
  });

  test("of another account's request finds nothing, as of one that doesn't exist", async () => {
    const { requestId } = await asked();
    const before = await dump();
    for (const id of [requestId, "0190a5b4-0000-7000-8000-000000000000"]) {
      expect(await codeOf(approve(ravi, id, ["ACCOUNT_VIEWER"]))).toBe("notFound");
      expect(await codeOf(decline(ravi, id))).toBe("notFound");
      expect(await codeOf(readJoinRequest(ravi, id, NOW))).toBe("notFound");
    }
    expect(await codeOf(readJoinRequest(dana, "rubbish", NOW))).toBe("notFound");
    expect(await dump()).toEqual(before);
  });

  test("by many at once makes one invitation; the others hear that it is decided", async () => {
    const uwe = await actorOf("uwe.schneider@contoso.de", CONTOSO);
    await repeat(count(3, 30), async () => {
      const { email, requestId } = await asked();
      const runs = [dana, uwe, dana, uwe].map(
        (actor) => () => approve(actor, requestId, ["ACCOUNT_VIEWER"]),
      );
      const { done, refused } = await together<unknown>([
        ...runs,
        () => decline(dana, requestId),
        () => decline(uwe, requestId),
      ]);
      expect(done).toHaveLength(1);
      expect(refused).toEqual(times(5).map(() => "conflict joinRequestDecided"));
      expect((await templatesTo(email)).slice(1)).toHaveLength(1);
      await db.joinRequest.deleteMany();
    });
  });

  test("of somebody who is in or invited by now closes the request, in words", async () => {
    const { email, requestId } = await asked();
    await inviteUser(dana, inviteInput(email, "ACCOUNT_VIEWER"), later(MINUTE));
    expect(await approve(dana, requestId, ["ACCOUNT_MANAGER"])).toEqual({
      outcome: "closed",
      email,
    });
    const member = await db.membership.findFirstOrThrow({ where: { emailKey: email } });
    expect(member.roles).toEqual(["ACCOUNT_VIEWER"]);
    expect(await templatesTo(email)).toEqual(["joinCode", "invitation"]);
    expect((await readJoinRequest(dana, requestId, later(DAY))).state).toBe("CLOSED");
  });

  test("is refused without a trace when the agreement has ended", async () => {
    const owner = newAddress("owner");
    await sign(agreement("JOINEND", owner, { endsOn: "2026-12-10" }));
    await acceptInvitation(acceptInput(await tokenFor(owner, "JOINEND")), visit(), NOW);
    await haveDomain("ends.example", "VERIFIED", { account: "JOINEND" });
    await ask("lee@ends.example");
    const [request] = await requestsOf("lee@ends.example");
    const actor = await actorOf(owner, "JOINEND");
    const late = approve(actor, request?.id ?? "", ["ACCOUNT_VIEWER"], 20 * DAY);
    expect(await refusal(late)).toMatchObject({ code: "conflict", key: "agreementOver" });
    expect((await requestsOf("lee@ends.example"))[0]?.status).toBe("PENDING");
  });
});

describe("declining", () => {
  test("mails the reason in the person's language and names nobody", async () => {
    const { email, requestId } = await asked(newAddress("asker"), { language: "ja" });
    await decline(dana, requestId);
    const [, mail] = await mailsTo(email);
    expect(mail).toMatchObject({ template: "joinDeclined", language: "ja" });
    expect(mail?.props).toEqual({ requestId });
    expect(await readJoinRequest(dana, requestId, later(DAY))).toMatchObject({
      ...{ state: "DECLINED", declineReason: "Please ask the Lyon office." },
    });
    expect(await codeOf(decline(dana, requestId))).toBe("conflict");
  });
});

describe("a request", () => {
  test("ends after 30 days, whatever its row says; then the person may ask anew", async () => {
    const { email, requestId } = await asked();
    const last = 30 * DAY;
    const open = async (at: number) =>
      (await listJoinRequests(dana, { all: false }, later(at))).rows.length;
    expect(await open(last - 1)).toBe(1);
    expect(await open(last)).toBe(0);
    expect((await readJoinRequest(dana, requestId, later(last))).state).toBe("EXPIRED");
    const over = { code: "gone", key: "joinRequestOver" };
    const approved = approve(dana, requestId, ["ACCOUNT_VIEWER"], last);
    expect(await refusal(approved)).toMatchObject(over);
    expect(await refusal(decline(dana, requestId, last))).toMatchObject(over);
    await ask(email, last);
    expect((await requestsOf(email)).map(({ status }) => status)).toEqual(["EXPIRED", "PENDING"]);
  });

  test("is listed newest first, page by page in both directions", async () => {
    const data = times(120).map((index) => ({
      ...{ purchasingAccountId: dana.purchasingAccountId, email: `p${index}@contoso.com` },
      ...{ emailKey: `p${index}@contoso.com`, baseKey: `p${index}@contoso.com` },
      ...{ firstName: "P", lastName: String(index), language: "en", country: "US", reason: "why" },
      ...{ createdAt: NOW, expiresAt: later(DAY) },
    }));
    for (const one of data) await db.joinRequest.create({ data: one });
    const all = (await db.joinRequest.findMany({ orderBy: { id: "desc" } })).map(({ id }) => id);
    const page = (query: { after?: string | undefined; before?: string | undefined }) =>
      listJoinRequests(dana, { all: false, ...query }, NOW);
    const first = await page({});
    const second = await page({ after: first.next ?? "" });
    const third = await page({ after: second.next ?? "" });
    const ids = [first, second, third].flatMap(({ rows }) => rows.map(({ id }) => id));
    expect(ids).toEqual(all);
    expect([first.previous, third.next]).toEqual([null, null]);
    const back = await page({ before: third.previous ?? "" });
    expect(back.rows).toEqual(second.rows);
    const start = await page({ before: back.previous ?? "" });
    expect(start.rows).toEqual(first.rows);
    expect(start.previous).toBeNull();
    expect((await page({ after: "rubbish" })).rows).toEqual(first.rows);
    // The last page was decided meanwhile: no dead end.
    const shown = third.rows.map(({ id }) => id);
    await db.joinRequest.updateMany({ where: { id: { in: shown } }, data: { status: "DECLINED" } });
    expect(await page({ after: second.next ?? "" })).toEqual(await page({}));
  });
});

test("who only typed the domain keeps nobody from asking those who proved it", async () => {
  const { agreementId } = await db.purchasingAccount.findUniqueOrThrow({
    where: { numberKey: FABRIKAM },
  });
  const domainId = await haveDomain("fabrikam.com", "PENDING", { account: FABRIKAM });
  await db.domain.update({ where: { id: domainId }, data: { nameKey: "contoso.com" } });
  const accounts = times(60).map((n) => ({
    ...{ id: `00000000-0000-7000-8000-0000000000${String(n).padStart(2, "0")}`, agreementId },
    ...{ number: `PA-EARLY-${n}`, numberKey: `PAEARLY${n}`, name: "Early", createdAt: NOW },
  }));
  await db.purchasingAccount.createMany({ data: accounts });
  await db.accountDomain.createMany({
    data: accounts.map(({ id }) => ({ purchasingAccountId: id, domainId, since: NOW })),
  });
  await ask("late@contoso.com");
  expect((await listJoinRequests(dana, { all: false }, later(MINUTE))).rows).toHaveLength(1);
});
