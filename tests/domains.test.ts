import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { playDomain } from "../prisma/demo-domain";
import { db } from "../lib/db/client";
import { approveTransfer, refuseTransfer } from "../lib/domains/decide-transfer";
import { askCheck } from "../lib/domains/ask-check";
import type { Dns } from "../lib/domains/ask-dns";
import { associateDomain } from "../lib/domains/associate-domain";
import { checkDomain, checkInTurn } from "../lib/domains/check-domain";
import { checkDueDomains } from "../lib/domains/check-due-domains";
import { domainDependents } from "../lib/domains/domain-dependents";
import { openDomains } from "../lib/domains/domain-gate";
import { recordOf } from "../lib/domains/domain-record";
import { listDomains, readDomain } from "../lib/domains/list-domains";
import { listTransfers } from "../lib/domains/list-transfers";
import { removeDomain } from "../lib/domains/remove-domain";
import { acceptInvitation } from "../lib/invitations/accept-invitation";
import { confirmByLink } from "../lib/invitations/confirm-invitation";
import type { Actor, MemberActor, OperatorActor } from "../lib/policy/actor";
import { ROLES } from "../lib/policy/roles";
import { startDnsServer, type DnsServer } from "./setup/dns-server";
import { CONTOSO, CONTOSO_RESEARCH, FABRIKAM, OPERATOR } from "./world";
import {
  acceptInput,
  actorOf,
  agreement,
  codeOf,
  DAY,
  dump,
  HOUR,
  later,
  letIn,
  mailsTo,
  MINUTE,
  newAddress,
  NOW,
  operatorActorOf,
  partnerActorOf,
  personOf,
  refusal,
  repeat,
  sign,
  times,
  together,
  tokenFor,
  visit,
} from "./factories";
import { haveWorld } from "./setup/world";

const DANA = "dana.kowalski@contoso.com";

let server: DnsServer;
let dns: Dns;
let dana: MemberActor;
/** Dana in another purchasing account of the organization. */
let research: MemberActor;
let elena: OperatorActor;
let made = 0;

beforeAll(async () => {
  server = await startDnsServer();
  dns = { servers: [server.place], timeoutMs: 300 };
  await haveWorld();
  dana = await actorOf(DANA, CONTOSO);
  await confirmByLink(await personOf(DANA), { token: await tokenFor(DANA, CONTOSO_RESEARCH) }, NOW);
  research = await actorOf(DANA, CONTOSO_RESEARCH);
  elena = await operatorActorOf(OPERATOR.email);
});
afterAll(() => server.stop());

const newDomain = () => `domain-${(made += 1)}.com`;

/** An organization with one purchasing account of its own, and its administrator. */
async function newOrganization() {
  const email = newAddress("owner");
  const number = `DO${email.replace(/\D/g, "")}X`;
  await sign(agreement(number, email));
  await acceptInvitation(acceptInput(await tokenFor(email, number)), visit(), NOW);
  return { email, number, owner: await actorOf(email, number) };
}

const associate = async (actor: MemberActor, domain: string, now = NOW) =>
  (await associateDomain(actor, { domain }, now)).domainId;

const read = (domainId: string) => db.domain.findUniqueOrThrow({ where: { id: domainId } });

/** What the DNS says at the domain's record from now on. */
async function publish(...domainIds: string[]) {
  const domains = await db.domain.findMany({ where: { id: { in: domainIds } } });
  const [one] = domains;
  if (!one) throw new Error("no such domain");
  const values = domains.map((domain) => recordOf(domain).value);
  server.set({ name: recordOf(one).name, type: "TXT", values });
}

async function unpublish(domainId: string) {
  server.set({ name: recordOf(await read(domainId)).name, type: "TXT", values: [] });
}

const check = (domainId: string, now = NOW) => checkDomain(domainId, now, dns);

async function verified(actor: MemberActor, domain = newDomain()) {
  const domainId = await associate(actor, domain);
  await publish(domainId);
  await check(domainId);
  expect((await read(domainId)).status).toBe("VERIFIED");
  return { domainId, domain };
}

const isOpen = async ({ purchasingAccountId }: MemberActor, nameKey: string, now: Date) =>
  (await db.domain.count({
    where: { AND: [openDomains(purchasingAccountId, now), { nameKey }] },
  })) > 0;

const lettersTo = async (email: string) =>
  (await mailsTo(email)).map(({ template }) => template).filter((name) => /^domain/.test(name));

