import { randomUUID } from "node:crypto";
import type { Tx } from "../db/client";
import { enqueueMail, recipientOf } from "../mail/enqueue-mail";
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
  readonly kind: "FIRST" | "RESEND";
  readonly expiresAt: Date;
  readonly once?: string;
  readonly sendAt?: Date | undefined;
}

/**
 * Makes a link of an invitation with a fresh typed code, and queues its mail in the invitee's language
 * (R61). A RESEND ends every earlier link; the caller holds the invitation's lock and has moved its
 * expiry.
 */
export async function issueLink(tx: Tx, now: Date, issue: Issue): Promise<void> {
  const { invitationId, invitee, kind } = issue;
  if (kind === "RESEND") {
    await tx.invitationLink.updateMany({
      where: { invitationId, supersededAt: null },
      data: { supersededAt: now },
    });
  }
  const id = await createLink(tx, { invitationId, kind, sentToKey: invitee.emailKey }, now);
  await tx.invitation.update({
    where: { id: invitationId },
    data: {
      codeHmac: codeHmac(newCode(id), invitationId),
      codeTries: 0,
      noticeAt: nextNotice(issue.expiresAt, now),
    },
  });
  await enqueueMail(tx, now, {
    template: "invitation",
    language: invitee.language,
    to: recipientOf(invitee),
    linkId: id,
    sendAt: issue.sendAt,
    ...(invitee.purchasingAccountId === undefined
      ? {}
      : { purchasingAccountId: invitee.purchasingAccountId }),
    ...(issue.once === undefined ? {} : { once: issue.once }),
  });
}

/** The row of a link, with the hash of its token. Returns its id. */
export async function createLink(
  tx: Tx,
  link: { invitationId: string; kind: "FIRST" | "RESEND" | "REMINDER"; sentToKey: string },
  now: Date,
): Promise<string> {
  const id = randomUUID();
  const tokenHash = hashToken(newToken("invitation", id));
  await tx.invitationLink.create({ data: { id, ...link, tokenHash, createdAt: now } });
  return id;
}
