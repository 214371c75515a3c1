import { z } from "zod";
import { fullName } from "../accounts/full-name";
import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import type { Actor } from "../policy/actor";
import { keepAnAdministrator, lockPartnerUser, partnerUserIdSchema } from "./find-partner-user";

export const setPartnerAdministratorSchema = partnerUserIdSchema.extend({
  isAdministrator: z.boolean(),
});

/**
 * Says whether somebody looks after their partner's people, from the next request on. Throws `conflict`
 * when the last active administrator would give it up.
 */
export async function setPartnerAdministrator(
  actor: Actor,
  { partnerUserId, isAdministrator }: z.infer<typeof setPartnerAdministratorSchema>,
  now = new Date(),
): Promise<{ name: string }> {
  return transaction(async (tx) => {
    const person = await lockPartnerUser(tx, actor, partnerUserId);
    const name = fullName(person);
    if (person.isAdministrator === isAdministrator) return { name };
    if (!isAdministrator) await keepAnAdministrator(tx, actor, person);
    await tx.partnerUser.update({ where: { id: person.id }, data: { isAdministrator } });
    await recordEvent(tx, actor, now, {
      action: "partner_user.administrator_changed",
      object: { kind: "partnerUser", id: person.id },
      partnerId: person.partnerId,
      data: { isAdministrator },
    });
    return { name };
  });
}
