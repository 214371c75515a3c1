import type { z } from "zod";
import { fullName } from "../accounts/full-name";
import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import type { Actor } from "../policy/actor";
import {
  keepAnAdministrator,
  lockPartnerUser,
  type partnerUserIdSchema,
} from "./find-partner-user";

/**
 * Closes the Partner Center to one of a partner's people from the next request on (decision 7); their
 * sign-in and what else it opens stay (decision 2). Throws `conflict` for who isn't active.
 */
export async function disablePartnerUser(
  actor: Actor,
  { partnerUserId }: z.infer<typeof partnerUserIdSchema>,
  now = new Date(),
): Promise<{ name: string }> {
  return transaction(async (tx) => {
    const person = await lockPartnerUser(tx, actor, partnerUserId);
    if (person.status !== "ACTIVE") throw refuse("conflict", "changedMeanwhile");
    await keepAnAdministrator(tx, actor, person);
    await tx.partnerUser.update({ where: { id: person.id }, data: { status: "DISABLED" } });
    await recordEvent(tx, actor, now, {
      action: "partner_user.disabled",
      object: { kind: "partnerUser", id: person.id },
      partnerId: person.partnerId,
    });
    return { name: fullName(person) };
  });
}
