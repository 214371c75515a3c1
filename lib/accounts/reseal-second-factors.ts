import { db } from "../db/client";
import { reseal } from "../secrets";
import { sealOf } from "./second-factor";

const BATCH = 500;

/**
 * The worker's round after new SECRETS: seals the apps' secrets with the newest, so that an old one can
 * be taken away. How many it were.
 */
export async function resealSecondFactors(): Promise<number> {
  let done = 0;
  let after = "";
  for (;;) {
    const rows = await db.totp.findMany({
      ...(after && { cursor: { userId: after }, skip: 1 }),
      select: { userId: true, secretEnc: true },
      orderBy: { userId: "asc" },
      take: BATCH,
    });
    for (const { userId, secretEnc } of rows) {
      const sealed = reseal(secretEnc, sealOf(userId));
      if (!sealed) continue;
      const where = { userId, secretEnc };
      done += (await db.totp.updateMany({ where, data: { secretEnc: sealed } })).count;
    }
    const last = rows.at(-1);
    if (!last || rows.length < BATCH) return done;
    after = last.userId;
  }
}