const actionsOf = async (purchasingAccountId: string) =>
  (
    await db.auditEvent.findMany({
      where: { purchasingAccountId, objectKind: "domain" },
      orderBy: { id: "asc" },
    })
  ).map(({ action }) => action);

const jobsOf = async (domainId: string) =>
  (
    await db.$queryRaw<{ n: number }[]>`
      SELECT count(*)::int AS n FROM graphile_worker._private_jobs j
      JOIN graphile_worker._private_tasks t ON t.id = j.task_id
      WHERE t.identifier = 'checkDomain' AND j.payload->>'domainId' = ${domainId}`
  )[0]?.n;

describe("associating a domain (R77)", () => {
  test("waits for the record, and is verified once a check finds it", async () => {
    const { owner, email } = await newOrganization();
    const domain = newDomain();
    const domainId = await associate(owner, `https://www.${domain.toUpperCase()}/`);
    await check(domainId);
    expect(await readDomain(owner, domainId)).toMatchObject({
      ...{ name: domain, state: "waiting", report: { verdict: "missing" } },
    });
    expect(await isOpen(owner, domain, NOW)).toBe(false);
    await publish(domainId);
    await check(domainId, later(HOUR));
    expect(await readDomain(owner, domainId)).toMatchObject({
      ...{ state: "verified", verifiedAt: later(HOUR), nextCheckAt: later(HOUR + DAY) },
    });
    expect(await isOpen(owner, domain, later(HOUR))).toBe(true);
    expect(await lettersTo(email)).toEqual(["domainVerified"]);
    expect(await actionsOf(owner.purchasingAccountId)).toEqual([
      ...["domain.associated", "domain.verified"],
    ]);
  });

  test("is at once where the organization proved it for a sibling (decision 20)", async () => {
    const { domainId, domain } = await verified(dana);
    const other = research;
    expect(await isOpen(other, domain, NOW)).toBe(false);
    expect(await associate(other, domain)).toBe(domainId);
    expect(await isOpen(other, domain, NOW)).toBe(true);
    expect((await readDomain(other, domainId)).siblings).toBe(1);
  });

  test("is refused twice for one account, and by two at once is one domain", async () => {
    const { owner } = await newOrganization();
    const domain = newDomain();
    const { done, refused } = await together(times(4).map(() => () => associate(owner, domain)));
    expect(done).toHaveLength(1);
    expect(refused).toEqual(times(3).map(() => "invalid checkFields"));
    expect(await refusal(associate(owner, domain))).toMatchObject({
      fields: { domain: "domainHere" },
    });
  });

  test("is refused below another organization's domain, but not below one's own", async () => {
    const { domain } = await verified(dana);
    const { owner } = await newOrganization();
    expect(await refusal(associate(owner, `shop.${domain}`))).toMatchObject({
      ...{ code: "invalid", fields: { domain: "domainWithinAnother" } },
    });
    await associate(dana, `shop.${domain}`);
    // A name that only ends alike is another domain.
    await associate(owner, `evil${domain}`);
  });

  test("stops at fifty for one purchasing account", async () => {
    const { owner } = await newOrganization();
    await repeat(50, () => associate(owner, newDomain()));
    expect(await refusal(associate(owner, newDomain()))).toMatchObject({
      ...{ code: "conflict", key: "domainTooMany" },
    });
  });

  test("and everything else is for Account Administrators only", async () => {
    const { domainId } = await verified(dana);
    const others: Actor[] = [
      ...ROLES.filter((role) => role !== "ACCOUNT_ADMINISTRATOR").map((role) => ({
        ...dana,
        roles: [role],
      })),
      await partnerActorOf("mira.chen@proseware.com"),
      elena,
    ];
    const before = await dump();
    for (const actor of others) {
      const domain = newDomain();
      expect(await codeOf(associateDomain(actor, { domain }, NOW))).toBe("forbidden");
      expect(await codeOf(askCheck(actor, { domainId }, NOW))).toBe("forbidden");
      expect(await codeOf(removeDomain(actor, { domainId }, NOW))).toBe("forbidden");
      expect(await codeOf(listDomains(actor))).toBe("forbidden");
      expect(await codeOf(readDomain(actor, domainId))).toBe("forbidden");
    }
    expect(await dump()).toEqual(before);
  });

  test("shows and gives a foreign account nothing", async () => {
    const { domainId } = await verified(dana);
    const foreign = [
      await actorOf("ravi.menon@fabrikam.com", FABRIKAM),
      research,
      (await newOrganization()).owner,
    ];
    for (const actor of foreign) {
      expect(await codeOf(readDomain(actor, domainId))).toBe("notFound");
      expect(await codeOf(readDomain(actor, "nonsense"))).toBe("notFound");
      expect(await codeOf(askCheck(actor, { domainId }, NOW))).toBe("notFound");
      expect(await codeOf(removeDomain(actor, { domainId }, NOW))).toBe("notFound");
      expect((await listDomains(actor)).map(({ id }) => id)).not.toContain(domainId);
    }
  });

  test("asks for the rights under the lock", async () => {
    const admin = await letIn(dana, CONTOSO, ["ACCOUNT_ADMINISTRATOR"]);
    await db.membership.update({
      where: { id: admin.membershipId },
      data: { roles: ["ACCOUNT_VIEWER"] },
    });
    expect(await codeOf(associate(admin, newDomain()))).toBe("forbidden");
  });
});

