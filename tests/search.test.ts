import { beforeAll, expect, test } from "vitest";
import { db } from "../lib/db/client";
import type { MemberActor } from "../lib/policy/actor";
import { ROLES } from "../lib/policy/roles";
import { findGuides } from "../app/support/find-guides";
import { findMember } from "../lib/accounts/member-actor";
import { readOverview } from "../lib/dashboard/read-overview";
import { FOUND_AT_MOST, searchAccount } from "../lib/search/search-account";
import { actorOf, later, DAY, MINUTE, NOW } from "./factories";
import { CONTOSO, FABRIKAM } from "./world";
import { haveWorld } from "./setup/world";

let actor: MemberActor;
let foreign: MemberActor;

beforeAll(async () => {
  await haveWorld();
  actor = await actorOf("dana.kowalski@contoso.com", CONTOSO);
  foreign = await actorOf("ravi.menon@fabrikam.com", FABRIKAM);
  const { id: partnerId } = await db.partner.findFirstOrThrow();
  const product = await db.product.create({
    data: {
      ...{ code: "ZQ-1", codeKey: "ZQ1", name: "Zanzibar Server", family: "Zanzibar" },
      ...{ needsKey: true, hasDownload: false },
      parts: {
        create: ["Servers", "Applications"].map((pool) => ({
          ...{ number: `ZQ-1-${pool}`, numberKey: `ZQ1${pool}`, name: "License", pool },
          kind: "LICENSE" as const,
        })),
      },
    },
  });
  const { purchasingAccountId } = actor;
  await db.entitlement.createMany({
    data: ["Servers", "Applications"].map((pool) => ({
      ...{ purchasingAccountId, partnerId, productId: product.id, pool },
      ...{ bought: 3, steppedIn: 0, steppedOut: 0 },
    })),
  });
  // The month before, its two edges, and the month after, by UTC.
  const days = ["2026-10-31", "2026-11-01", "2026-11-30", "2026-12-01"];
  await db.order.createMany({
    data: [...days, ...days].map((day, index) => ({
      ...{ purchasingAccountId, partnerId, status: "COMPLETED" as const, recordedAt: NOW },
      number: `ZQORDER-${index}`,
      numberKey: `ZQORDER${index}`,
      orderedOn: new Date(day),
      customerReference: index === 0 ? "100%_Ω reference" : null,
    })),
  });
});

const as = (...roles: MemberActor["roles"]): MemberActor => ({ ...actor, roles });
const kindsFound = async (who: MemberActor, q: string) =>
  Object.entries<{ rows: readonly unknown[] }>({ ...(await searchAccount(who, q, NOW)) })
    .filter(([, { rows }]) => rows.length > 0)
    .map(([kind]) => kind);

const OPENS = {
  ACCOUNT_ADMINISTRATOR: ["agreements", "orders", "products", "people"],
  AGREEMENT_ADMINISTRATOR: ["agreements"],
  USER_ADMINISTRATOR: ["people"],
  ACCOUNT_MANAGER: ["agreements", "orders", "products"],
  REPORT_VIEWER: ["agreements", "orders", "products"],
  ACCOUNT_VIEWER: ["agreements", "orders", "products"],
};

test.each(ROLES)("%s finds only what its screens show (edge 41)", async (role) => {
  const who = { ...as(role), membershipId: foreign.membershipId };
  const found = new Set<string>();
  for (const q of ["AGR-7720114", "ZQORDER", "Zanzibar", "kowalski"])
    for (const kind of await kindsFound(who, q)) found.add(kind);
  expect([...found].sort()).toEqual([...OPENS[role]].sort());
});

test("a product of two pools is found once", async () => {
  const { products } = await searchAccount(actor, "zanzibar", NOW);
  expect(products).toEqual({
    rows: [{ key: "ZQ1", code: "ZQ-1", name: "Zanzibar Server" }],
    more: false,
  });
});

