import type { Tx } from "./client";

/** Locks the purchasing account's row: whatever counts its people goes through here, one at a time. */
export async function lockAccount(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "PurchasingAccount" WHERE "id" = ${id}::uuid FOR UPDATE`;
}

export async function lockInvitation(tx: Tx, id: string): Promise<void> {
  await tx.$queryRaw`SELECT 1 FROM "Invitation" WHERE "id" = ${id}::uuid FOR UPDATE`;
}

/** Holds off a second writer of the same thing until this transaction ends, before any row exists. */
export async function lockName(tx: Tx, name: string): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`;
}
