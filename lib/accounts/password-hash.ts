import { hash, verify } from "@node-rs/argon2";
import pLimit from "p-limit";
import { normalizePassword } from "./password-policy";

/** Decision 16: argon2id (the library's default) with 19 MiB, two passes, one lane; about 15 ms. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 };

// Hashing runs on the thread pool; more than a few at once would starve it and the memory.
const few = pLimit(3);

export function hashPassword(password: string): Promise<string> {
  return few(() => hash(normalizePassword(password), COST));
}

/** Costs the same for people without a password and for nobody at all (decision 15). */
export async function verifyPassword(
  passwordHash: string | null | undefined,
  password: string,
): Promise<boolean> {
  const stored = passwordHash ?? (await decoy());
  const matches = await few(() => verify(stored, normalizePassword(password)));
  return matches && typeof passwordHash === "string";
}

let decoyHash: Promise<string> | undefined;

function decoy(): Promise<string> {
  return (decoyHash ??= hashPassword(crypto.randomUUID()));
}
