import { beforeAll, describe, expect, test } from "vitest";
import { playHistory } from "../prisma/demo-history";
import { POST } from "../app/api/v1/services/[service]/access/route";
import { listActivity } from "../lib/activity/list-activity";
import { db } from "../lib/db/client";
import { LIMITS } from "../lib/limits";
import type { MemberActor, OperatorActor } from "../lib/policy/actor";
import { listServiceKeys, listServices } from "../lib/service-keys/list-service-keys";
import { makeServiceKey } from "../lib/service-keys/make-service-key";
import { revokeServiceKey } from "../lib/service-keys/revoke-service-key";
import { assignSeat } from "../lib/seats/assign-seat";
import { checkAccess } from "../lib/seats/check-access";
import { reclaimSeat } from "../lib/seats/reclaim-seat";
import { presentedKey } from "../lib/service-keys/service-key";
import {
  actorOf,
  codeOf,
  DAY,
  dump,
  later,
  MINUTE,
  newAddress,
  NOW,
  operatorActorOf,
  partnerActorOf,
  refusal,
  repeat,
  times,
  together,
} from "./factories";
import { CONTOSO, OPERATOR } from "./world";
import { haveWorld } from "./setup/world";

let dana: MemberActor;
let elena: OperatorActor;
let key: { id: string; secret: string };
let otherKey: { id: string; secret: string };

beforeAll(async () => {
  await haveWorld();
  await playHistory(NOW);
  dana = await actorOf("dana.kowalski@contoso.com", CONTOSO);
  elena = await operatorActorOf(OPERATOR.email);
  const { agreement } = await db.purchasingAccount.findUniqueOrThrow({
    where: { id: dana.purchasingAccountId },
    include: { agreement: true },
  });
  const name = "contoso.com";
  await db.domain.create({
    data: {
      ...{ organizationId: agreement.organizationId, name, nameKey: name, challenge: "x" },
      ...{ status: "VERIFIED", createdAt: NOW, verifiedAt: NOW },
      accounts: { create: { purchasingAccountId: dana.purchasingAccountId, since: NOW } },
    },
  });
  // What a call compares with is the clock of this machine.
  await db.subscription.updateMany({ data: { from: inDays(-30), until: inDays(300) } });
  key = await makeServiceKey(elena, { name: "Docs, production", service: "SVC-DOCS" }, NOW);
  otherKey = await makeServiceKey(elena, { name: "Mail", service: "svc mail" }, NOW);
});

const inDays = (days: number) => new Date(Date.now() + days * DAY * 1000);

let blocks = 0;
const newBlock = () => `203.0.113.${(blocks += 1)}`;

interface Call {
  readonly secret?: string | undefined;
  readonly service?: string;
  readonly body?: string;
  readonly block?: string;
}

async function call({ secret, service = "SVC-DOCS", body = "", block = newBlock() }: Call) {
  const headers = new Headers({ "x-client-address": block, "x-request-id": "test" });
  if (secret !== undefined) headers.set("authorization", secret);
  const request = new Request(`http://portal.example/api/v1/services/${service}/access`, {
    ...{ method: "POST", headers, body },
  });
  const answer = await POST(request, { params: Promise.resolve({ service }) });
  expect(answer.headers.get("cache-control")).toBe("no-store");
  return { status: answer.status, json: (await answer.json()) as unknown };
}

const ask = (address: unknown, more: Call = {}) =>
  call({ secret: `Bearer ${key.secret}`, body: JSON.stringify({ address }), ...more });

const docs = () =>
  db.subscription.findFirstOrThrow({
    where: { serviceKey: "SVCDOCS", purchasingAccountId: dana.purchasingAccountId },
  });

async function seatFor(email: string) {
  const { id } = await docs();
  await assignSeat(dana, { subscriptionId: id, email });
  return db.seat.findFirstOrThrow({ where: { emailKey: email, releasedAt: null } });
}

const no = (reason: string) => ({ status: 200, json: { allowed: false, reason } });
const YES = { status: 200, json: { allowed: true } };

