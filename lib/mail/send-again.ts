import type { MessageState } from "../../prisma/generated/client";
import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import { notFound, refuse } from "../errors";
import { addJob } from "../jobs/add-job";
import type { OperatorActor, SystemActor } from "../policy/actor";
import { requireOperator } from "../policy/scope";
import { newReturnKey } from "./return-path";
import { liftSuppression } from "./suppression";

const UNDELIVERED: MessageState[] = ["FAILED", "BOUNCED", "RETURNED", "DEFERRED"];

/** Whether it didn't arrive; one that was overtaken before it left has no answer: its successor counts. */
export function mayBeSentAgain(message: {
  state: MessageState;
  lastAnswer: string | null;
}): boolean {
  const heldBack = message.state === "SUPPRESSED" && message.lastAnswer !== null;
  return heldBack || UNDELIVERED.includes(message.state);
}

/**
 * Sends a message that failed, came back, was suppressed or waits for a next try again, with all its
 * tries before it. One that was overtaken by a newer link stays where it is.
 */
export async function sendAgain(
  actor: OperatorActor | SystemActor,
  { messageId }: { messageId: string },
  now = new Date(),
): Promise<void> {
  if (actor.kind !== "system") requireOperator(actor);
  await transaction(async (tx) => {
    const before = await tx.emailMessage.findUnique({ where: { id: messageId } });
    if (!before) throw notFound();
    const { count } = await tx.emailMessage.updateMany({
      where: {
        id: messageId,
        OR: [{ state: { in: UNDELIVERED } }, { state: "SUPPRESSED", lastAnswer: { not: null } }],
      },
      data: {
        state: "QUEUED",
        attempts: 0,
        nextTryAt: null,
        sentAt: null,
        bouncedAt: null,
        lastAnswer: null,
        // A report about the copy of before says nothing about this one.
        returnKey: newReturnKey(),
      },
    });
    if (count === 0) throw refuse("conflict", "changedMeanwhile");
    await liftSuppression(tx, before.toKey);
    // The next try that a DEFERRED one waits for would double its tries from here on.
    await tx.$executeRaw`
      SELECT graphile_worker.complete_jobs(array_agg(id)) FROM graphile_worker._private_jobs
      WHERE payload->>'messageId' = ${messageId} AND locked_at IS NULL HAVING count(*) > 0`;
    await addJob(tx, { task: "sendMail", payload: { messageId } });
    await recordEvent(tx, actor, now, {
      action: "message.sent_again",
      object: { kind: "message", id: messageId },
      purchasingAccountId: before.purchasingAccountId ?? undefined,
      data: { was: before.state },
    });
  });
}
