"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { memberFormAction } from "@/lib/auth/form-action";
import { redirect } from "@/lib/auth/redirect";
import { askCheck, domainIdSchema } from "@/lib/domains/ask-check";
import { associateDomain, associateDomainSchema } from "@/lib/domains/associate-domain";
import { removeDomain } from "@/lib/domains/remove-domain";

export const associateDomainAction = memberFormAction(
  associateDomainSchema,
  async (input, actor) => {
    const { accountKey, domainId } = await associateDomain(actor, input);
    revalidatePath("/accounts/[account]", "layout");
    redirect(`/accounts/${accountKey}/domains/${domainId}`);
  },
);

/** Only queues the check: the page fetches its answer by itself, or when it is loaded again. */
export const checkDomainAction = memberFormAction(domainIdSchema, async (input, actor) => {
  await askCheck(actor, input);
  revalidatePath("/accounts/[account]", "layout");
  return { notice: (await getTranslations("domains"))("checkAsked") };
});

export const removeDomainAction = memberFormAction(domainIdSchema, async (input, actor) => {
  const { accountKey, name } = await removeDomain(actor, input);
  revalidatePath("/accounts/[account]", "layout");
  redirect(`/accounts/${accountKey}/domains?removed=${encodeURIComponent(name)}`);
});
