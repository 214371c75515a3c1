import { randomUUID } from "node:crypto";
import type { Tx } from "../db/client";
import { enqueueMail, recipientOf } from "../mail/enqueue-mail";
import { hashToken, newToken } from "../secrets";

export interface Invitee {
  readonly purchasingAccountId: string;
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
  readonly once?: string;
}

/**
 * Makes a link of an invitation and queues its mail, in the invitee's language (R61). A RESEND ends
 * every earlier link; the caller holds the invitation's lock and has moved its expiry.
 */
export async function issueLink(tx: Tx, now: Date, issue: Issue): Promise<void> {
  const { invitationId, invitee, kind } = issue;
  if (kind === "RESEND") {
    await tx.invitationLink.updateMany({
      where: { invitationId, supersededAt: null },
      data: { supersededAt: now },
    });
  }
  const id = randomUUID();
  const tokenHash = hashToken(newToken("invitation", id));
  await tx.invitationLink.create({
    data: { id, invitationId, tokenHash, kind, sentToKey: invitee.emailKey, createdAt: now },
  });
  await enqueueMail(tx, now, {
    template: "invitation",
    language: invitee.language,
    to: recipientOf(invitee),
    purchasingAccountId: invitee.purchasingAccountId,
    linkId: id,
    ...(issue.once === undefined ? {} : { once: issue.once }),
  });
}
