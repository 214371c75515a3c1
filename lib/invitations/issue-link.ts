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
 * Makes a new link of an invitation with a typed code of its own, and queues its mail in the invitee's
 * language (R61). Earlier links go on until their own end; the caller holds the invitation's lock and has
 * moved its expiry.
 */
export async function issueLink(
  tx: Tx,
  now: Date,
  { invitationId, invitee, expiresAt }: Issue,
): Promise<void> {
  const link = { invitationId, kind: "RESEND", sentToKey: invitee.emailKey, expiresAt } as const;
  const linkId = await createLink(tx, link, now);
  await tx.invitation.update({
    where: { id: invitationId },
    data: { noticeAt: nextNotice(expiresAt, now) },
  });
  await enqueueMail(tx, now, invitationMail(invitee, linkId));
}

/** Ends every link that an invitation has, with its code. */
export async function supersedeLinks(tx: Tx, invitationId: string, now: Date): Promise<void> {
  await tx.invitationLink.updateMany({
    where: { invitationId, supersededAt: null },
    data: { supersededAt: now },
  });
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
  readonly expiresAt: Date;
}

/** The row of a link, with the hash of its token. Returns its id. */
export async function createLink(tx: Tx, link: Link, now: Date): Promise<string> {
  const row = linkRow(link, now);
  await tx.invitationLink.create({ data: row });
  return row.id;
}

/** A reminder's mail repeats the code of the newest full link. */
export function linkRow(link: Link, now: Date) {
  const id = randomUUID();
  return {
    id,
    ...link,
    tokenHash: hashToken(newToken("invitation", id)),
    codeHmac: link.kind === "REMINDER" ? null : codeHmac(newCode(id), link.invitationId),
    createdAt: now,
  };
}
