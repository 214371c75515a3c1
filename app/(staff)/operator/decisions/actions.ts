"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { operatorFormAction } from "@/lib/auth/form-action";
import {
  approveTransfer,
  refuseTransfer,
  transferIntentSchema,
} from "@/lib/domains/decide-transfer";

/** Approve and Refuse beside a domain that two organizations have proved. */
export const decideTransferAction = operatorFormAction(
  transferIntentSchema,
  async ({ intent: { verb, id: transferId } }, actor) => {
    await (verb === "approve" ? approveTransfer : refuseTransfer)(actor, { transferId });
    revalidatePath("/", "layout");
    const t = await getTranslations("domains.transfers");
    return { notice: t(verb === "approve" ? "approved" : "refused") };
  },
);
