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
  /** Typed codes: wrong ones from one block. */
  codes: { points: 20, duration: 60 * MINUTES },
  /** Codes of a second factor: one person from one block, after a right password. */
  secondFactorPair: { points: 5, duration: 15 * MINUTES },
  /** The same from anywhere; a new password starts it anew. A code has a million values. */
  secondFactor: { points: 100, duration: DAY },
  /** Changes of the sign-in address that one person asks for: each mails two mailboxes. */
  emailChanges: { points: 5, duration: DAY },
  /** Mails asked for from one block; each ask counts, since none of them fails. */
  asks: { points: 20, duration: 15 * MINUTES },
  /** Password strength questions from one block. */
  strength: { points: 300, duration: 5 * MINUTES },
  /** Exports of product keys by one person: each mails the Account Administrators. */
  keyExports: { points: 20, duration: DAY },
  /** Granting visibility: unknown partner numbers of one member. */
  partnerNumbers: { points: 20, duration: 60 * MINUTES },
  /** Calls of the vendor's services with a key that isn't one, from one block; a right key passes. */
  serviceKeys: { points: 30, duration: 15 * MINUTES },
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

/**
 * Counts a try before it is judged, so that many at once can't all slip through; throws `limited`
 * beyond the limit. What turns out right is forgiven: only failures stay counted.
 */
export async function countTry(limit: Limit, key: string): Promise<void> {
  const state = await limiter(limit).penalty(key);
  if (state.consumedPoints > allowed(limit)) throw tooMany(state.msBeforeNext);
}

export async function forgiveTry(limit: Limit, key: string): Promise<void> {
  await limiter(limit).reward(key);
}

/** Counts a failure where nothing is refused for it. */
export async function countFailure(limit: Limit, key: string): Promise<void> {
  await limiter(limit).penalty(key);
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
