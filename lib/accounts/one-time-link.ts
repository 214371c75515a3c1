import { randomUUID } from "node:crypto";
import { db, type Tx } from "../db/client";
import { hashToken, newToken } from "../secrets";

const HOUR = 3_600_000;

/** How long each kind of single-use link works. */
const LIFE = { RESET: HOUR, OPERATOR: 24 * HOUR } as const;

type Purpose = keyof typeof LIFE;

/** Makes a link for a person and ends their earlier ones of that purpose. */
export async function issueOneTimeLink(tx: Tx, purpose: Purpose, userId: string, now: Date) {
  await tx.oneTimeLink.updateMany({
    where: { userId, purpose, usedAt: null },
    data: { usedAt: now },
  });
  const id = randomUUID();
  const token = newToken("one-time", id);
  const expiresAt = new Date(now.getTime() + LIFE[purpose]);
  await tx.oneTimeLink.create({
    data: { id, purpose, userId, tokenHash: hashToken(token), createdAt: now, expiresAt },
  });
  return { id, token, expiresAt };
}

/** A new password ends every link that could set another one. */
export async function endOneTimeLinks(tx: Tx, userId: string, now: Date): Promise<void> {
  await tx.oneTimeLink.updateMany({ where: { userId, usedAt: null }, data: { usedAt: now } });
}

/** The person behind a link that still works, for the page; reads only (decision 9). */
export async function readOneTimeLink(purpose: Purpose, token: string, now: Date) {
  const link = await db.oneTimeLink.findUnique({
    where: { tokenHash: hashToken(token) },
    include: { user: { select: { email: true, firstName: true, lastName: true } } },
  });
  const works = link?.purpose === purpose && !link.usedAt && link.expiresAt > now;
  return works ? { id: link.id, user: link.user } : null;
}
