import { z } from "zod";
import { lockAsMember } from "../accounts/lock-as-member";
import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import { reasonSchema } from "../invitations/reason-schema";
import { enqueueMail, recipientOf } from "../mail/enqueue-mail";
import type { Actor } from "../policy/actor";
import { authorize } from "../policy/authorize";
import { claimJoinRequest } from "./claim-join-request";

export const declineJoinRequestSchema = z.object({
  requestId: z.uuid("notFound"),
  reason: reasonSchema,
});

/**
 * Says no to who asked, with words that are mailed to them in their language; nobody is named to them.
 * Throws `notFound`, `conflict` and `gone` for a request that is no longer open.
 */
export async function declineJoinRequest(
  actor: Actor,
  { requestId, reason }: z.infer<typeof declineJoinRequestSchema>,
  now = new Date(),
): Promise<void> {
  authorize(actor, "users.invite");
  const { purchasingAccountId } = actor;
  await transaction(async (tx) => {
    const present = await lockAsMember(tx, actor, "users.invite");
    const decision = { status: "DECLINED", declineReason: reason } as const;
    const request = await claimJoinRequest(tx, present, requestId, decision, now);
    await enqueueMail(tx, now, {
      template: "joinDeclined",
      language: request.language,
      to: recipientOf(request),
      props: { requestId },
      purchasingAccountId,
    });
    await recordEvent(tx, actor, now, {
      action: "join_request.declined",
      object: { kind: "joinRequest", id: requestId },
      purchasingAccountId,
    });
  });
}
