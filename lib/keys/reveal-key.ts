import { z } from "zod";
import { lockAsMember } from "../accounts/lock-as-member";
import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import { notFound, refuse } from "../errors";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { openKey } from "./seal-key";
import { tellOfReveals } from "./tell-of-keys";

/** Why somebody needs a key; a choice, since what is typed could be anything and stays in the trail. */
export const REVEAL_REASONS = ["INSTALL", "REINSTALL", "CHECK", "OTHER"] as const;

export const revealKeySchema = z.object({
  keyId: z.uuid("notFound"),
  reason: z.enum(REVEAL_REASONS, "reasonChoose"),
});

/**
 * Opens one key. Who saw which one and why is recorded with it, or nothing is shown. Rights are read
 * anew under the account's lock, which also counts the keys of a burst one after the other.
 */
export async function revealKey(
  actor: Actor,
  { keyId, reason }: z.infer<typeof revealKeySchema>,
  now = new Date(),
): Promise<{ secret: string }> {
  authorize(actor, "keys.view");
  return transaction(async (tx) => {
    const present = await lockAsMember(tx, actor, "keys.view");
    const { purchasingAccountId } = present;
    const key = await tx.licenseKey.findFirst({
      where: { id: keyId, purchasingAccountId },
      include: { purchasingAccount: { select: { numberKey: true } } },
    });
    if (!key) throw notFound();
    const secret = openKey(key.secretEnc, key.purchasingAccount.numberKey);
    if (secret === undefined) throw refuse("gone", "keySealed");
    await recordEvent(tx, present, now, {
      action: "key.revealed",
      object: { kind: "licenseKey", id: key.id },
      purchasingAccountId,
      data: { reason },
    });
    await tellOfReveals(tx, present, now);
    return { secret };
  });
}
