import { Client } from "pg";
import { afterEach, describe, expect, test, vi } from "vitest";
import { db, pool } from "../lib/db/client";
import { transaction } from "../lib/db/transaction";
import { DomainError, headOf } from "../lib/errors";
import { agreement, newAddress, NOW, refusal, sign, times, together } from "./factories";

const BUSY = { code: "busy", key: "busy" };
const SHORT = { startWithin: 300, workWithin: 300 };

const held: { release: () => void }[] = [];
const letGo = () => held.splice(0).forEach((client) => client.release());
afterEach(letGo);

/** Every connection that this process may have is somebody else's. */
async function holdAll(): Promise<void> {
  held.push(...(await Promise.all(times(pool.options.max).map(() => pool.connect()))));
}

const partners = () => db.partner.count();
const addPartner = (name: string) => ({
  data: { number: name, numberKey: name.toUpperCase(), name, createdAt: NOW },
});

describe("a transaction that finds no free connection", () => {
  test("waits for one, longer than a single try does", async () => {
    await holdAll();
    const work = transaction((tx) => tx.partner.create(addPartner("Waits")), {
      startWithin: 10_000,
      workWithin: 10_000,
    });
    setTimeout(letGo, 5_500);
    expect(await work).toMatchObject({ name: "Waits" });
  });

  test("gives up within its bound, says that all is busy, and leaves no connection behind", async () => {
    await holdAll();
    const before = times(20).map(() => refusal(transaction((tx) => tx.partner.count(), SHORT)));
    expect(await Promise.all(before)).toEqual(
      times(20).map(() => expect.objectContaining(BUSY) as unknown),
    );
    letGo();
    await expect.poll(() => [pool.waitingCount, pool.totalCount - pool.idleCount]).toEqual([0, 0]);
    expect(await transaction((tx) => tx.partner.count())).toBe(await partners());
  });
});

test("a transaction whose work takes too long changes nothing and says that all is busy", async () => {
  const before = await partners();
  const slow = transaction(async (tx) => {
    await tx.partner.create(addPartner("Slow"));
    await tx.$queryRaw`SELECT pg_sleep(1)::text`;
    await tx.partner.count();
  }, SHORT);
  expect(await refusal(slow)).toMatchObject(BUSY);
  await expect.poll(partners).toBe(before);
});

test("of two transactions that wait for each other both come about, one after the other", async () => {
  const names = ["First", "Second"];
  for (const name of names) await db.partner.create(addPartner(name));
  const renameIn = (order: readonly string[], suffix: string) => () =>
    transaction(async (tx) => {
      for (const number of order) {
        await tx.partner.update({
          where: { numberKey: number.toUpperCase() },
          data: { name: suffix },
        });
        await tx.$queryRaw`SELECT pg_sleep(0.2)::text`;
      }
    });
  await together([renameIn(names, "forth"), renameIn([...names].reverse(), "back")]);
  const now = await db.partner.findMany({ where: { number: { in: names } } });
  expect(new Set(now.map(({ name }) => name)).size).toBe(1);
});

test("a bug inside a transaction stays a bug", async () => {
  const broken = transaction(() => Promise.reject(new TypeError("a bug")));
  await expect(broken).rejects.toThrow(new TypeError("a bug"));
});

test("busy is 503 with the time to come back, other refusals carry none", () => {
  const refused = new DomainError("busy", { key: "busy" });
  expect(headOf(refused)).toEqual({ status: 503, headers: { "Retry-After": "5" } });
  expect(headOf(new DomainError("limited", { key: "busy" }))).toEqual({ status: 429 });
});

test("relations inside a transaction are read one statement after the other", async () => {
  const partner = { number: "PRT-310", name: "Proseware Licensing" };
  await sign(agreement("BUSY1", newAddress("busy"), { partner }));
  const query = Reflect.get(Client.prototype, "query") as (...args: unknown[]) => Promise<unknown>;
  const running = { now: 0, most: 0 };
  const watched = vi.spyOn(Client.prototype, "query").mockImplementation(function (
    this: Client,
    ...args: unknown[]
  ) {
    running.most = Math.max(running.most, (running.now += 1));
    const answer = query.apply(this, args);
    void answer.finally(() => (running.now -= 1)).catch(() => {});
    return answer as never;
  });
  try {
    const account = await transaction((tx) =>
      tx.purchasingAccount.findUniqueOrThrow({
        where: { numberKey: "BUSY1" },
        include: { partner: true, agreement: true, memberships: true },
      }),
    );
    expect(account.partner).not.toBeNull();
    expect(running.most).toBe(1);
  } finally {
    watched.mockRestore();
  }
});
