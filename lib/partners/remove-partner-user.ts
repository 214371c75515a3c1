import type { z } from "zod";
import { fullName } from "../accounts/full-name";
import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import type { Actor } from "../policy/actor";
import {
  keepAnAdministrator,
  lockPartnerUser,
  type partnerUserIdSchema,
} from "./find-partner-user";

/**
 * Takes somebody off a partner from the next request on (decision 7), with their open invitation; the
 * sign-in stays (decision 2), and the address may be invited again. Throws `conflict` for the last
 * active administrator.
 */
export async function removePartnerUser(
  actor: Actor,
  { partnerUserId }: z.infer<typeof partnerUserIdSchema>,
  now = new Date(),
): Promise<{ name: string }> {
  return transaction(async (tx) => {
    const person = await lockPartnerUser(tx, actor, partnerUserId);
    await keepAnAdministrator(tx, actor, person);
    const { id, partnerId } = person;
    const revoked = await tx.invitation.updateManyAndReturn({
      where: { partnerUserId: id, status: "PENDING" },
      data: { status: "REVOKED", endedAt: now },
      select: { id: true },
    });
    await tx.partnerUser.update({ where: { id }, data: { status: "REMOVED" } });
    for (const invitation of revoked) {
      await recordEvent(tx, actor, now, {
        action: "invitation.revoked",
        object: { kind: "invitation", id: invitation.id },
        partnerId,
        data: { partnerUserId: id },
      });
    }
    await recordEvent(tx, actor, now, {
      action: "partner_user.removed",
      object: { kind: "partnerUser", id },
      partnerId,
      data: { before: person.status },
    });
    return { name: fullName(person) };
  });
}
