"use server";

import { revalidatePath } from "next/cache";
import { updateTermsSchema } from "@/lib/agreements/terms-schema";
import { updateTerms } from "@/lib/agreements/update-terms";
import { memberFormAction } from "@/lib/auth/form-action";
import { redirect } from "@/lib/auth/redirect";

/** Leads back to the agreement, which then says that it is saved. */
export const updateTermsAction = memberFormAction(updateTermsSchema, async (input, actor) => {
  try {
    const { accountKey, agreementKey } = await updateTerms(actor, input);
    redirect(`/accounts/${accountKey}/agreements/${agreementKey}?done=saved`);
  } finally {
    // Also when somebody was faster: the form goes on from their version.
    revalidatePath("/accounts/[account]", "layout");
  }
});
