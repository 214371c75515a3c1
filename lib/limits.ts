import { RateLimiterPostgres } from "rate-limiter-flexible";
import { pool } from "./db/client";
import { env } from "./env";
import { refuse } from "./errors";

const MINUTES = 60;
const DAY = 24 * 60 * MINUTES;

/** Every limit of signed-out pages, in failures per seconds (decision 17). */
export const LIMITS = {
  /** Sign-in: one address from one block. */
  signInPair: { points: 10, duration: 15 * MINUTES },
  /** Sign-in, links and codes: one block, whatever the address. */
  block: { points: 100, duration: 15 * MINUTES },
  /** Sign-in: one address from anywhere; beyond it answers get slower, never locked. */
  signInAddress: { points: 100, duration: DAY },
  /** Mails asked for from one block; each ask counts, since none of them fails. */
  asks: { points: 20, duration: 15 * MINUTES },
  /** Password strength questions from one block. */
  strength: { points: 300, duration: 5 * MINUTES },
} as const;

type Limit = keyof typeof LIMITS;

const limiters = new Map<Limit, RateLimiterPostgres>();

function limiter(limit: Limit): RateLimiterPostgres {
  const known = limiters.get(limit);
  if (known) return known;
  const made = new RateLimiterPostgres({
    storeClient: pool,
    tableName: "rate_limits",
    tableCreated: true,
    clearExpiredByTimeout: false,
    keyPrefix: limit,
    points: allowed(limit),
    duration: LIMITS[limit].duration,
  });
  limiters.set(limit, made);
  return made;
}

function allowed(limit: Limit): number {
  return Math.ceil(LIMITS[limit].points * env.LIMITS_FACTOR);
}

/** Throws `limited` when the key has used up its failures; counts nothing. */
export async function checkLimit(limit: Limit, key: string): Promise<void> {
  const state = await limiter(limit).get(key);
  if (state && state.consumedPoints >= allowed(limit)) throw tooMany(state.msBeforeNext);
}

/** Counts one failure; never throws for being over the limit. Returns how many there were. */
export async function countFailure(limit: Limit, key: string): Promise<number> {
  return (await limiter(limit).penalty(key)).consumedPoints;
}

/** Counts one ask and throws `limited` beyond the limit. */
export async function countAsk(limit: Limit, key: string): Promise<void> {
  const state = await limiter(limit).penalty(key);
  if (state.consumedPoints > allowed(limit)) throw tooMany(state.msBeforeNext);
}

/** How many failures the key has beyond the limit. */
export async function failuresBeyond(limit: Limit, key: string): Promise<number> {
  const state = await limiter(limit).get(key);
  return Math.max(0, (state?.consumedPoints ?? 0) - allowed(limit));
}

/** Drops what has run out; the worker does it now and then. */
export async function forgetOldLimits(now: Date): Promise<void> {
  await pool.query(`DELETE FROM "rate_limits" WHERE "expire" < $1`, [now.getTime()]);
}

function tooMany(msBeforeNext: number) {
  return refuse("limited", "tooManyTries", {
    minutes: Math.max(1, Math.ceil(msBeforeNext / 60_000)),
  });
}
