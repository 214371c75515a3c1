import { refuse } from "../errors";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { LINK_LIFE, newDownloadToken } from "./download-link";
import { findFile } from "./find-file";
import { openStored } from "./open-stored";
import { tellOfUnavailable } from "./tell-of-unavailable";

/**
 * The token of a link to a file: for this person only, and for some hours (edge 39). Throws `notFound` for
 * what isn't licensed here, and `gone` when the file isn't in the storage as recorded.
 */
export async function offerDownload(
  actor: Actor,
  { fileId }: { fileId: string },
  now = new Date(),
): Promise<{ token: string; endsAt: Date }> {
  authorize(actor, "downloads.use");
  const file = await findFile(actor, fileId);
  const stored = await openStored(file);
  if ("unavailable" in stored) {
    await tellOfUnavailable(actor, file, stored.unavailable, now);
    throw refuse("gone", "downloadUnavailable");
  }
  await stored.handle.close();
  const endsAt = new Date(now.getTime() + LINK_LIFE);
  const { membershipId } = actor;
  return { token: newDownloadToken({ ...file, fileId: file.id, membershipId, endsAt }), endsAt };
}
