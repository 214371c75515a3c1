import type { z } from "zod";
import { fullName } from "../accounts/full-name";
import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import type { Actor } from "../policy/actor";
import { lockPartnerUser, type partnerUserIdSchema } from "./find-partner-user";

/** Lets a disabled one of a partner's people in again. Throws `conflict` for who isn't disabled. */
export async function enablePartnerUser(
  actor: Actor,
  { partnerUserId }: z.infer<typeof partnerUserIdSchema>,
  now = new Date(),
): Promise<{ name: string }> {
  return transaction(async (tx) => {
    const person = await lockPartnerUser(tx, actor, partnerUserId);
    if (person.status !== "DISABLED") throw refuse("conflict", "changedMeanwhile");
    await tx.partnerUser.update({ where: { id: person.id }, data: { status: "ACTIVE" } });
    await recordEvent(tx, actor, now, {
      action: "partner_user.enabled",
      object: { kind: "partnerUser", id: person.id },
      partnerId: person.partnerId,
    });
    return { name: fullName(person) };
  });
}