describe("a vendor's service asks", () => {
  test("and is told yes with a seat, in any spelling of address and service, and no from the moment it is reclaimed", async () => {
    const email = newAddress("asked");
    expect(await ask(email)).toEqual(no("no_seat"));
    const { id: seatId } = await seatFor(email);
    expect(await ask(email)).toEqual(YES);
    expect(await ask(` ${email.toUpperCase()}. `, { service: "svcdocs" })).toEqual(YES);
    await reclaimSeat(dana, { seatId });
    expect(await ask(email)).toEqual(no("no_seat"));
  });

  test("is told why not: no domain, not yet, over", async () => {
    expect(await ask("tom@evilcontoso.com")).toEqual(no("domain_not_verified"));
    expect(await ask("tom@sub.contoso.com")).toEqual(no("domain_not_verified"));
    const email = newAddress("term");
    await seatFor(email);
    const { id } = await docs();
    const term = (from: Date, until: Date) =>
      db.subscription.update({ where: { id }, data: { from, until } });
    await term(inDays(1), inDays(300));
    expect(await ask(email)).toEqual(no("not_started"));
    await term(inDays(-300), inDays(-1));
    expect(await ask(email)).toEqual(no("ended"));
    await term(inDays(0), inDays(0));
    expect(await ask(email)).toEqual(YES);
    await term(inDays(-30), inDays(300));
  });

  test("first and last day count as whole days of UTC", async () => {
    const email = newAddress("days");
    await seatFor(email);
    const { id } = await docs();
    const day = (text: string) => new Date(text);
    await db.subscription.update({
      where: { id },
      data: { from: day("2026-11-24"), until: day("2026-11-25") },
    });
    const keyHash = presentedKey(`Bearer ${key.secret}`) ?? new Uint8Array();
    const at = async (moment: string) => {
      const access = await checkAccess(
        { keyHash, serviceKey: "SVCDOCS", emailKey: email },
        day(moment),
      );
      return access.key === "good" && access.answer;
    };
    expect(await at("2026-11-23T23:59:59.999Z")).toEqual({ allowed: false, reason: "not_started" });
    expect(await at("2026-11-24T00:00:00Z")).toEqual({ allowed: true });
    expect(await at("2026-11-25T23:59:59.999Z")).toEqual({ allowed: true });
    expect(await at("2026-11-26T00:00:00Z")).toEqual({ allowed: false, reason: "ended" });
    await db.subscription.update({
      where: { id },
      data: { from: inDays(-30), until: inDays(300) },
    });
  });

  test("a seat stays good when its domain is lost for good, without one it is the domain", async () => {
    const email = newAddress("kept");
    await seatFor(email);
    const where = { nameKey: "contoso.com" };
    await db.domain.updateMany({ where, data: { status: "LOST", lostAt: inDays(-20) } });
    expect(await ask(email)).toEqual(YES);
    expect(await ask(newAddress("none"))).toEqual(no("domain_not_verified"));
    await db.domain.updateMany({ where, data: { lostAt: inDays(-1) } });
    expect(await ask(newAddress("none"))).toEqual(no("no_seat"));
    await db.domain.updateMany({ where, data: { status: "VERIFIED", lostAt: null } });
  });

  test("a seat in any account's subscription to the service counts, of another service none", async () => {
    const email = newAddress("one-service");
    await seatFor(email);
    const mail = { secret: `Bearer ${otherKey.secret}`, service: "SVC-MAIL" };
    expect(await ask(email, mail)).toEqual(no("no_seat"));
    expect(await ask(email)).toEqual(YES);
  });
});

