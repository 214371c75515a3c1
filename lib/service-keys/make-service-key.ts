import { z } from "zod";
import { recordEvent } from "../audit/record-event";
import { numberKey } from "../canonical";
import { transaction } from "../db/transaction";
import { DomainError } from "../errors";
import type { Actor } from "../policy/actor";
import { requireOperator } from "../policy/scope";
import { newServiceKey } from "./service-key";

export const makeServiceKeySchema = z.object({
  name: z
    .string("required")
    .trim()
    .min(1, "required")
    .max(80, "tooLong:80")
    .refine((text) => !/\p{Cc}/u.test(text), "controlCharacters"),
  service: z.string("serviceChoose").max(100, "serviceChoose"),
});

/**
 * Makes a key with which one of the vendor's services asks who may use it. The key is in this answer and
 * nowhere else. Throws `invalid` for a service that no subscription names.
 */
export async function makeServiceKey(
  actor: Actor,
  { name, service }: z.infer<typeof makeServiceKeySchema>,
  now = new Date(),
): Promise<{ id: string; secret: string }> {
  requireOperator(actor);
  const serviceKey = numberKey(service);
  const { secret, ...kept } = newServiceKey();
  return transaction(async (tx) => {
    const known = await tx.subscription.findFirst({ where: { serviceKey }, select: { id: true } });
    if (!known) {
      throw new DomainError(
        "invalid",
        { key: "checkFields" },
        { service: { key: "serviceChoose" } },
      );
    }
    const { id } = await tx.apiKey.create({
      data: { ...kept, serviceKey, name, createdById: actor.userId, createdAt: now },
      select: { id: true },
    });
    await recordEvent(tx, actor, now, {
      action: "service_key.made",
      object: { kind: "apiKey", id },
      data: { serviceKey },
    });
    return { id, secret };
  });
}
