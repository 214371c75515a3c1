import type { z } from "zod";
import { lockAsMember } from "../accounts/lock-as-member";
import { type identitySchema, proveIdentity } from "../accounts/prove-identity";
import { recordEvent } from "../audit/record-event";
import { db, type Tx } from "../db/client";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import { countTry } from "../limits";
import type { AddressValues } from "../page-address";
import type { Actor, MemberActor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { type KeyFilters, readKeyFilters } from "./key-query";
import { familiesOf, keyRows, type KeyRecord } from "./key-rows";
import { openKey } from "./seal-key";
import { tellOfExport } from "./tell-of-keys";

/** More keys than this nobody types in; who has more exports in parts. */
export const EXPORT_AT_MOST = 10_000;

type Sealed = Omit<KeyRecord, "kind" | "status"> & {
  readonly kind: string;
  readonly status: NonNullable<KeyRecord["status"]>;
  readonly secretEnc: Uint8Array;
};

export type ExportedKey = Omit<Sealed, "secretEnc"> & {
  /** Null for a key that none of SECRETS opens: the file says in words that it is missing. */
  readonly secret: string | null;
};

interface Input extends z.infer<typeof identitySchema> {
  /** The filters of the list, as they were posted. */
  readonly asked: AddressValues;
}

/**
 * The keys that the filters of the list leave, opened, for a file. Whoever asks proves again who they
 * are; how many it were is recorded, and the Account Administrators are told.
 */
export async function exportKeys(
  actor: Actor,
  { asked, ...proof }: Input,
  now = new Date(),
): Promise<ExportedKey[]> {
  authorize(actor, "keys.view");
  const { filters, ignored } = readKeyFilters(asked, await familiesOf(actor));
  // Without the filter it would be a file of other keys than those that were confirmed.
  if (ignored.length > 0) throw refuse("invalid", "keysFilterUnknown");
  // What can't be exported costs nobody a recovery code.
  requireExportable(await countKeys(actor, filters));
  await proveIdentity(actor, proof, now);
  await countTry("keyExports", actor.userId);
  return transaction(async (tx) => {
    const present = await lockAsMember(tx, actor, "keys.view");
    const rows = await findSealed(tx, present, filters);
    requireExportable(rows.length);
    const keys = await openAll(tx, present, rows);
    const readable = keys.filter(({ secret }) => secret !== null).length;
    if (readable === 0) throw refuse("gone", "keySealed");
    await recordExport(tx, present, filters, readable, now);
    await tellOfExport(tx, present, readable, now);
    return keys;
  });
}

function requireExportable(keys: number): void {
  if (keys === 0) throw refuse("invalid", "keysNone");
  if (keys > EXPORT_AT_MOST) throw refuse("invalid", "keysTooMany", { max: EXPORT_AT_MOST });
}

const WHOLE = { keysOnly: true, limit: EXPORT_AT_MOST + 1 };

/** How many keys the filters leave, counted up to one more than an export may hold. */
export async function countKeys(actor: Actor, filters: KeyFilters): Promise<number> {
  authorize(actor, "keys.view");
  const [found] = await db.$queryRaw<{ keys: number }[]>`
    SELECT count(*)::int AS keys FROM (${keyRows(actor, filters, WHOLE)}) r`;
  return found?.keys ?? 0;
}

function findSealed(tx: Tx, actor: MemberActor, filters: KeyFilters): Promise<Sealed[]> {
  return tx.$queryRaw<Sealed[]>`
    SELECT r.*, k."secretEnc"
    FROM (${keyRows(actor, filters, WHOLE)}) r JOIN "LicenseKey" k ON k."id" = r."id"
    ORDER BY r."product", r."productId", r."id"`;
}

/** A key that none of SECRETS opens keeps its row: a file that leaves it out would be taken for whole. */
async function openAll(
  tx: Tx,
  { purchasingAccountId }: MemberActor,
  rows: readonly Sealed[],
): Promise<ExportedKey[]> {
  const account = await tx.purchasingAccount.findUniqueOrThrow({
    where: { id: purchasingAccountId },
    select: { numberKey: true },
  });
  return rows.map(({ secretEnc, ...row }) => ({
    ...row,
    secret: openKey(secretEnc, account.numberKey) ?? null,
  }));
}

async function recordExport(
  tx: Tx,
  actor: MemberActor,
  { search, status, family }: KeyFilters,
  keys: number,
  now: Date,
): Promise<void> {
  const { purchasingAccountId } = actor;
  await recordEvent(tx, actor, now, {
    action: "key.exported",
    object: { kind: "purchasingAccount", id: purchasingAccountId },
    purchasingAccountId,
    data: {
      keys,
      searched: search !== undefined,
      ...(status && { status }),
      ...(family && { family }),
    },
  });
}
