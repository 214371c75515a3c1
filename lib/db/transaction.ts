import { db, type Tx } from "./client";

/**
 * Runs in one transaction, and once more after a deadlock or serialization failure. `run` must do
 * nothing outside the database. Locks are taken in the order that docs/decisions/003 fixes.
 */
export async function transaction<T>(run: (tx: Tx) => Promise<T>): Promise<T> {
  const attempt = () => db.$transaction(run, { maxWait: 10_000, timeout: 20_000 });
  try {
    return await attempt();
  } catch (error) {
    if (!isRetryable(error)) throw error;
    return attempt();
  }
}

function isRetryable(error: unknown): boolean {
  const text = error instanceof Error ? `${codeOf(error)} ${error.message}` : "";
  return /P2034|40001|40P01|deadlock detected|could not serialize/.test(text);
}

function codeOf(error: Error): string {
  return "code" in error ? String(error.code) : "";
}
