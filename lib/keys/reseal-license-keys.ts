import { db } from "../db/client";
import { isUniqueViolation } from "../db/is-unique-violation";
import { lockAccount } from "../db/lock";
import { transaction } from "../db/transaction";
import { env } from "../env";
import { openKey, resealKey, type SealedKey } from "./seal-key";

const BATCH = 500;

export interface Resealed {
  readonly sealed: number;
  /** Second rows of a key that its account had twice: gone, or still there since the trail names them. */
  readonly removed: number;
  readonly kept: number;
}

/**
 * Seals every product key with the newest of SECRETS, so that an old one can be taken away. How many it
 * were. Safe to be cut off, and when two run.
 */
export async function resealLicenseKeys(): Promise<Resealed> {
  const counts = { sealed: 0, removed: 0, kept: 0 };
  // A single secret has sealed whatever opens at all.
  if (env.SECRETS.length === 1) return counts;
  let after: string | undefined;
  for (;;) {
    const rows = await db.licenseKey.findMany({
      ...(after === undefined ? {} : { where: { id: { gt: after } } }),
      select: {
        id: true,
        secretEnc: true,
        purchasingAccount: { select: { id: true, numberKey: true } },
      },
      orderBy: { id: "asc" },
      take: BATCH,
    });
    for (const row of rows) {
      const sealed = resealKey(row.secretEnc, row.purchasingAccount.numberKey);
      const became = sealed && (await renew(row, sealed));
      if (became) counts[became] += 1;
    }
    after = rows.at(-1)?.id;
    if (rows.length < BATCH) return counts;
  }
}

interface Row {
  readonly id: string;
  readonly secretEnc: Uint8Array<ArrayBuffer>;
  readonly purchasingAccount: { readonly id: string; readonly numberKey: string };
}

/** What became of the row; null where somebody else was faster. */
async function renew(row: Row, data: SealedKey): Promise<keyof Resealed | null> {
  const { id, secretEnc } = row;
  try {
    const { count } = await db.licenseKey.updateMany({ where: { id, secretEnc }, data });
    return count === 1 ? "sealed" : null;
  } catch (error) {
    if (!isUniqueViolation(error)) throw error;
    return endSecond(row, data);
  }
}

/**
 * The account has the same key in another row: it was imported again, differently, while no secret opened
 * this one. Imports keep the other row up to date, so this one goes, unless the trail says that it was shown:
 * then it stays readable, under an HMAC that no import meets.
 */
async function endSecond(
  { id, secretEnc, purchasingAccount: account }: Row,
  { secretHmac, ...sealed }: SealedKey,
): Promise<keyof Resealed | null> {
  return transaction(async (tx) => {
    // Whoever has a key shown holds this lock until the trail says so.
    await lockAccount(tx, account.id);
    const other = await tx.licenseKey.findFirst({
      where: { purchasingAccountId: account.id, secretHmac },
      select: { secretEnc: true },
    });
    const opens = other !== null && openKey(other.secretEnc, account.numberKey) !== undefined;
    const named = await tx.auditEvent.findFirst({ where: { objectId: id }, select: { id: true } });
    const where = { id, secretEnc };
    if (opens && !named) {
      return (await tx.licenseKey.deleteMany({ where })).count === 1 ? "removed" : null;
    }
    return (await tx.licenseKey.updateMany({ where, data: sealed })).count === 1 ? "kept" : null;
  });
}
