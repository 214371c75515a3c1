import { randomUUID } from "node:crypto";
import { db, type Tx } from "../db/client";
import { hashLinkToken, hashToken, newToken } from "../secrets";

const HOUR = 3_600_000;

/** How long each kind of single-use link to a password works. */
const LIFE = { RESET: HOUR, OPERATOR: 24 * HOUR } as const;

type PasswordPurpose = keyof typeof LIFE;

type Subject =
  | { readonly purpose: PasswordPurpose; readonly userId: string }
  | { readonly purpose: "OBJECTION"; readonly changeId: string; readonly issuedTo: string }
  | { readonly purpose: "OPT_OUT"; readonly invitationId: string }
  | { readonly purpose: "EMAIL_OLD" | "EMAIL_NEW"; readonly emailChangeId: string };

/** Makes a link to a password for a person and ends their earlier ones of that purpose. */
export async function issueOneTimeLink(
  tx: Tx,
  purpose: PasswordPurpose,
  userId: string,
  now: Date,
) {
  await tx.oneTimeLink.updateMany({
    where: { userId, purpose, usedAt: null },
    data: { usedAt: now },
  });
  return createOneTimeLink(tx, { purpose, userId }, new Date(now.getTime() + LIFE[purpose]), now);
}

/** The row of a single-use link; the token is for the mail alone. */
export async function createOneTimeLink(tx: Tx, subject: Subject, expiresAt: Date, now: Date) {
  const id = randomUUID();
  const token = newToken("one-time", id);
  await tx.oneTimeLink.create({
    data: { id, ...subject, tokenHash: hashToken(token), createdAt: now, expiresAt },
  });
  return { id, token, expiresAt };
}

/** A new password or address ends every link that could set another one, and open changes. */
export async function endOneTimeLinks(tx: Tx, userId: string, now: Date): Promise<void> {
  await tx.oneTimeLink.updateMany({
    where: { usedAt: null, OR: [{ userId }, { emailChange: { userId } }] },
    data: { usedAt: now },
  });
  await tx.emailChange.updateMany({ where: { userId, endedAt: null }, data: { endedAt: now } });
}

/** The person behind a link that still works, for the page; reads only (decision 9). */
export async function readOneTimeLink(purpose: PasswordPurpose, token: string, now: Date) {
  const link = await db.oneTimeLink.findUnique({
    where: { tokenHash: hashLinkToken(token) },
    include: { user: { select: { email: true, firstName: true, lastName: true, language: true } } },
  });
  const works = link?.purpose === purpose && !link.usedAt && link.expiresAt > now;
  return works && link.user ? { id: link.id, user: link.user } : null;
}
