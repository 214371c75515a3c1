import { randomUUID } from "node:crypto";
import { Prisma } from "../../prisma/generated/client";
import { parseAddress } from "../canonical";
import { db, type Tx } from "../db/client";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import type { Actor } from "../policy/actor";
import { requireVendor } from "../policy/scope";
import { readTrail } from "./read-trail";
import { recordEvent } from "./record-event";

interface Found {
  readonly id: string;
  readonly purchasingAccountId: string | null;
}

/**
 * Erases a person's names and addresses from the trail: what lies beside events that hold the address or
 * are about its person. With the salt gone, the hash that stays tells nothing, and the chain stays whole.
 */
export async function erasePersonal(
  actor: Actor,
  { email }: { email: string },
  now = new Date(),
): Promise<{ erased: number }> {
  requireVendor(actor);
  const address = parseAddress(email);
  if (typeof address === "string") throw refuse("invalid", address);
  const found = await findEvents(address.emailKey);
  if (found.length > 0) await transaction((tx) => erase(tx, actor, found, now));
  return { erased: found.length };
}

async function findEvents(emailKey: string): Promise<Found[]> {
  const people = await idsOf(emailKey);
  const found: Found[] = [];
  const rows = readTrail(`WHERE (p."before" IS NOT NULL OR p."after" IS NOT NULL) ORDER BY e."id"`);
  for await (const { id, purchasingAccountId, objectId, before, after } of rows) {
    const isTheirs = people.has(objectId) || holds(before, emailKey) || holds(after, emailKey);
    if (isTheirs) found.push({ id, purchasingAccountId });
  }
  return found;
}

/** Names stand beside events about a sign-in or a membership without their address. */
async function idsOf(emailKey: string): Promise<Set<string>> {
  const query = { where: { emailKey }, select: { id: true } };
  const rows = await Promise.all([
    db.user.findMany(query),
    db.membership.findMany(query),
    db.partnerUser.findMany(query),
  ]);
  return new Set(rows.flat().map(({ id }) => id));
}

function holds(values: unknown, emailKey: string): boolean {
  if (values === null || typeof values !== "object") return false;
  return Object.values(values).some((value: unknown) => {
    const address = typeof value === "string" ? parseAddress(value) : "";
    return typeof address !== "string" && address.emailKey === emailKey;
  });
}

async function erase(tx: Tx, actor: Actor, found: readonly Found[], now: Date): Promise<void> {
  await tx.auditPersonal.updateMany({
    where: { eventId: { in: found.map(({ id }) => BigInt(id)) } },
    data: { before: Prisma.DbNull, after: Prisma.DbNull, salt: new Uint8Array() },
  });
  const accounts = new Set(found.map(({ purchasingAccountId }) => purchasingAccountId));
  for (const account of accounts) {
    const events = found.filter(({ purchasingAccountId }) => purchasingAccountId === account);
    await recordEvent(tx, actor, now, {
      action: "trail.erased",
      object: { kind: "erasure", id: randomUUID() },
      purchasingAccountId: account ?? undefined,
      data: { events: events.map(({ id }) => id) },
    });
  }
}