test("another account's things are never found", async () => {
  for (const q of ["AGR-7720114", "ZQORDER", "Zanzibar", "dana.kowalski"])
    expect(await kindsFound(foreign, q), q).toEqual([]);
});

test("who was removed isn't found", async () => {
  const person = await db.membership.findFirstOrThrow({
    where: { emailKey: "mei.lin@contoso.com", purchasingAccount: { numberKey: CONTOSO } },
  });
  expect(await kindsFound(actor, "mei.lin")).toEqual(["people"]);
  await db.membership.update({ where: { id: person.id }, data: { status: "REMOVED" } });
  expect(await kindsFound(actor, "mei.lin")).toEqual([]);
  await db.membership.update({ where: { id: person.id }, data: { status: person.status } });
});

test("a kind shows a handful and says that there is more", async () => {
  const { orders } = await searchAccount(actor, "zqorder", NOW);
  expect(orders.rows).toHaveLength(FOUND_AT_MOST);
  expect(orders.more).toBe(true);
});

test.each(["%%%", "___", "\u0000", "' OR 1=1 --", "😀😀😀", "שלום", "\\", "\u0301", "\ud83d", " "])(
  "%j is harmless and finds nothing",
  async (q) => {
    expect(await kindsFound(actor, q)).toEqual([]);
  },
);

test("signs of a pattern stand for themselves", async () => {
  const { orders } = await searchAccount(actor, "100%_", NOW);
  expect(orders.rows.map(({ number }) => number)).toEqual(["ZQORDER-0"]);
});

test("what is typed is cut after a hundred characters, and half of one is never left", async () => {
  expect(await kindsFound(actor, "😀".repeat(200))).toEqual([]);
});

test("guides are found by all words that are typed, those with the words in the title first", () => {
  const found = (search: string) => findGuides(search).map(({ key }) => key);
  expect(found("user ROLES")[0]).toBe("roles");
  expect(found("checksum sha-256")).toEqual(["downloads"]);
  expect(found("\u0301")).toEqual([]);
  expect(found("<b>")).toEqual([]);
  expect(found("zebra")).toEqual([]);
});

test("the dashboard counts the orders of this month by UTC", async () => {
  const before = await db.order.count({
    where: {
      purchasingAccountId: actor.purchasingAccountId,
      NOT: { number: { startsWith: "ZQORDER" } },
      orderedOn: { gte: new Date("2026-11-01"), lte: new Date("2026-11-30") },
    },
  });
  for (const now of ["2026-11-01T00:00:00.000Z", "2026-11-30T23:59:59.999Z"]) {
    const { ordersThisMonth } = await readOverview(actor, new Date(now));
    expect(ordersThisMonth).toEqual({
      count: before + 4,
      from: new Date("2026-11-01"),
      to: new Date("2026-11-30"),
    });
  }
  const { ordersThisMonth } = await readOverview(actor, new Date("2027-02-28T12:00:00.000Z"));
  expect(ordersThisMonth).toEqual({
    count: 0,
    from: new Date("2027-02-01"),
    to: new Date("2027-02-28"),
  });
});

test("an agreement is shown from ninety days before its last day to its end", async () => {
  const endsOn = new Date("2027-06-30");
  const { agreementId } = await db.purchasingAccount.findUniqueOrThrow({
    where: { id: actor.purchasingAccountId },
  });
  await db.agreement.update({ where: { id: agreementId }, data: { endsOn } });
  const at = async (day: number) =>
    (await readOverview(actor, later(day * DAY, endsOn))).ending?.endsOn ?? null;
  expect(await at(-91)).toBeNull();
  expect(await at(-90)).toEqual(endsOn);
  expect(await at(0)).toEqual(endsOn);
  expect(await at(1)).toBeNull();
});

