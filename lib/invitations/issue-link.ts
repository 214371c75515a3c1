import { randomUUID } from "node:crypto";
import type { Tx } from "../db/client";
import { enqueueMail, recipientOf, type Mail } from "../mail/enqueue-mail";
import { codeHmac, hashToken, newCode, newToken } from "../secrets";
import { nextNotice } from "./invitation-life";

export interface Invitee {
  /** Absent for a partner's people. */
  readonly purchasingAccountId?: string;
  readonly email: string;
  readonly emailKey: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly language: string;
}

interface Issue {
  readonly invitationId: string;
  readonly invitee: Invitee;
  readonly expiresAt: Date;
}

/**
 * Makes a new link of an invitation with a fresh typed code, and queues its mail in the invitee's language
 * (R61). It ends every earlier link; the caller holds the invitation's lock and has moved its expiry.
 */
export async function issueLink(tx: Tx, now: Date, issue: Issue): Promise<void> {
  const { invitationId, invitee, expiresAt } = issue;
  await tx.invitationLink.updateMany({
    where: { invitationId, supersededAt: null },
    data: { supersededAt: now },
  });
  const sentToKey = invitee.emailKey;
  const linkId = await createLink(tx, { invitationId, kind: "RESEND", sentToKey }, now);
  await tx.invitation.update({
    where: { id: invitationId },
    data: withCode({ id: invitationId, linkId, expiresAt }, now),
  });
  await enqueueMail(tx, now, invitationMail(invitee, linkId));
}

/** What an invitation keeps of its newest link: the code's HMAC, not tried yet, and its first notice. */
export function withCode(
  { id, linkId, expiresAt }: { id: string; linkId: string; expiresAt: Date },
  now: Date,
) {
  const noticeAt = nextNotice(expiresAt, now);
  return { codeHmac: codeHmac(newCode(linkId), id), codeTries: 0, noticeAt };
}

export function invitationMail(invitee: Invitee, linkId: string): Mail {
  const { purchasingAccountId, language } = invitee;
  return {
    template: "invitation",
    language,
    to: recipientOf(invitee),
    linkId,
    ...(purchasingAccountId === undefined ? {} : { purchasingAccountId }),
  };
}

interface Link {
  readonly invitationId: string;
  readonly kind: "FIRST" | "RESEND" | "REMINDER";
  readonly sentToKey: string;
}

/** The row of a link, with the hash of its token. Returns its id. */
export async function createLink(tx: Tx, link: Link, now: Date): Promise<string> {
  const row = linkRow(link, now);
  await tx.invitationLink.create({ data: row });
  return row.id;
}

export function linkRow(link: Link, now: Date) {
  const id = randomUUID();
  return { id, ...link, tokenHash: hashToken(newToken("invitation", id)), createdAt: now };
}