describe("checking", () => {
  test("is queued by the button, once until its answer is there", async () => {
    const { owner } = await newOrganization();
    const domainId = await associate(owner, newDomain());
    const { done, refused } = await together(
      times(5).map(() => () => askCheck(owner, { domainId }, NOW)),
    );
    expect([done.length, refused]).toEqual([1, times(4).map(() => "limited domainBeingChecked")]);
    expect((await readDomain(owner, domainId)).isChecking).toBe(true);
    expect(await jobsOf(domainId)).toBe(1);
    await check(domainId);
    expect((await readDomain(owner, domainId)).isChecking).toBe(false);
    await askCheck(owner, { domainId }, later(MINUTE));
    // One that was cut off doesn't stand in the way for ever.
    await askCheck(owner, { domainId }, later(12 * MINUTE));
  });

  test("goes on by itself ever less often for thirty days, then stops, and begins anew when asked", async () => {
    const { owner } = await newOrganization();
    const domainId = await associate(owner, newDomain());
    let now = NOW;
    const gaps: number[] = [];
    for (;;) {
      const { nextCheckAt } = await read(domainId);
      if (!nextCheckAt) break;
      gaps.push(nextCheckAt.getTime() - now.getTime());
      now = nextCheckAt;
      await check(domainId, now);
    }
    expect(now).toEqual(later(30 * DAY));
    expect(gaps.slice(0, -1)).toEqual([...gaps.slice(0, -1)].sort((a, b) => a - b));
    expect(gaps.length).toBeLessThan(150);
    expect((await readDomain(owner, domainId)).state).toBe("stopped");
    const again = later(40 * DAY);
    await askCheck(owner, { domainId }, again);
    await check(domainId, again);
    expect(await readDomain(owner, domainId)).toMatchObject({
      ...{ state: "waiting", searchEnd: later(70 * DAY) },
    });
  }, 60_000);

  test("is queued by the clock when it is due, once", async () => {
    const { owner } = await newOrganization();
    const domainId = await associate(owner, newDomain());
    await checkDueDomains(later(4 * MINUTE));
    expect(await jobsOf(domainId)).toBe(0);
    await Promise.all(times(3).map(() => checkDueDomains(later(5 * MINUTE))));
    expect(await jobsOf(domainId)).toBe(1);
    await checkDueDomains(later(14 * MINUTE));
    expect(await jobsOf(domainId)).toBe(1);
  });

  test("leaves the demo's own domain alone, which opens the gate without any DNS", async () => {
    await playDomain(NOW);
    expect(await isOpen(dana, "contoso.com", NOW)).toBe(true);
    const { id: domainId } = await db.domain.findFirstOrThrow({ where: { name: "contoso.com" } });
    expect(await readDomain(dana, domainId)).toMatchObject({ state: "verified", isDemo: true });
    expect(await refusal(askCheck(dana, { domainId }, NOW))).toMatchObject({ key: "domainDemo" });
    await checkDueDomains(later(40 * DAY));
    expect(await jobsOf(domainId)).toBe(0);
    await removeDomain(dana, { domainId }, NOW);
  });
});

test("name servers that don't answer hold up two checks, and no third one", async () => {
  const { owner } = await newOrganization();
  const ids = [
    await associate(owner, newDomain()),
    await associate(owner, newDomain()),
    await associate(owner, newDomain()),
  ];
  const silent = { servers: ["127.0.0.1:9"], timeoutMs: 300 };
  await Promise.all(ids.map((id) => checkInTurn(id, NOW, silent)));
  const checked = await Promise.all(ids.map(async (id) => (await read(id)).checkedAt !== null));
  expect(checked).toEqual([true, true, false]);
  expect(await jobsOf(ids[2] ?? "")).toBe(1);
  await checkInTurn(ids[2] ?? "", later(MINUTE), silent);
  expect((await read(ids[2] ?? "")).checkedAt).toEqual(later(MINUTE));
});

