import { z } from "zod";
import { recordEvent } from "../audit/record-event";
import type { Tx } from "../db/client";
import { lockName } from "../db/lock";
import { transaction } from "../db/transaction";
import { notFound, refuse } from "../errors";
import type { Actor } from "../policy/actor";
import { requireOperator } from "../policy/scope";
import { endSessions } from "./session";

export const endOperatorSchema = z.object({ userId: z.uuid("notFound") });

/**
 * Closes the operator's desk to somebody, also to oneself, and signs them out; their other hats stay
 * (decision 2). Throws `conflict` when nobody else could work at the desk.
 */
export async function endOperator(
  actor: Actor,
  { userId }: z.infer<typeof endOperatorSchema>,
  now = new Date(),
): Promise<{ email: string }> {
  requireOperator(actor);
  return transaction(async (tx) => {
    // One at a time: of two who end each other, the second is no operator any more.
    await lockName(tx, "operators");
    await requireStillOperator(tx, actor.userId);
    const { count } = await tx.operator.updateMany({
      where: { userId, endedAt: null },
      data: { endedAt: now },
    });
    if (count === 0) throw notFound();
    if (!(await somebodyIsLeft(tx))) throw refuse("conflict", "lastOperator");
    await tx.oneTimeLink.updateMany({
      where: { userId, purpose: "OPERATOR", usedAt: null },
      data: { usedAt: now },
    });
    await endSessions(tx, userId, now);
    await recordEvent(tx, actor, now, {
      action: "operator.ended",
      object: { kind: "user", id: userId },
    });
    const { email } = await tx.user.findUniqueOrThrow({
      where: { id: userId },
      select: { email: true },
    });
    return { email };
  });
}

async function requireStillOperator(tx: Tx, userId: string): Promise<void> {
  const self = await tx.operator.findFirst({
    where: { userId, endedAt: null },
    select: { userId: true },
  });
  if (!self) throw refuse("forbidden", "operatorsOnly");
}

/** Who never chose a password, or can't sign in, can't look after the desk. */
async function somebodyIsLeft(tx: Tx): Promise<boolean> {
  const other = await tx.operator.findFirst({
    where: { endedAt: null, user: { passwordHash: { not: null }, disabledAt: null } },
    select: { userId: true },
  });
  return other !== null;
}
