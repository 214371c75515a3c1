import { z } from "zod";
import { lockAsMember } from "../accounts/lock-as-member";
import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { endLapsed } from "./end-lapsed";
import { partnerByNumber } from "./partner-by-number";
import { atField, checkUntil, remindedFrom, untilSchema } from "./visibility-days";

export const grantVisibilitySchema = z.object({
  partnerNumber: z.string("required").trim().min(1, "required").max(64, "partnerUnknown"),
  /** The last day, by UTC. */
  until: untilSchema,
});

export type GrantInput = z.infer<typeof grantVisibilitySchema>;

/**
 * Lets a partner see orders and license details that were bought through other partners, until the end
 * of a day (R73). It gives no right to change anything. Throws `invalid` at the field, also where the
 * partner has an open grant already: the unique index decides between two at once.
 */
export async function grantVisibility(
  actor: Actor,
  { partnerNumber, until }: GrantInput,
  now = new Date(),
): Promise<{ visibilityId: string; accountKey: string }> {
  authorize(actor, "visibility.manage");
  checkUntil(until, now);
  const { id: partnerId, name } = await partnerByNumber(actor, partnerNumber);
  const { purchasingAccountId, membershipId: grantedById } = actor;
  return transaction(async (tx) => {
    const present = await lockAsMember(tx, actor, "visibility.manage");
    // A grant that the clock has ended is still open to the index until somebody closes its row.
    await endLapsed(tx, { purchasingAccountId, partnerId }, now);
    const [row] = await tx.partnerVisibility.createManyAndReturn({
      data: {
        purchasingAccountId,
        partnerId,
        grantedById,
        createdAt: now,
        until,
        remindedAt: remindedFrom(until, now),
      },
      skipDuplicates: true,
      select: { id: true },
    });
    if (!row)
      throw atField("partnerNumber", { key: "visibilityExists", values: { partner: name } });
    await recordEvent(tx, present, now, {
      action: "visibility.granted",
      object: { kind: "visibility", id: row.id },
      purchasingAccountId,
      partnerId,
      data: { until: until.toISOString().slice(0, 10) },
    });
    const account = await tx.purchasingAccount.findUniqueOrThrow({
      where: { id: purchasingAccountId },
      select: { numberKey: true },
    });
    return { visibilityId: row.id, accountKey: account.numberKey };
  });
}
