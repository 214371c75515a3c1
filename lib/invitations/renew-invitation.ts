import type { Tx } from "../db/client";
import { lockInvitation } from "../db/lock";
import { refuse } from "../errors";
import { momentInWords } from "../messages";
import { expiryFrom, RESEND_GAP, RESEND_WINDOW, RESENDS_A_DAY } from "./invitation-life";
import { issueLink, supersedeLinks, type Invitee } from "./issue-link";
import { requireLiveAgreement } from "./require-live-agreement";

interface Renewal {
  readonly invitationId: string;
  readonly invitee: Invitee;
}

/**
 * A resend by an inviter, the partner or the vendor: the fresh link ends the earlier ones and their codes.
 * Undoes a decline. Throws as below.
 */
export async function renewInvitation(tx: Tx, renewal: Renewal, now: Date): Promise<void> {
  await moveExpiry(tx, renewal, ["PENDING", "DECLINED"], now);
  await supersedeLinks(tx, renewal.invitationId, now);
  await issueLink(tx, now, { ...renewal, expiresAt: expiryFrom(now) });
}

/**
 * A fresh link beside the earlier ones, which go on until their own end: so a stranger who knows an invited
 * address can't kill what lies in its mailbox. Throws as below; nobody outside undoes a decline (edge 23).
 */
export async function addLink(tx: Tx, renewal: Renewal, now: Date): Promise<void> {
  await moveExpiry(tx, renewal, ["PENDING"], now);
  await issueLink(tx, now, { ...renewal, expiresAt: expiryFrom(now) });
}

/**
 * What every way to a fresh link has in common: limits are counted under the invitation's lock (edge 7), and
 * an expired invitation is renewed in place. Throws `limited` inside the gap or beyond the daily number,
 * `conflict` when it is no longer open or its agreement has ended.
 */
async function moveExpiry(
  tx: Tx,
  { invitationId, invitee }: Renewal,
  from: ("PENDING" | "DECLINED")[],
  now: Date,
): Promise<void> {
  const { purchasingAccountId } = invitee;
  if (purchasingAccountId !== undefined) await requireLiveAgreement(tx, purchasingAccountId, now);
  await lockInvitation(tx, invitationId);
  await checkLimits(tx, invitationId, invitee.emailKey, now);
  const followed = {
    invitations: { some: { status: "PENDING", NOT: { id: invitationId } } },
  } as const;
  const { count } = await tx.invitation.updateMany({
    where: {
      id: invitationId,
      status: { in: from },
      OR: [{ membership: { status: "INVITED" } }, { partnerUser: { status: "INVITED" } }],
      // A declined one that was followed by another invitation stays as it is.
      NOT: { OR: [{ membership: followed }, { partnerUser: followed }] },
    },
    data: { status: "PENDING", endedAt: null, declineReason: null, expiresAt: expiryFrom(now) },
  });
  if (count === 0) throw refuse("conflict", "invitationNotOpen");
}

async function checkLimits(tx: Tx, invitationId: string, sentToKey: string, now: Date) {
  const links = await recentLinks(tx, invitationId, sentToKey, now);
  const [latest] = links;
  if (latest && now.getTime() - latest.createdAt.getTime() < RESEND_GAP) {
    throw refuse("limited", "resentJustNow");
  }
  const third = links.filter(({ kind }) => kind === "RESEND")[RESENDS_A_DAY - 1];
  if (!third) return;
  const again = new Date(third.createdAt.getTime() + RESEND_WINDOW);
  throw refuse("limited", "resentTooOften", { time: momentInWords(again, "en") });
}

/** How often it was sent again in the last 24 hours: staff see it, outsiders don't (decision 12). */
export async function resendsToday(tx: Tx, invitationId: string, sentToKey: string, now: Date) {
  const links = await recentLinks(tx, invitationId, sentToKey, now);
  return links.filter(({ kind }) => kind === "RESEND").length;
}

function recentLinks(tx: Tx, invitationId: string, sentToKey: string, now: Date) {
  return tx.invitationLink.findMany({
    where: { invitationId, sentToKey, createdAt: { gt: new Date(now.getTime() - RESEND_WINDOW) } },
    orderBy: { createdAt: "desc" },
    select: { createdAt: true, kind: true },
  });
}