test("keys count from nine of ten activations, without those that no longer work", async () => {
  const { purchasingAccountId } = actor;
  const { id: productId } = await db.product.findFirstOrThrow({ where: { codeKey: "ZQ1" } });
  const key = (activationsUsed: number | null, status: "ACTIVE" | "BLOCKED", n: number) => ({
    ...{ purchasingAccountId, productId, kind: "MAK", last5: "ZQZQZ", recordedAt: NOW },
    ...{ activationsAllowed: 10, activationsUsed, status },
    ...{ secretEnc: Buffer.from("-"), secretHmac: Buffer.from(`near ${n}`) },
  });
  await db.licenseKey.createMany({
    data: [
      key(8, "ACTIVE", 1),
      key(9, "ACTIVE", 2),
      key(10, "ACTIVE", 3),
      key(10, "BLOCKED", 4),
      key(null, "ACTIVE", 5),
      { ...key(0, "ACTIVE", 6), activationsAllowed: 0 },
      // Ten times that is more than an integer holds.
      { ...key(2_000_000_000, "ACTIVE", 7), activationsAllowed: 2_147_483_647 },
    ],
  });
  const { nearLimit } = await readOverview(actor, NOW);
  expect(nearLimit?.filter(({ last5 }) => last5 === "ZQZQZ").map(({ used }) => used)).toEqual([
    10, 2_000_000_000, 9,
  ]);
});

test("free seats count on the days of their subscription only", async () => {
  const { purchasingAccountId } = actor;
  await db.subscription.deleteMany({ where: { purchasingAccountId } });
  expect((await readOverview(actor, NOW)).seats).toEqual([]);
  await db.subscription.create({
    data: {
      ...{ purchasingAccountId, serviceKey: "zq", service: "zq", name: "Zanzibar Online" },
      ...{ seats: 10, seatsTaken: 4, recordedAt: NOW },
      ...{ from: new Date("2026-11-01"), until: new Date("2026-11-30") },
    },
  });
  const at = async (time: string) =>
    (await readOverview(actor, new Date(time))).seats?.map(({ free }) => free);
  expect(await at("2026-10-31T23:59:59.000Z")).toEqual([]);
  expect(await at("2026-11-30T23:59:59.000Z")).toEqual([6]);
  expect(await at("2026-12-01T00:00:00.000Z")).toEqual([]);
});

test("each role reads only the figures whose screens it opens", async () => {
  const none = { ending: null, ordersThisMonth: null, nearLimit: null, seats: null };
  expect(await readOverview(as("USER_ADMINISTRATOR"), NOW)).toMatchObject(none);
  expect(await readOverview(as("AGREEMENT_ADMINISTRATOR"), NOW)).toMatchObject(none);
  const viewer = await readOverview(as("ACCOUNT_VIEWER"), NOW);
  expect(viewer.nearLimit).toBeNull();
  expect(viewer.ordersThisMonth).not.toBeNull();
  expect((await readOverview(as("REPORT_VIEWER"), NOW)).nearLimit).not.toBeNull();
});

test("what is new is what came since the visit before this one, by role", async () => {
  const { membershipId, purchasingAccountId, userId } = actor;
  const person = { kind: "person" as const, userId, sessionId: membershipId };
  const left = new Date("2027-01-05T09:00:00.000Z");
  await db.membership.update({ where: { id: membershipId }, data: { lastSeenAt: left } });
  // Half an hour without a request is the same visit; later comes another one.
  await findMember(person, CONTOSO, later(29 * MINUTE, left));
  expect((await readOverview(actor, later(DAY, left))).news.since).toBeNull();
  const back = later(DAY, left);
  await db.membership.update({ where: { id: membershipId }, data: { lastSeenAt: left } });
  await Promise.all([findMember(person, CONTOSO, back), findMember(person, CONTOSO, back)]);
  await db.order.updateMany({
    where: { purchasingAccountId, number: { in: ["ZQORDER-1", "ZQORDER-2"] } },
    data: { recordedAt: later(MINUTE, left) },
  });
  const { news } = await readOverview(actor, back);
  expect(news).toEqual({ since: left, orders: 2, keys: 0, people: 0 });
  const { news: without } = await readOverview(as("USER_ADMINISTRATOR"), back);
  expect(without).toEqual({ since: left, orders: 0, keys: 0, people: 0 });
});
