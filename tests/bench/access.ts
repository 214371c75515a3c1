import { once } from "node:events";
import { Agent, type IncomingMessage, request } from "node:http";
import { performance } from "node:perf_hooks";
import { text } from "node:stream/consumers";
import { setTimeout as sleep } from "node:timers/promises";
import { db } from "../../lib/db/client";
import { makeServiceKey } from "../../lib/service-keys/make-service-key";
import { OPERATOR } from "../world";
import { operatorActorOf } from "../factories";
import { withoutIndexes, type World } from "./fill";
import { complain, heading, note, quantile, upTo } from "./report";

/** 20 ms for 99 of 100 answers, at 100 requests a second. */
const BUDGET = upTo(20);
const EVERY_MS = 10;

const WARM_UP = 200;

/** A vendor's service asks about people with and without a seat, and about another organization's. */
export async function measureAccess({ large }: World, seats: number, calls: number): Promise<void> {
  await fillSeats(large.administrator.purchasingAccountId, seats);
  const operator = await operatorActorOf(OPERATOR.email);
  const { secret } = await makeServiceKey(operator, { name: "Bench", service: "BENCH" });
  const ask = (n: number) => askFor(secret, addressOf(n, seats));
  for (let n = 0; n < WARM_UP; n += 1) await ask(n);
  const times = await atASteadyPace(calls, ask);
  heading(`May this person use it? 100 times a second, ${seats.toLocaleString("en")} seats`);
  note({ what: "half of the answers within", figure: quantile(times, 0.5), unit: "ms" });
  note({ what: "99 of 100 within", figure: quantile(times, 0.99), unit: "ms", target: BUDGET });
}

async function fillSeats(purchasingAccountId: string, seats: number): Promise<void> {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000);
  const { id } = await db.subscription.create({
    data: {
      ...{ purchasingAccountId, service: "BENCH", serviceKey: "BENCH", name: "Bench" },
      ...{ seats, seatsTaken: seats, from: day(-9), until: day(99), recordedAt: new Date() },
    },
  });
  await withoutIndexes(["Seat"], async (client) => {
    await client.query(
      `INSERT INTO "Seat" ("id", "purchasingAccountId", "subscriptionId", "email", "emailKey", "assignedAt")
       SELECT uuidv7(), $1, $2, x.email, x.email, now()
       FROM (SELECT 'seat.' || n || '@contoso.com' AS email FROM generate_series(1, $3::int) n) x`,
      [purchasingAccountId, id, seats],
    );
  });
}

const addressOf = (n: number, seats: number) =>
  n % 3 === 2 ? `nobody.${n}@fabrikam.com` : `seat.${1 + ((n * 7919) % seats)}@contoso.com`;

async function askFor(secret: string, address: string): Promise<void> {
  const { status, body } = await post(secret, JSON.stringify({ address }));
  const { allowed } = JSON.parse(body) as { allowed?: boolean };
  if (allowed !== address.startsWith("seat.")) complain(`${status} for ${address}`);
}

/** By node:http: it's the portal's pauses that are looked for, and fetch has more of its own. */
async function post(secret: string, question: string): Promise<{ status: number; body: string }> {
  const asked = request(new URL("/api/v1/services/BENCH/access", process.env.E2E_URL), {
    method: "POST",
    agent,
    headers: { Authorization: `Bearer ${secret}`, "Content-Type": "application/json" },
  }).end(question);
  const [answer] = (await once(asked, "response")) as [IncomingMessage];
  return { status: answer.statusCode ?? 0, body: await text(answer) };
}

const agent = new Agent({ keepAlive: true });

/** Milliseconds from when each was due, so that one slow answer is felt by those behind it. */
async function atASteadyPace(calls: number, ask: (n: number) => Promise<void>): Promise<number[]> {
  const began = performance.now();
  const each = Array.from({ length: calls }, async (_, n) => {
    const due = began + n * EVERY_MS;
    await sleep(Math.max(0, due - performance.now()));
    await ask(n);
    return performance.now() - due;
  });
  return Promise.all(each);
}
