import type { Letter } from "../../emails/letter";
import type { LetterContext } from "../../emails/letter-frame";
import { seatAssignedLetter } from "../../emails/seat-assigned";
import type { EmailMessage } from "../../prisma/generated/client";
import { db } from "../db/client";
import { subscriptionState } from "../seats/subscription-state";
import { namesOf, WITH_NAMES } from "./letter-account";
import { idIn } from "./message-props";

/** Null when the seat was reclaimed by now, or the subscription has ended. */
export async function loadSeatAssigned(
  context: LetterContext,
  message: EmailMessage,
  now: Date,
): Promise<Letter | null> {
  const subscriptionId = idIn(message, "subscriptionId");
  const seat =
    subscriptionId &&
    (await db.seat.findFirst({
      where: { subscriptionId, emailKey: message.toKey, releasedAt: null },
      include: { subscription: { include: { purchasingAccount: { include: WITH_NAMES } } } },
    }));
  if (!seat) return null;
  const { name: service, from, until, purchasingAccount } = seat.subscription;
  const state = subscriptionState({ from, until }, now);
  if (state === "ENDED") return null;
  return seatAssignedLetter(context, {
    name: message.toName,
    email: seat.email,
    account: namesOf(purchasingAccount),
    service,
    from: state === "NOT_STARTED" ? from : null,
    until,
  });
}
