import { z } from "zod";
import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import { notFound, refuse } from "../errors";
import type { Actor } from "../policy/actor";
import { requireOperator } from "../policy/scope";

export const revokeServiceKeySchema = z.object({ keyId: z.uuid("notFound") });

/** Ends a key for good: its next call is refused. Throws `conflict` for whoever comes second. */
export async function revokeServiceKey(
  actor: Actor,
  { keyId }: z.infer<typeof revokeServiceKeySchema>,
  now = new Date(),
): Promise<{ name: string }> {
  requireOperator(actor);
  return transaction(async (tx) => {
    const key = await tx.apiKey.findUnique({ where: { id: keyId } });
    if (!key) throw notFound();
    const { count } = await tx.apiKey.updateMany({
      where: { id: keyId, revokedAt: null },
      data: { revokedAt: now },
    });
    if (count === 0) throw refuse("conflict", "serviceKeyRevoked");
    await recordEvent(tx, actor, now, {
      action: "service_key.revoked",
      object: { kind: "apiKey", id: keyId },
      data: { serviceKey: key.serviceKey },
    });
    return { name: key.name };
  });
}
