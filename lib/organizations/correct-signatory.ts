import { z } from "zod";
import { recordEvent } from "../audit/record-event";
import { parseAddress } from "../canonical";
import { transaction } from "../db/transaction";
import { DomainError } from "../errors";
import type { Actor } from "../policy/actor";
import { agreementShape, lockAgreement } from "./lock-agreement";

export const correctSignatorySchema = z.object({
  ...agreementShape,
  name: z
    .string("required")
    .trim()
    .min(1, "required")
    .max(200, "tooLong:200")
    .refine((value) => !/[\p{Cc}<>]/u.test(value), "controlCharacters"),
  email: z.string("required"),
});

/**
 * Corrects who signed an agreement. No right follows from signing (A3), so nobody is told. Throws
 * `conflict` when somebody was faster.
 */
export async function correctSignatory(
  actor: Actor,
  { name, email, ...input }: z.infer<typeof correctSignatorySchema>,
  now = new Date(),
): Promise<void> {
  await transaction(async (tx) => {
    const { id, signatoryName, signatoryEmail } = await lockAgreement(tx, actor, input);
    const address = parseAddress(email);
    if (typeof address === "string") {
      throw new DomainError("invalid", { key: "checkFields" }, { email: { key: address } });
    }
    await tx.agreement.update({
      where: { id },
      data: { signatoryName: name, signatoryEmail: address.email },
    });
    await recordEvent(tx, actor, now, {
      action: "agreement.signatory_corrected",
      object: { kind: "agreement", id },
      personal: {
        before: { name: signatoryName, email: signatoryEmail },
        after: { name, email: address.email },
      },
    });
  });
}
