import { recordEvent } from "../audit/record-event";
import { db } from "../db/client";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import { SYSTEM, type Origin } from "../policy/actor";
import { hashLinkToken } from "../secrets";

/** Whether the page behind "Stop these reminders" has anything to stop; reads only (decision 9). */
export async function readOptOut(token: string, now = new Date()): Promise<"open" | "done" | null> {
  const link = await findOptOut(token, now);
  if (!link) return null;
  return link.invitation?.remindersOff ? "done" : "open";
}

/**
 * Stops the reminders of one invitation, from the page or by one click in a mail program (RFC 8058).
 * The invitation itself and its links stay as they are. Throws `gone` for a dead link.
 */
export async function stopReminders(
  { token }: { token: string },
  origin: Origin,
  now = new Date(),
): Promise<void> {
  const link = await findOptOut(token, now);
  const invitation = link?.invitation;
  if (!invitation) throw refuse("gone", "linkGone");
  await transaction(async (tx) => {
    const { count } = await tx.invitation.updateMany({
      where: { id: invitation.id, remindersOff: false },
      data: { remindersOff: true },
    });
    if (count === 0) return;
    await recordEvent(tx, { ...SYSTEM, origin }, now, {
      action: "invitation.reminders_stopped",
      object: { kind: "invitation", id: invitation.id },
      purchasingAccountId: invitation.purchasingAccountId ?? undefined,
    });
  });
}

async function findOptOut(token: string, now: Date) {
  const link = await db.oneTimeLink.findUnique({
    where: { tokenHash: hashLinkToken(token) },
    include: { invitation: true },
  });
  // One that is used up was mailed to an address that was corrected since.
  const works = link?.purpose === "OPT_OUT" && !link.usedAt && link.expiresAt > now;
  return works ? link : null;
}
