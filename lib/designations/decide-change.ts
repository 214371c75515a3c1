import { z } from "zod";
import { recordEvent } from "../audit/record-event";
import type { Tx } from "../db/client";
import { lockAccount } from "../db/lock";
import { transaction } from "../db/transaction";
import { notFound, refuse } from "../errors";
import { requireLiveAgreement } from "../invitations/require-live-agreement";
import type { Actor, StaffActor } from "../policy/actor";
import { accountScope, requireStaff, requireVendor } from "../policy/scope";
import type { ChangeState, DesignationChange } from "../../prisma/generated/client";
import { applyChange } from "./apply-change";
import { FROZEN, OPEN } from "./change-states";
import { tellOfDecision } from "./tell-of-change";

export const changeIdSchema = z.object({ changeId: z.uuid("notFound") });

type Input = z.infer<typeof changeIdSchema>;

/** The vendor lets a frozen change take effect. Throws `conflict` when it isn't frozen (any more). */
export async function approveChange(actor: Actor, { changeId }: Input, now = new Date()) {
  requireVendor(actor);
  await transaction(async (tx) => {
    const change = await lockChange(tx, actor, changeId);
    await requireLiveAgreement(tx, change.purchasingAccountId, now);
    const closed = await close(tx, actor, change, FROZEN, "APPLIED", now);
    await record(tx, actor, change, "designation.change_approved", now);
    const told = await applyChange(tx, actor, change, now);
    await tellOfDecision(tx, closed, told, now);
  });
}

/** The vendor refuses an open change: the designation stays as it is. */
export async function refuseChange(actor: Actor, { changeId }: Input, now = new Date()) {
  requireVendor(actor);
  await transaction(async (tx) => {
    const change = await lockChange(tx, actor, changeId);
    const closed = await close(tx, actor, change, OPEN, "REFUSED", now);
    await record(tx, actor, change, "designation.change_refused", now);
    await tellOfDecision(tx, closed, new Set(), now);
  });
}

/** A partner takes back what it asked for itself, the vendor any change. */
export function mayWithdraw(actor: StaffActor, change: { partnerId: string | null }): boolean {
  return actor.kind !== "partner" || change.partnerId === actor.partnerId;
}

/** Takes an open change back. Throws `forbidden` to a partner that didn't ask for it. */
export async function withdrawChange(actor: Actor, { changeId }: Input, now = new Date()) {
  requireStaff(actor);
  await transaction(async (tx) => {
    const change = await lockChange(tx, actor, changeId);
    if (!mayWithdraw(actor, change)) throw refuse("forbidden", "forbidden");
    await close(tx, actor, change, OPEN, "CANCELLED", now);
    await record(tx, actor, change, "designation.change_cancelled", now);
  });
}

/** A change of an account in the actor's scope, with the account locked. Throws `notFound`. */
async function lockChange(tx: Tx, actor: StaffActor, id: string): Promise<DesignationChange> {
  const where = { id, purchasingAccount: accountScope(actor) };
  const found = await tx.designationChange.findFirst({
    where,
    select: { purchasingAccountId: true },
  });
  if (!found) throw notFound();
  await lockAccount(tx, found.purchasingAccountId);
  const change = await tx.designationChange.findFirst({ where });
  if (!change) throw notFound();
  return change;
}

async function close(
  tx: Tx,
  actor: StaffActor,
  change: DesignationChange,
  from: ChangeState[],
  state: "APPLIED" | "REFUSED" | "CANCELLED",
  now: Date,
): Promise<DesignationChange> {
  const [closed] = await tx.designationChange.updateManyAndReturn({
    where: { id: change.id, state: { in: from } },
    data: { state, endedAt: now, decidedById: actor.kind === "system" ? null : actor.userId },
  });
  if (!closed) throw refuse("conflict", "changedMeanwhile");
  await tx.purchasingAccount.update({
    where: { id: change.purchasingAccountId },
    data: { version: { increment: 1 } },
  });
  return closed;
}

async function record(
  tx: Tx,
  actor: StaffActor,
  change: DesignationChange,
  action: string,
  now: Date,
): Promise<void> {
  await recordEvent(tx, actor, now, {
    action,
    object: { kind: "designationChange", id: change.id },
    purchasingAccountId: change.purchasingAccountId,
    data: { kind: change.kind },
  });
}