describe("a key", () => {
  const good = JSON.stringify({ address: "tom@contoso.com" });

  test("that is missing, malformed, wrong or revoked is answered alike", async () => {
    const revoked = await makeServiceKey(elena, { name: "Old", service: "SVC-DOCS" }, NOW);
    const bearer = `Bearer ${revoked.secret}`;
    expect((await call({ secret: bearer, body: good })).status).toBe(200);
    await revokeServiceKey(elena, { keyId: revoked.id }, NOW);
    for (const secret of [
      undefined,
      "",
      key.secret,
      `Basic ${key.secret}`,
      "Bearer",
      "Bearer bcs_short",
      `Bearer bcs_${"A".repeat(43)}`,
      `Bearer ${key.secret}x`,
      `Bearer ${key.secret.toLowerCase()}`,
      bearer,
    ]) {
      for (const body of [good, "{"]) {
        const answer = await call({ secret, body });
        expect(answer, String(secret)).toEqual({ status: 401, json: { error: "unknown_key" } });
      }
    }
  });

  test("of another service gets what a service gets that doesn't exist", async () => {
    const secret = `Bearer ${key.secret}`;
    for (const service of ["SVC-MAIL", "SVC-NOWHERE", "%00", "-"]) {
      const answer = await call({ secret, service, body: good });
      expect(answer, service).toEqual({ status: 404, json: { error: "unknown_service" } });
    }
  });

  test("isn't helped by malformed questions, which are told apart from long ones", async () => {
    const secret = `Bearer ${key.secret}`;
    for (const body of [
      ...["", "{", "null", "[]", '"tom@contoso.com"', "{}", '{"address":7}', '{"address":null}'],
      ...['{"address":"tom"}', '{"address":""}', '{"address":"a@b@contoso.com"}'],
      `{"address":"${"x".repeat(2000)}@contoso.com"}`,
    ]) {
      const answer = await call({ secret, body });
      expect(answer, body).toEqual({ status: 400, json: { error: "malformed" } });
    }
    const answer = await call({ secret, body: `{"address":"${"x".repeat(5000)}"}` });
    expect(answer).toEqual({ status: 413, json: { error: "too_large" } });
  });

  test("guessed often from one place has to wait; a right one passes from there", async () => {
    const block = newBlock();
    const guess = () => call({ secret: `Bearer bcs_${"B".repeat(43)}`, body: good, block });
    const { points } = LIMITS.serviceKeys;
    await repeat(points, async () => expect((await guess()).status).toBe(401));
    expect(await guess()).toEqual({ status: 429, json: { error: "too_many_tries" } });
    expect((await call({ secret: `Bearer ${key.secret}`, body: good, block })).status).toBe(200);
  });

  test("is made and revoked by operators only, and for services that are subscribed to", async () => {
    const input = { name: "Mine", service: "SVC-DOCS" };
    for (const actor of [dana, await partnerActorOf("mira.chen@proseware.com")]) {
      expect(await codeOf(makeServiceKey(actor, input))).toBe("forbidden");
      expect(await codeOf(revokeServiceKey(actor, { keyId: key.id }))).toBe("forbidden");
      expect(await codeOf(listServiceKeys(actor))).toBe("forbidden");
      expect(await codeOf(listServices(actor))).toBe("forbidden");
    }
    const unknown = await refusal(makeServiceKey(elena, { name: "Mine", service: "SVC-X" }));
    expect(unknown.fields).toEqual({ service: "serviceChoose" });
    expect((await listServices(elena)).map((service) => service.key)).toEqual([
      ...["SVCDOCS", "SVCMAIL", "SVCMAPS"],
    ]);
  });

  test("is in no row, and revoked once; both stand in the trail", async () => {
    const made = await makeServiceKey(elena, { name: "Once", service: "SVC-DOCS" });
    const rows = (await dump()).join("\n");
    expect(rows).not.toContain(made.secret);
    expect(rows).not.toContain(Buffer.from(made.secret).toString("hex"));
    const { done, refused } = await together(
      times(4).map(() => () => revokeServiceKey(elena, { keyId: made.id })),
    );
    expect(done).toEqual([{ name: "Once" }]);
    expect(new Set(refused)).toEqual(new Set(["conflict serviceKeyRevoked"]));
    const { rows: events } = await listActivity(elena, { kind: "vendor" });
    const mine = events.filter(({ object }) => object?.name.startsWith("Once (bcs_"));
    expect(mine.map(({ action }) => action)).toEqual(["service_key.revoked", "service_key.made"]);
  });

  test("notes its last use at most once a minute", async () => {
    const { id, secret } = await makeServiceKey(elena, { name: "Used", service: "SVC-DOCS" });
    const keyHash = presentedKey(`Bearer ${secret}`) ?? new Uint8Array();
    const used = async (at: Date) => {
      await checkAccess({ keyHash, serviceKey: "SVCDOCS", emailKey: "a@contoso.com" }, at);
      return (await db.apiKey.findUniqueOrThrow({ where: { id } })).lastUsedAt;
    };
    expect(await used(NOW)).toEqual(NOW);
    expect(await used(later(MINUTE - 1))).toEqual(NOW);
    expect(await used(later(MINUTE))).toEqual(later(MINUTE));
  });
});
