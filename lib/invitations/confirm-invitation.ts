import { db } from "../db/client";
import { transaction } from "../db/transaction";
import { notFound, refuse } from "../errors";
import type { PersonActor } from "../policy/actor";
import { admit, claimInvitation, holdIfNeeded, inviteeOf, lockForAdmission } from "./admit";
import { readInvitation } from "./read-invitation";
import { requireLiveAgreement } from "./require-live-agreement";

/** `accountKey` is null for who comes in at a partner. */
type Confirmed = { outcome: "in"; accountKey: string | null } | { outcome: "held" };

/**
 * One click by a signed-in person whose address was invited (R6, edges 8, 18), with the mailed link.
 * Throws `forbidden` when the invitation is for another address, `gone` when the link is dead.
 */
export async function confirmByLink(
  actor: PersonActor,
  { token }: { token: string },
  now = new Date(),
): Promise<Confirmed> {
  const page = await readInvitation(token, now);
  if (page.state === "held") return { outcome: "held" };
  if (page.state !== "open") throw refuse("gone", "invitationNotOpen");
  return confirm(actor, page.invitationId, page.linkId, now);
}

/**
 * The same from the dashboard, which offers what waits for the signed-in person's own address
 * (decision 3). Throws `notFound` for an invitation of anybody else.
 */
export async function confirmWaiting(
  actor: PersonActor,
  { invitationId }: { invitationId: string },
  now = new Date(),
): Promise<Confirmed> {
  const user = await db.user.findUniqueOrThrow({ where: { id: actor.userId } });
  const mine = await db.invitation.findFirst({
    where: {
      id: invitationId,
      OR: [
        { membership: { emailKey: user.emailKey } },
        { partnerUser: { emailKey: user.emailKey } },
      ],
    },
    select: { id: true },
  });
  if (!mine) throw notFound();
  return confirm(actor, invitationId, null, now);
}

async function confirm(
  actor: PersonActor,
  invitationId: string,
  linkId: string | null,
  now: Date,
): Promise<Confirmed> {
  return transaction(async (tx): Promise<Confirmed> => {
    const locked = await lockForAdmission(tx, invitationId);
    const user = await tx.user.findUniqueOrThrow({ where: { id: actor.userId } });
    if (user.emailKey !== inviteeOf(locked).emailKey) throw refuse("forbidden", "otherAddress");
    if (locked.purchasingAccountId) await requireLiveAgreement(tx, locked.purchasingAccountId, now);
    if (await holdIfNeeded(tx, actor, locked, now)) return { outcome: "held" };
    await claimInvitation(tx, invitationId, linkId, now);
    const { id: userId, firstName, lastName, emailKey } = user;
    await admit(tx, actor, locked, { userId, firstName, lastName, emailKey }, now);
    if (locked.purchasingAccountId === null) return { outcome: "in", accountKey: null };
    const account = await tx.purchasingAccount.findUniqueOrThrow({
      where: { id: locked.purchasingAccountId },
      select: { numberKey: true },
    });
    return { outcome: "in", accountKey: account.numberKey };
  });
}
