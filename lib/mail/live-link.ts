import type { EmailMessage, OneTimePurpose } from "../../prisma/generated/client";
import { db } from "../db/client";
import { tokenOf } from "../secrets";

/** The single-use link that a queued mail carries, with its token; null when it has ended by now. */
export async function liveLink(message: EmailMessage, purpose: OneTimePurpose, now: Date) {
  if (message.oneTimeLinkId === null) return null;
  const link = await db.oneTimeLink.findUnique({ where: { id: message.oneTimeLinkId } });
  if (link?.purpose !== purpose || link.usedAt || link.expiresAt <= now) return null;
  const token = tokenOf("one-time", link.id, link.tokenHash);
  return token === undefined ? null : { ...link, token };
}