describe("losing the record (edge 44)", () => {
  test("takes two definite answers an hour apart, then fourteen days, and comes back", async () => {
    const { owner, email } = await newOrganization();
    const { domainId, domain } = await verified(owner);
    await unpublish(domainId);
    await check(domainId, later(DAY));
    expect((await readDomain(owner, domainId)).state).toBe("shaky");
    await check(domainId, later(DAY + HOUR - 1));
    expect((await read(domainId)).status).toBe("VERIFIED");
    const lostAt = later(DAY + 65 * MINUTE);
    await check(domainId, lostAt);
    expect(await readDomain(owner, domainId, lostAt)).toMatchObject({
      ...{ state: "lost", graceEnd: later(14 * DAY, lostAt) },
    });
    expect(await lettersTo(email)).toEqual(["domainVerified", "domainLost"]);

    const last = later(14 * DAY - 1, lostAt);
    await checkDueDomains(last);
    expect(await isOpen(owner, domain, last)).toBe(true);
    expect((await readDomain(owner, domainId, last)).state).toBe("lost");
    const over = later(14 * DAY, lostAt);
    expect(await isOpen(owner, domain, over)).toBe(false);
    // By the clock, whatever the worker has come to say.
    expect((await readDomain(owner, domainId, over)).state).toBe("closed");
    await Promise.all(times(3).map(() => checkDueDomains(over)));
    await checkDueDomains(later(DAY, over));
    expect(await lettersTo(email)).toEqual(["domainVerified", "domainLost", "domainGateClosed"]);

    await publish(domainId);
    await check(domainId, later(2 * DAY, over));
    expect(await isOpen(owner, domain, later(2 * DAY, over))).toBe(true);
    expect((await readDomain(owner, domainId)).state).toBe("verified");
    expect((await lettersTo(email)).at(-1)).toBe("domainVerified");
    expect(await actionsOf(owner.purchasingAccountId)).toEqual([
      ...["domain.associated", "domain.verified", "domain.lost"],
      ...["domain.gate_closed", "domain.returned"],
    ]);
  });

  test("isn't what one answer, or none at all, says", async () => {
    const { owner, email } = await newOrganization();
    const { domainId, domain } = await verified(owner);
    await unpublish(domainId);
    await check(domainId, later(DAY));
    await publish(domainId);
    await check(domainId, later(DAY + 2 * HOUR));
    await unpublish(domainId);
    // The first of two again: what was missing once and came back doesn't count.
    await check(domainId, later(2 * DAY));
    server.trouble(domain, "servfail");
    for (const day of [3, 4, 5]) await check(domainId, later(day * DAY));
    server.trouble(domain, "silent");
    await check(domainId, later(6 * DAY));
    server.trouble(domain, null);
    expect((await read(domainId)).status).toBe("VERIFIED");
    expect(await lettersTo(email)).toEqual(["domainVerified"]);
  });
});

