import { z } from "zod";
import { agreementStatus } from "../agreements/agreement-status";
import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import { DomainError, refuse } from "../errors";
import type { Actor } from "../policy/actor";
import { closeAgreement } from "./close-agreement";
import { agreementShape, lockAgreement } from "./lock-agreement";

export const endAgreementSchema = z.object({
  ...agreementShape,
  lastDay: z.iso.date("dayMalformed"),
});

/**
 * Sets the last day of an agreement, active through the whole of it by UTC. A day that has passed ends
 * it at once: open invitations are withdrawn (edge 53). Throws `conflict` for a terminated agreement
 * and when somebody was faster.
 */
export async function endAgreement(
  actor: Actor,
  input: z.infer<typeof endAgreementSchema>,
  now = new Date(),
): Promise<{ over: boolean; revoked: number }> {
  return transaction(async (tx) => {
    const agreement = await lockAgreement(tx, actor, input);
    if (agreement.status === "TERMINATED") throw refuse("conflict", "agreementTerminated");
    const endsOn = new Date(input.lastDay);
    if (endsOn < agreement.signedOn) {
      const reason = { key: "dayBeforeSigning" };
      throw new DomainError("invalid", { key: "checkFields" }, { lastDay: reason });
    }
    const { id, status, accountIds } = agreement;
    await tx.agreement.update({ where: { id }, data: { endsOn } });
    await recordEvent(tx, actor, now, {
      action: "agreement.end_set",
      object: { kind: "agreement", id },
      data: { lastDay: input.lastDay },
    });
    const over = agreementStatus({ status, endsOn }, now) !== "ACTIVE";
    return { over, revoked: over ? await closeAgreement(tx, actor, accountIds, now) : 0 };
  });
}
