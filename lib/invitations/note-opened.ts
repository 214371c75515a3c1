import { db } from "../db/client";
import { hashLinkToken } from "../secrets";

/**
 * Notes that somebody has begun to fill in the page behind a link (decision 10). The page posts this
 * after its first input; a GET never does. Says nothing about whether there is such a link.
 */
export async function noteOpened(token: string, now = new Date()): Promise<void> {
  await db.invitationLink.updateMany({
    where: { tokenHash: hashLinkToken(token), startedAt: null, supersededAt: null },
    data: { startedAt: now },
  });
}
