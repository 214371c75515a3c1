import { setTimeout as sleep } from "node:timers/promises";
import pLimit from "p-limit";
import { refuse } from "../errors";
import { logger } from "../logger";
import { db, type Tx } from "./client";

const log = logger.child({ part: "database" });

/** In milliseconds: for how long a connection is waited for, and how long the work may take. */
const PATIENCE = { startWithin: 20_000, workWithin: 20_000 };
/** A try to get a connection gives up after this at the latest. */
const ONE_WAIT = 5_000;
/** Tries of one that others' transactions got in the way of. */
const ATTEMPTS = 3;

/**
 * Runs in one transaction, and again after a deadlock or serialization failure, or when no connection
 * was free; when that goes on, or the work takes too long, nothing is changed and `busy` is thrown.
 * `run` must do nothing outside the database. Locks are taken in the order that docs/decisions/003 fixes.
 */
export async function transaction<T>(
  run: (tx: Tx) => Promise<T>,
  { startWithin, workWithin } = PATIENCE,
): Promise<T> {
  const deadline = Date.now() + startWithin;
  const maxWait = Math.min(ONE_WAIT, startWithin);
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await db.$transaction(run, { maxWait, timeout: workWithin });
    } catch (error) {
      const trouble = troubleIn(error);
      if (trouble === undefined) throw error;
      const again =
        trouble === "crossed" ? attempt < ATTEMPTS : trouble === "full" && Date.now() < deadline;
      if (!again) {
        log.warn({ err: error, trouble }, "a transaction was given up");
        throw refuse("busy", "busy");
      }
      // Those who met once meet again unless each waits differently.
      await sleep(Math.random() * 50 * attempt);
    }
  }
}

/** Of ten connections, what files of many rows may hold at once; and how many more may wait for that. */
const FILES_AT_ONCE = 2;
const FILES_WAITING = 30;
const files = pLimit(FILES_AT_ONCE);

/**
 * A transaction over the rows of a file. However many files come at once, most connections are left to
 * everybody else; throws `busy` while too many files wait already.
 */
export async function fileTransaction<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
  if (files.activeCount + files.pendingCount >= FILES_AT_ONCE + FILES_WAITING) {
    throw refuse("busy", "busy");
  }
  return files(() => transaction(run));
}

type Trouble = "crossed" | "full" | "slow";

/** Why a transaction didn't come about although nothing is wrong with it; undefined for all else. */
function troubleIn(error: unknown): Trouble | undefined {
  const text = error instanceof Error ? `${codeOf(error)} ${error.message}` : "";
  const known = KNOWN.find(([, pattern]) => pattern.test(text));
  return known?.[0];
}

const KNOWN: readonly (readonly [Trouble, RegExp])[] = [
  ["crossed", /P2034|40001|40P01|deadlock detected|could not serialize/],
  ["full", /Unable to start a transaction|timeout exceeded when trying to connect|P2037|53300/],
  ["slow", /on an expired transaction/],
];

function codeOf(error: Error): string {
  return "code" in error ? String(error.code) : "";
}