describe("two organizations and one domain (edge 43)", () => {
  /** One has it, the other has just proved it, too. */
  async function contested() {
    const [holder, claimant] = [await newOrganization(), await newOrganization()];
    const { domainId, domain } = await verified(holder.owner);
    const claimId = await associate(claimant.owner, domain);
    await publish(domainId, claimId);
    await check(claimId);
    const { rows } = await listTransfers(elena, {});
    const transfer = rows.find((row) => row.domain === domain);
    if (!transfer) throw new Error("no case");
    return { holder, claimant, domainId, claimId, domain, transfer };
  }

  test("who proves it at the same moment: one has it, the other's is a case", async () => {
    await repeat(4, async () => {
      const sides = [await newOrganization(), await newOrganization(), await newOrganization()];
      const domain = newDomain();
      const ids = await Promise.all(sides.map(({ owner }) => associate(owner, domain)));
      await publish(...ids);
      await Promise.all(ids.map((id) => check(id)));
      const states = (await Promise.all(ids.map(read))).map(({ status }) => status);
      expect(states.filter((status) => status === "VERIFIED")).toHaveLength(1);
      const open = { state: "OPEN", domainId: { in: ids } } as const;
      expect(await db.domainTransfer.count({ where: open })).toBe(2);
    });
  });

  test("the database itself refuses a second holder", async () => {
    const { claimId } = await contested();
    await expect(
      db.domain.update({ where: { id: claimId }, data: { status: "VERIFIED" } }),
    ).rejects.toThrow(/nique/);
  });

  test("becomes a case that moves nothing, and both sides are told without names", async () => {
    const { holder, claimant, domainId, claimId, domain, transfer } = await contested();
    expect((await readDomain(claimant.owner, claimId)).state).toBe("withVendor");
    expect(await readDomain(holder.owner, domainId)).toMatchObject({
      ...{ state: "verified", isContested: true },
    });
    expect(await isOpen(holder.owner, domain, NOW)).toBe(true);
    expect(await isOpen(claimant.owner, domain, NOW)).toBe(false);
    expect(await lettersTo(holder.email)).toEqual(["domainVerified", "domainClaimed"]);
    expect(await lettersTo(claimant.email)).toEqual(["domainClaimed"]);
    expect(
      await db.emailMessage.count({
        where: {
          template: "claimToDecide",
          toKey: OPERATOR.email,
          props: { path: ["transferId"], equals: transfer.transferId },
        },
      }),
    ).toBe(1);
    expect(transfer).toMatchObject({
      claimant: { accounts: [{ key: claimant.number }] },
      holder: { accounts: [{ key: holder.number }], isLost: false },
    });
    // Neither side's mail, trail or page holds anything of the other.
    const [own, others] = [claimant.owner.purchasingAccountId, holder.owner.purchasingAccountId];
    const events = await db.auditEvent.findMany({ where: { purchasingAccountId: own } });
    expect(JSON.stringify(events, (_, value: unknown) => String(value))).not.toContain(others);
    expect(await refusal(askCheck(claimant.owner, { domainId: claimId }, NOW))).toMatchObject({
      key: "domainWithVendor",
    });
    await check(claimId);
    expect(await db.domainTransfer.count({ where: { domainId: claimId } })).toBe(1);
  });

  test("approved: the one ends and the other is verified, decided once", async () => {
    const { holder, claimant, domainId, claimId, domain, transfer } = await contested();
    const { transferId } = transfer;
    const runs = [approveTransfer, refuseTransfer, approveTransfer].map(
      (verb) => () => verb(elena, { transferId }, later(HOUR)),
    );
    const [approve] = runs;
    if (!approve) throw new Error("nothing to run");
    await approve();
    const { done, refused } = await together(runs);
    expect([done.length, refused.length]).toEqual([0, 3]);
    expect((await read(domainId)).status).toBe("REMOVED");
    expect((await read(claimId)).status).toBe("VERIFIED");
    expect(await isOpen(holder.owner, domain, later(HOUR))).toBe(false);
    expect(await isOpen(claimant.owner, domain, later(HOUR))).toBe(true);
    expect(await codeOf(readDomain(holder.owner, domainId))).toBe("notFound");
    for (const { email } of [holder, claimant]) {
      expect((await lettersTo(email)).at(-1)).toBe("domainClaimDecided");
    }
    for (const { owner } of [holder, claimant]) {
      expect((await actionsOf(owner.purchasingAccountId)).at(-1)).toBe("domain.transfer_approved");
    }
    expect(await db.domainTransfer.findUniqueOrThrow({ where: { id: transferId } })).toMatchObject({
      state: "APPROVED",
      decidedById: elena.userId,
    });
  });

  test("decided by two operators at once: one of them", async () => {
    const { domainId, claimId, transfer } = await contested();
    const { transferId } = transfer;
    const { done, refused } = await together([
      () => approveTransfer(elena, { transferId }, NOW),
      () => refuseTransfer(elena, { transferId }, NOW),
    ]);
    expect([done.length, refused]).toEqual([1, ["conflict changedMeanwhile"]]);
    const [one, other] = [await read(domainId), await read(claimId)];
    expect([`${one.status} ${other.status}`]).toContain(
      one.status === "REMOVED" ? "REMOVED VERIFIED" : "VERIFIED PENDING",
    );
  });

  test("refused: everything stays, and asking again makes another case", async () => {
    const { holder, claimant, domainId, claimId, transfer } = await contested();
    // A check that was under way when the case opened leaves a time behind.
    await db.domain.update({ where: { id: claimId }, data: { nextCheckAt: later(HOUR) } });
    await refuseTransfer(elena, transfer, NOW);
    expect((await read(domainId)).status).toBe("VERIFIED");
    expect((await readDomain(claimant.owner, claimId)).state).toBe("refused");
    expect((await readDomain(holder.owner, domainId)).isContested).toBe(false);
    // The clock leaves it alone.
    await checkDueDomains(later(40 * DAY));
    expect(await jobsOf(claimId)).toBe(0);
    await askCheck(claimant.owner, { domainId: claimId }, later(DAY));
    await check(claimId, later(DAY));
    expect((await readDomain(claimant.owner, claimId)).state).toBe("withVendor");
  });

  test("is decided by operators only", async () => {
    const { holder, claimant, claimId, transfer } = await contested();
    const others = [holder.owner, claimant.owner, await partnerActorOf("mira.chen@proseware.com")];
    for (const actor of others) {
      expect(await codeOf(approveTransfer(actor, transfer, NOW))).toBe("forbidden");
      expect(await codeOf(refuseTransfer(actor, transfer, NOW))).toBe("forbidden");
      expect(await codeOf(listTransfers(actor, {}))).toBe("forbidden");
    }
    const unknown = { transferId: claimId };
    expect(await codeOf(approveTransfer(elena, unknown, NOW))).toBe("notFound");
  });

  test("falls to the one who proved it when the other removes it", async () => {
    const { holder, domainId, claimId, transfer } = await contested();
    await removeDomain(holder.owner, { domainId }, later(HOUR));
    expect(
      await db.domainTransfer.findUniqueOrThrow({ where: { id: transfer.transferId } }),
    ).toMatchObject({ state: "ENDED", decidedById: null });
    await check(claimId, later(HOUR));
    expect((await read(claimId)).status).toBe("VERIFIED");
  });
});

