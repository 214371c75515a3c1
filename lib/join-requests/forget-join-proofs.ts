import { db } from "../db/client";
import { dayBefore } from "./join-limits";

/** Drops what people typed who asked to be let in; the limits count a day, and nothing else needs it. */
export async function forgetJoinProofs(now: Date): Promise<void> {
  await db.joinProof.deleteMany({ where: { createdAt: { lte: dayBefore(now) } } });
}
