import { z } from "zod";
import { db } from "../db/client";
import type { Actor, MemberActor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import type { KeyQuery } from "./key-query";
import { familiesOf, findKeyBound, type KeyBound, type KeyRecord, keyRows } from "./key-rows";
import { openKey } from "./seal-key";

const PAGE_SIZE = 50;

interface ListedKey extends KeyRecord {
  /** None of SECRETS opens it: it has to be imported again. */
  readonly isUnreadable: boolean;
}

export interface KeysPage {
  readonly rows: readonly ListedKey[];
  /** Cursors of the neighbouring pages. */
  readonly previous: string | null;
  readonly next: string | null;
}

/**
 * The keys of the actor's purchasing account by product, masked, and the licensed products that have
 * none. Keyset paging both ways. Throws `forbidden` for those whose roles don't show keys.
 */
export async function listKeys(actor: Actor, query: KeyQuery): Promise<KeysPage> {
  authorize(actor, "keys.view");
  const bound = await findBound(actor, query.after ?? query.before);
  const backwards = bound !== null && query.after === undefined;
  const found = await db.$queryRaw<KeyRecord[]>(
    keyRows(actor, query, { bound, backwards, limit: PAGE_SIZE + 1 }),
  );
  // Nothing beyond the bound: what stood there is gone, or that was the beginning.
  if (bound && found.length === 0) {
    return listKeys(actor, { ...query, after: undefined, before: undefined });
  }
  const rows = found.slice(0, PAGE_SIZE);
  if (backwards) rows.reverse();
  const more = found.length > PAGE_SIZE;
  return {
    rows: await withReadability(actor, rows),
    previous: (backwards ? more : bound !== null) ? (rows[0]?.id ?? null) : null,
    next: backwards || more ? (rows.at(-1)?.id ?? null) : null,
  };
}

/** The families that the list can be narrowed to. */
export async function keyFamilies(actor: Actor): Promise<string[]> {
  authorize(actor, "keys.view");
  return familiesOf(actor);
}

async function withReadability(
  { purchasingAccountId }: MemberActor,
  rows: readonly KeyRecord[],
): Promise<ListedKey[]> {
  const sealed = await db.licenseKey.findMany({
    where: { purchasingAccountId, id: { in: rows.map(({ id }) => id) } },
    select: { id: true, secretEnc: true, purchasingAccount: { select: { numberKey: true } } },
  });
  const unreadable = new Set(
    sealed
      .filter((key) => openKey(key.secretEnc, key.purchasingAccount.numberKey) === undefined)
      .map(({ id }) => id),
  );
  return rows.map((row) => ({ ...row, isUnreadable: unreadable.has(row.id) }));
}

/** Null for what is made up, and for a row out of the actor's sight. */
async function findBound(actor: MemberActor, cursor: string | undefined): Promise<KeyBound | null> {
  const id = z.uuid().safeParse(cursor);
  return id.success ? findKeyBound(actor, id.data) : null;
}
