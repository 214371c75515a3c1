import { recordEvent } from "../audit/record-event";
import { db, type Tx } from "../db/client";
import { newId } from "../db/new-id";
import { transaction } from "../db/transaction";
import type { MemberActor } from "../policy/actor";
import type { OpenedLink } from "./open-link";
import type { Part } from "./part-of";

/** Notes that a download begins, once for each link: whoever resumes continues the same record. */
export async function recordStart(
  actor: MemberActor,
  { file, endsAt: linkEndsAt }: OpenedLink,
  now: Date,
): Promise<string> {
  const { purchasingAccountId, membershipId } = actor;
  const key = { membershipId, fileId: file.id, linkEndsAt };
  const known = await db.download.findUnique({
    where: { membershipId_fileId_linkEndsAt: key },
    select: { id: true },
  });
  if (known) return known.id;
  return transaction(async (tx) => {
    const id = newId();
    const { count } = await tx.download.createMany({
      data: { id, ...key, purchasingAccountId, startedAt: now },
      skipDuplicates: true,
    });
    // Two parts asked for at once: the other one was first.
    if (count === 0) {
      const where = { membershipId_fileId_linkEndsAt: key };
      return (await tx.download.findUniqueOrThrow({ where, select: { id: true } })).id;
    }
    await recordEvent(tx, actor, now, {
      action: "download.started",
      object: { kind: "softwareFile", id: file.id },
      purchasingAccountId,
      data: { download: id },
    });
    return id;
  });
}

/** What one request sent of a part. */
interface Sent extends Pick<Part, "start"> {
  readonly downloadId: string;
  readonly bytes: number;
}

/** Adds what a request sent. With the last missing byte the download ends, once, in whatever order. */
export async function recordSent(
  actor: MemberActor,
  { downloadId, start, bytes }: Sent,
  now: Date,
): Promise<void> {
  await transaction(async (tx) => {
    await tx.$executeRaw`
      UPDATE "Download" SET "bytesSent" = "bytesSent" + ${bytes}::bigint,
        "covered" = "covered" + int8multirange(int8range(${start}::bigint, ${start + bytes}::bigint))
      WHERE "id" = ${downloadId}::uuid`;
    const [ended] = await endIfWhole(tx, downloadId, now);
    if (!ended) return;
    await recordEvent(tx, actor, now, {
      action: "download.ended",
      object: { kind: "softwareFile", id: ended.fileId },
      purchasingAccountId: actor.purchasingAccountId,
      data: { download: downloadId, bytesSent: Number(ended.bytesSent) },
    });
  });
}

function endIfWhole(tx: Tx, downloadId: string, now: Date) {
  return tx.$queryRaw<{ fileId: string; bytesSent: bigint }[]>`
    UPDATE "Download" d SET "endedAt" = ${now} FROM "SoftwareFile" f
    WHERE d."id" = ${downloadId}::uuid AND f."id" = d."fileId" AND d."endedAt" IS NULL
      AND d."covered" @> int8range(0, f."size")
    RETURNING d."fileId", d."bytesSent"`;
}
