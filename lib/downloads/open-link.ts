import type { SoftwareFile } from "../../prisma/generated/client";
import { DomainError, refuse } from "../errors";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { isDownloadToken, readDownloadToken } from "./download-link";
import { findFile } from "./find-file";

/** The file that a link opens for the actor, with the link's end. */
export interface OpenedLink {
  readonly file: SoftwareFile;
  readonly endsAt: Date;
}

/**
 * Judges a link by the rights of this moment (edge 39). Throws `notFound` for a link of somebody else, for
 * one that isn't whole, and when the licenses don't open the file any more; `gone` after its time.
 */
export async function openLink(actor: Actor, token: string, now: Date): Promise<OpenedLink> {
  authorize(actor, "downloads.use");
  const said = readDownloadToken(token);
  const file = said && (await findFile(actor, said.fileId).catch(foreign));
  const { membershipId } = actor;
  if (!file || !isDownloadToken({ ...said, sha256: file.sha256, membershipId })) {
    throw refuse("notFound", "downloadLinkForeign");
  }
  if (said.endsAt <= now) throw refuse("gone", "downloadLinkOver");
  return { file, endsAt: said.endsAt };
}

/** What isn't licensed here is told apart from a foreign link by nobody. */
function foreign(error: unknown): null {
  if (error instanceof DomainError && error.code === "notFound") return null;
  throw error;
}
