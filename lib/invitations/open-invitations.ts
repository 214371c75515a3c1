import type { Tx } from "../db/client";
import { newId } from "../db/new-id";
import { enqueueMails } from "../mail/enqueue-mail";
import { expiryFrom, nextNotice } from "./invitation-life";
import { invitationMail, linkRow, type Invitee } from "./issue-link";

interface Opening {
  /** Into which place, and by whom. */
  readonly invitation:
    | { readonly kind: "PARTNER"; readonly partnerUserId: string }
    | {
        readonly kind: "COLLEAGUE" | "ADMINISTRATOR";
        readonly membershipId: string;
        readonly purchasingAccountId: string;
        readonly invitedById?: string;
      };
  readonly invitee: Invitee;
  readonly once?: string;
  readonly sendAt?: Date | undefined;
}

/** One new invitation with its first link and its mail, for somebody who is written already. */
export async function openInvitation(tx: Tx, now: Date, opening: Opening): Promise<string> {
  const [id = ""] = await openInvitations(tx, now, [opening]);
  return id;
}

/** The same for many, in as few statements as for one. Returns their ids in the given order. */
export async function openInvitations(
  tx: Tx,
  now: Date,
  openings: readonly Opening[],
): Promise<string[]> {
  const expiresAt = expiryFrom(now);
  const made = openings.map((opening) => {
    const id = newId();
    const sentToKey = opening.invitee.emailKey;
    const link = { invitationId: id, kind: "FIRST", sentToKey, expiresAt } as const;
    return { ...opening, id, link: linkRow(link, now) };
  });
  await tx.invitation.createMany({
    data: made.map(({ id, invitation }) => ({
      id,
      ...invitation,
      expiresAt,
      createdAt: now,
      noticeAt: nextNotice(expiresAt, now),
    })),
  });
  await tx.invitationLink.createMany({ data: made.map(({ link }) => link) });
  const mails = made.map(({ invitee, link, once, sendAt }) => ({
    ...invitationMail(invitee, link.id),
    ...(once === undefined ? {} : { once }),
    sendAt,
  }));
  await enqueueMails(tx, now, mails);
  return made.map(({ id }) => id);
}
