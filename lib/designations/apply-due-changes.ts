import { agreementStatus } from "../agreements/agreement-status";
import { recordEvent } from "../audit/record-event";
import { db, type Tx } from "../db/client";
import { lockAccount } from "../db/lock";
import { transaction } from "../db/transaction";
import { SYSTEM } from "../policy/actor";
import type { DesignationChange } from "../../prisma/generated/client";
import { applyChange } from "./apply-change";
import { cancelChanges } from "./cancel-changes";
import { tellOfFreeze } from "./tell-of-change";

/**
 * The worker's round over changes whose objection window has ended: in effect when somebody of those
 * mailed has signed in since, otherwise put before the operator, since silence of people who never saw
 * the mail is no consent.
 */
export async function applyDueChanges(now: Date): Promise<void> {
  const due = await db.designationChange.findMany({
    where: { state: "WAITING", actsAt: { lte: now } },
    orderBy: { actsAt: "asc" },
    take: 500,
  });
  for (const { id, purchasingAccountId } of due) {
    await transaction(async (tx) => {
      await lockAccount(tx, purchasingAccountId);
      await settle(tx, id, now);
    });
  }
}

async function settle(tx: Tx, changeId: string, now: Date): Promise<void> {
  const change = await tx.designationChange.findUniqueOrThrow({
    where: { id: changeId },
    include: { purchasingAccount: { include: { agreement: true } } },
  });
  const { agreement } = change.purchasingAccount;
  if (change.state !== "WAITING" || change.actsAt > now) return;
  if (agreementStatus(agreement, now) !== "ACTIVE") {
    return cancelChanges(tx, SYSTEM, change.purchasingAccountId, now);
  }
  const seen = await somebodySawIt(tx, change);
  const [settled] = await tx.designationChange.updateManyAndReturn({
    where: { id: changeId, state: "WAITING", actsAt: { lte: now } },
    data: seen
      ? { state: "APPLIED", endedAt: now }
      : { state: "REVIEW", reviewReason: "NOBODY_SEEN" },
  });
  if (!settled) return;
  await tx.purchasingAccount.update({
    where: { id: change.purchasingAccountId },
    data: { version: { increment: 1 } },
  });
  if (seen) {
    await applyChange(tx, SYSTEM, change, now);
    return;
  }
  await recordEvent(tx, SYSTEM, now, {
    action: "designation.change_put_before_operator",
    object: { kind: "designationChange", id: changeId },
    purchasingAccountId: change.purchasingAccountId,
  });
  await tellOfFreeze(tx, settled, now);
}

/** Whether one of those who were mailed has been here since. */
async function somebodySawIt(tx: Tx, change: DesignationChange): Promise<boolean> {
  const links = await tx.oneTimeLink.findMany({
    where: { changeId: change.id, purpose: "OBJECTION" },
    select: { issuedTo: true },
  });
  const session = await tx.session.findFirst({
    where: {
      lastSeenAt: { gt: change.createdAt },
      user: { emailKey: { in: links.flatMap(({ issuedTo }) => issuedTo ?? []) } },
    },
    select: { id: true },
  });
  return session !== null;
}
