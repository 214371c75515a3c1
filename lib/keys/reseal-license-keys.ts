import { db } from "../db/client";
import { resealKey } from "./seal-key";

const BATCH = 500;

/**
 * Seals every product key with the newest of SECRETS, so that an old one can be taken away. How many it
 * were. Safe to be cut off, and when two run.
 */
export async function resealLicenseKeys(): Promise<number> {
  let done = 0;
  let after: string | undefined;
  for (;;) {
    const rows = await db.licenseKey.findMany({
      ...(after === undefined ? {} : { where: { id: { gt: after } } }),
      select: {
        id: true,
        secretEnc: true,
        purchasingAccount: { select: { numberKey: true } },
      },
      orderBy: { id: "asc" },
      take: BATCH,
    });
    for (const { id, secretEnc, purchasingAccount } of rows) {
      const sealed = resealKey(secretEnc, purchasingAccount.numberKey);
      if (!sealed) continue;
      done += (await db.licenseKey.updateMany({ where: { id, secretEnc }, data: sealed })).count;
    }
    after = rows.at(-1)?.id;
    if (rows.length < BATCH) return done;
  }
}