describe("removing a domain (edge 47)", () => {
  test("says beforehand who and what depends on it", async () => {
    const { owner, number } = await newOrganization();
    const domain = newDomain();
    await letIn(owner, number, ["ACCOUNT_VIEWER"], `one@${domain}`);
    await letIn(owner, number, ["ACCOUNT_VIEWER"], `two@${domain}`);
    await letIn(owner, number, ["ACCOUNT_VIEWER"], `three@evil${domain}`);
    await letIn(owner, number, ["ACCOUNT_VIEWER"], `four@mail.${domain}`);
    const { purchasingAccountId } = owner;
    const term = { recordedAt: NOW, seats: 5, name: "Mail", service: "Mail", purchasingAccountId };
    await db.subscription.createMany({
      data: [
        { ...term, serviceKey: "A", from: new Date("2026-01-01"), until: new Date("2026-11-24") },
        { ...term, serviceKey: "B", from: new Date("2026-01-01"), until: new Date("2026-11-23") },
      ],
    });
    const { id: subscriptionId } = await db.subscription.findFirstOrThrow({
      where: { purchasingAccountId, serviceKey: "A" },
    });
    const seat = (email: string, releasedAt: Date | null) => ({
      ...{
        purchasingAccountId,
        subscriptionId,
        email,
        emailKey: email,
        assignedAt: NOW,
        releasedAt,
      },
    });
    await db.seat.createMany({
      data: [
        seat(`one@${domain}`, null),
        seat(`guest@${domain}`, null),
        seat(`two@${domain}`, NOW),
        seat(`three@evil${domain}`, null),
      ],
    });
    expect(await domainDependents(owner, domain, NOW)).toEqual({
      ...{ members: 2, seats: 2, services: 1 },
    });
  });

  test("frees it for others once no account uses it, and wants a new record afterwards", async () => {
    const { owner } = await newOrganization();
    const { domainId, domain } = await verified(owner);
    await removeDomain(owner, { domainId }, NOW);
    expect(await codeOf(removeDomain(owner, { domainId }, NOW))).toBe("notFound");
    expect((await read(domainId)).status).toBe("REMOVED");
    expect(await isOpen(owner, domain, NOW)).toBe(false);
    const again = await associate(owner, domain);
    expect(again).not.toBe(domainId);
    await check(again);
    expect((await read(again)).status).toBe("PENDING");
    // A check that was under way for the one that is gone changes nothing.
    await check(domainId);
    expect((await read(domainId)).status).toBe("REMOVED");
  });

  test("leaves it to the organization's other accounts", async () => {
    const { domainId, domain } = await verified(dana);
    const sibling = research;
    await associate(sibling, domain);
    await removeDomain(dana, { domainId }, NOW);
    expect(await isOpen(dana, domain, NOW)).toBe(false);
    expect(await isOpen(sibling, domain, NOW)).toBe(true);
    expect((await read(domainId)).status).toBe("VERIFIED");
  });
});
