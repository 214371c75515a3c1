import { z } from "zod";
import { recordEvent } from "../audit/record-event";
import { transaction } from "../db/transaction";
import { refuse } from "../errors";
import type { Actor } from "../policy/actor";
import { closeAgreement } from "./close-agreement";
import { agreementShape, lockAgreement } from "./lock-agreement";

/** Why an agreement ends before its day: one of a few, since the trail holds no free text. */
export const TERMINATION_REASONS = ["REPLACED", "CUSTOMER", "VENDOR", "MISTAKE"] as const;

export const terminateAgreementSchema = z.object({
  ...agreementShape,
  reason: z.enum(TERMINATION_REASONS, "reasonChoose"),
});

/**
 * Ends an agreement at once and for good (edge 53): every open invitation of all its purchasing
 * accounts is withdrawn, open changes of a designation are cancelled, members keep reading (edge 40).
 * Throws `conflict` when it is terminated already or somebody was faster.
 */
export async function terminateAgreement(
  actor: Actor,
  input: z.infer<typeof terminateAgreementSchema>,
  now = new Date(),
): Promise<{ revoked: number }> {
  return transaction(async (tx) => {
    const { id, status, accountIds } = await lockAgreement(tx, actor, input);
    if (status === "TERMINATED") throw refuse("conflict", "agreementTerminated");
    await tx.agreement.update({ where: { id }, data: { status: "TERMINATED" } });
    await recordEvent(tx, actor, now, {
      action: "agreement.terminated",
      object: { kind: "agreement", id },
      data: { reason: input.reason },
    });
    return { revoked: await closeAgreement(tx, actor, accountIds, now) };
  });
}
