import { z } from "zod";
import { recordEvent } from "../audit/record-event";
import type { Tx } from "../db/client";
import { lockInvitation } from "../db/lock";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import { momentInWords } from "../messages";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { expiryFrom, RESEND_GAP, RESEND_WINDOW, RESENDS_A_DAY } from "./invitation-life";
import { findInvitation } from "./find-invitation";
import { issueLink, type Invitee } from "./issue-link";

export const invitationIdSchema = z.object({ invitationId: z.uuid("notFound") });

/**
 * Sends an invitation again (R60, decision 8): a fresh link, 60 new days, earlier links dead. It
 * renews an expired one in place and releases a held one, since the actor may assign its roles.
 * Throws `limited` inside the gap or beyond the daily number, `conflict` when it is no longer open.
 */
export async function resendInvitation(
  actor: Actor,
  { invitationId }: z.infer<typeof invitationIdSchema>,
  now = new Date(),
): Promise<{ email: string }> {
  authorize(actor, "users.invite");
  return transaction(async (tx) => {
    const { membership } = await findInvitation(tx, actor, invitationId);
    await renewInvitation(tx, { invitationId, invitee: membership }, now);
    await tx.invitation.update({ where: { id: invitationId }, data: { heldAt: null } });
    await tx.membership.update({
      where: { id: membership.id },
      data: { grantedById: actor.membershipId },
    });
    await recordEvent(tx, actor, now, {
      action: "invitation.resent",
      object: { kind: "invitation", id: invitationId },
      purchasingAccountId: actor.purchasingAccountId,
      data: { membershipId: membership.id },
    });
    return { email: membership.email };
  });
}

/** The one way to a fresh link, whoever asks: limits are counted under the invitation's lock (edge 7). */
export async function renewInvitation(
  tx: Tx,
  { invitationId, invitee }: { invitationId: string; invitee: Invitee },
  now: Date,
): Promise<void> {
  await lockInvitation(tx, invitationId);
  const links = await tx.invitationLink.findMany({
    where: {
      invitationId,
      sentToKey: invitee.emailKey,
      createdAt: { gt: new Date(now.getTime() - RESEND_WINDOW) },
    },
    orderBy: { createdAt: "desc" },
    select: { createdAt: true, kind: true },
  });
  const [latest] = links;
  if (latest && now.getTime() - latest.createdAt.getTime() < RESEND_GAP) {
    throw refuse("limited", "resentJustNow");
  }
  const resends = links.filter(({ kind }) => kind === "RESEND");
  const third = resends[RESENDS_A_DAY - 1];
  if (third) {
    const again = new Date(third.createdAt.getTime() + RESEND_WINDOW);
    throw refuse("limited", "resentTooOften", { time: momentInWords(again, "en") });
  }
  const { count } = await tx.invitation.updateMany({
    where: { id: invitationId, status: "PENDING" },
    data: { expiresAt: expiryFrom(now) },
  });
  if (count === 0) throw refuse("conflict", "invitationNotOpen");
  await issueLink(tx, now, { invitationId, invitee, kind: "RESEND" });
}
