import { recordEvent } from "../audit/record-event";
import { personValues } from "../audit/personal";
import { db } from "../db/client";
import { transaction } from "../db/transaction";
import { logger } from "../logger";
import { SYSTEM } from "../policy/actor";
import { LINK_LIFE } from "./download-link";

const BATCH = 100;

/**
 * Ends what can't be resumed any more: its link ran out long ago, and bytes are still missing. Safe to be
 * cut off, and when two run. How many it were.
 */
export async function giveUpDownloads(now: Date): Promise<number> {
  let given = 0;
  let after: string | undefined;
  for (;;) {
    const open = await findOpen(now, after);
    for (const download of open) {
      try {
        if (await giveUp(download, now)) given += 1;
      } catch (error) {
        // The next round tries again; this one goes on with the others.
        logger.error({ err: error, download: download.id }, "a download could not be given up");
      }
    }
    after = open.at(-1)?.id;
    if (open.length < BATCH) return given;
  }
}

type Open = Awaited<ReturnType<typeof findOpen>>[number];

/** The next ones behind an id: one that can't be ended isn't found twice. */
function findOpen(now: Date, after: string | undefined) {
  // A part that was asked for in the link's last minute may still be on its way.
  const before = new Date(now.getTime() - LINK_LIFE);
  return db.download.findMany({
    where: {
      ...{ endedAt: null, linkEndsAt: { lt: before } },
      ...(after === undefined ? {} : { id: { gt: after } }),
    },
    orderBy: { id: "asc" },
    take: BATCH,
    include: { membership: true },
  });
}

/** False where another round was faster, or the last byte came after all. */
function giveUp(
  { id, fileId, purchasingAccountId, membership }: Open,
  now: Date,
): Promise<boolean> {
  return transaction(async (tx) => {
    const [given] = await tx.download.updateManyAndReturn({
      where: { id, endedAt: null },
      data: { endedAt: now },
      select: { bytesSent: true },
    });
    if (!given) return false;
    await recordEvent(tx, SYSTEM, now, {
      action: "download.given_up",
      object: { kind: "softwareFile", id: fileId },
      purchasingAccountId,
      data: { download: id, bytesSent: Number(given.bytesSent) },
      personal: { after: personValues(membership) },
    });
    return true;
  });
}
