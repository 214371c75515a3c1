import { hash, verify } from "@node-rs/argon2";
import pLimit from "p-limit";
import { refuse } from "../errors";
import { normalizePassword } from "./password-policy";

/** Decision 16: argon2id (the library's default) with 19 MiB, two passes, one lane; about 15 ms. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// Hashing runs on the thread pool; more than a few at once would starve it and the memory.
const AT_ONCE = 3;
const few = pLimit(AT_ONCE);

/** Half a second's worth: who comes later is told to try again, and nobody waits without end. */
export const MOST_WAITING = 30;

/** Throws `busy` while too many wait already. */
export async function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(normalizePassword(password), COST));
}

async function inTurn<T>(run: () => Promise<T>): Promise<T> {
  if (few.activeCount + few.pendingCount >= AT_ONCE + MOST_WAITING) throw refuse("busy", "busy");
  return few(run);
}

/**
 * Costs the same for people without a password and for nobody at all (decision 15). Throws `busy` while too
 * many wait already.
 */
export async function verifyPassword(
  passwordHash: string | null | undefined,
  password: string,
): Promise<boolean> {
  const stored = passwordHash ?? (await decoy());
  const matches = await inTurn(() => verify(stored, normalizePassword(password)));
  return matches && typeof passwordHash === "string";
}

let decoyHash: Promise<string> | undefined;

function decoy(): Promise<string> {
  // Kept for good, so it waits however many there are.
  return (decoyHash ??= few(() => hash(crypto.randomUUID(), COST)));
}
