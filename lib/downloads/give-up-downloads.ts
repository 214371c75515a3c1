import { recordEvent } from "../audit/record-event";
import { personValues } from "../audit/personal";
import { db } from "../db/client";
import { transaction } from "../db/transaction";
import { SYSTEM } from "../policy/actor";
import { LINK_LIFE } from "./download-link";

const BATCH = 100;

/**
 * Ends what can't be resumed any more: its link ran out long ago, and bytes are still missing. Safe to be
 * cut off, and when two run. How many it were.
 */
export async function giveUpDownloads(now: Date): Promise<number> {
  // A part that was asked for in the link's last minute may still be on its way.
  const before = new Date(now.getTime() - LINK_LIFE);
  const open = await db.download.findMany({
    where: { endedAt: null, linkEndsAt: { lt: before } },
    orderBy: { linkEndsAt: "asc" },
    take: BATCH,
    include: { membership: true },
  });
  for (const { id, fileId, purchasingAccountId, membership } of open) {
    await transaction(async (tx) => {
      const [given] = await tx.download.updateManyAndReturn({
        where: { id, endedAt: null },
        data: { endedAt: now },
        select: { bytesSent: true },
      });
      if (!given) return;
      await recordEvent(tx, SYSTEM, now, {
        action: "download.given_up",
        object: { kind: "softwareFile", id: fileId },
        purchasingAccountId,
        data: { download: id, bytesSent: Number(given.bytesSent) },
        personal: { after: personValues(membership) },
      });
    });
  }
  return open.length;
}
