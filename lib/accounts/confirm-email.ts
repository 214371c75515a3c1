import { z } from "zod";
import { recordEvent } from "../audit/record-event";
import { maskAddress } from "../canonical";
import { db, type Tx } from "../db/client";
import { isUniqueViolation } from "../db/is-unique-violation";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import { countTry, forgiveTry } from "../limits";
import { SYSTEM, type Origin } from "../policy/actor";
import { hashLinkToken } from "../secrets";
import { endEmailChanges, lockEmailChange } from "./change-email";
import { isTaken, lockForEmailChange, writeEmail } from "./write-email";

export const confirmEmailSchema = z.object({ token: z.string().max(200) });

/** What the page behind a link of a change shows; reads only (decision 9). Null for a dead link. */
export async function readConfirmEmail(token: string, now = new Date()) {
  const link = await findLink(token, now);
  if (!link) return null;
  const { change, purpose } = link;
  return {
    mailbox: purpose === "EMAIL_OLD" ? ("old" as const) : ("new" as const),
    // Whoever got the mail at a mistyped address needn't learn more than they must.
    oldEmail: purpose === "EMAIL_OLD" ? change.user.email : maskAddress(change.user.email),
    newEmail: change.newEmail,
    until: change.endsAt,
    confirmed: confirmedAt(change, purpose) !== null,
  };
}

/** The other mailbox has to confirm too; or the new address is the one to sign in with. */
type Confirmed = "waiting" | "changed";

/**
 * One mailbox confirms; with the second one the address changes everywhere at once, and open sessions
 * end. Throws `gone` for a dead link, `conflict` when somebody else has the address by now: the change
 * has ended then, and nothing else has changed.
 */
export async function confirmEmail(
  { token }: z.infer<typeof confirmEmailSchema>,
  origin: Origin,
  now = new Date(),
): Promise<Confirmed> {
  await countTry("block", origin.addressBlock);
  const link = await findLink(token, now);
  if (!link) throw refuse("gone", "linkGone");
  await forgiveTry("block", origin.addressBlock);
  // Somebody may be faster with the address, between the look at it and the write: once more, then.
  const outcome = await confirm(link, origin, now).catch((error: unknown) => {
    if (isUniqueViolation(error)) return confirm(link, origin, now);
    throw error;
  });
  if (outcome === "failed") throw refuse("conflict", "emailChangeFailed");
  return outcome;
}

type Found = NonNullable<Awaited<ReturnType<typeof findLink>>>;

async function confirm(link: Found, origin: Origin, now: Date): Promise<Confirmed | "failed"> {
  return transaction(async (tx): Promise<Confirmed | "failed"> => {
    const { id, userId, newKey } = link.change;
    await lockEmailChange(tx, userId);
    const [change] = await tx.emailChange.updateManyAndReturn({
      where: { id, endedAt: null, endsAt: { gt: now } },
      data: link.purpose === "EMAIL_OLD" ? { oldConfirmedAt: now } : { newConfirmedAt: now },
    });
    if (!change) throw refuse("gone", "linkGone");
    await recordEvent(tx, { ...SYSTEM, origin }, now, {
      action: "email.change_confirmed",
      object: { kind: "user", id: userId },
      data: { mailbox: link.purpose === "EMAIL_OLD" ? "old" : "new" },
    });
    if (!change.oldConfirmedAt || !change.newConfirmedAt) return "waiting";
    await lockForEmailChange(tx, userId, newKey);
    if (await isTaken(tx, newKey, userId)) return giveUp(tx, userId, origin, now);
    await writeEmail(tx, { userId, email: change.newEmail, emailKey: newKey }, origin, now);
    return "changed";
  });
}

/** Says nothing about whose the address is (decision 15). */
async function giveUp(tx: Tx, userId: string, origin: Origin, now: Date): Promise<"failed"> {
  await endEmailChanges(tx, userId, now);
  await recordEvent(tx, { ...SYSTEM, origin }, now, {
    action: "email.change_failed",
    object: { kind: "user", id: userId },
  });
  return "failed";
}

async function findLink(token: string, now: Date) {
  const link = await db.oneTimeLink.findUnique({
    where: { tokenHash: hashLinkToken(token) },
    include: { emailChange: { include: { user: true } } },
  });
  if (link?.purpose !== "EMAIL_OLD" && link?.purpose !== "EMAIL_NEW") return null;
  const { emailChange: change, purpose, usedAt } = link;
  if (usedAt || !change || change.endedAt || change.endsAt <= now || change.user.disabledAt)
    return null;
  return { purpose, change };
}

function confirmedAt(
  change: { oldConfirmedAt: Date | null; newConfirmedAt: Date | null },
  purpose: "EMAIL_OLD" | "EMAIL_NEW",
) {
  return purpose === "EMAIL_OLD" ? change.oldConfirmedAt : change.newConfirmedAt;
}
