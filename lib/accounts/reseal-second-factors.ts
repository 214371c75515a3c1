import { db } from "../db/client";
import { env } from "../env";
import { reseal } from "../secrets";
import { sealOf } from "./second-factor";

const BATCH = 500;

/**
 * The worker's round after new SECRETS: seals the apps' secrets with the newest, so that an old one can
 * be taken away. How many it were.
 */
export async function resealSecondFactors(): Promise<number> {
  // A single secret has sealed whatever opens at all.
  if (env.SECRETS.length === 1) return 0;
  let done = 0;
  let after: string | undefined;
  for (;;) {
    const rows = await db.totp.findMany({
      ...(after === undefined ? {} : { where: { userId: { gt: after } } }),
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
    after = rows.at(-1)?.userId;
    if (rows.length < BATCH) return done;
  }
}
