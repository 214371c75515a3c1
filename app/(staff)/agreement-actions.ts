"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { operatorFormAction } from "@/lib/auth/form-action";
import { redirect } from "@/lib/auth/redirect";
import { numberKey } from "@/lib/canonical";
import { addAgreement, addAgreementSchema } from "@/lib/organizations/add-agreement";
import { changePartner, changePartnerSchema } from "@/lib/organizations/change-partner";
import { correctSignatory, correctSignatorySchema } from "@/lib/organizations/correct-signatory";
import { endAgreement, endAgreementSchema } from "@/lib/organizations/end-agreement";
import {
  terminateAgreement,
  terminateAgreementSchema,
} from "@/lib/organizations/terminate-agreement";

export const addAgreementAction = operatorFormAction(addAgreementSchema, async (input, actor) => {
  await addAgreement(actor, input);
  redirect(`/operator/agreements/${numberKey(input.agreementNumber)}?done=added`);
});

export const endAgreementAction = operatorFormAction(endAgreementSchema, async (input, actor) => {
  const { over, revoked } = await endAgreement(actor, input);
  revalidatePath("/operator", "layout");
  const t = await getTranslations("agreementDesk");
  return { notice: over ? t("endedNow", { count: revoked }) : t("endSet") };
});

export const terminateAgreementAction = operatorFormAction(
  terminateAgreementSchema,
  async (input, actor) => {
    await terminateAgreement(actor, input);
    redirect(`/operator/agreements/${numberKey(input.agreementNumber)}?done=terminated`);
  },
);

export const correctSignatoryAction = operatorFormAction(
  correctSignatorySchema,
  async (input, actor) => {
    await correctSignatory(actor, input);
    revalidatePath("/operator", "layout");
    return { notice: (await getTranslations("agreementDesk"))("corrected") };
  },
);

/** On the account's page: another partner, or none. */
export const changePartnerAction = operatorFormAction(changePartnerSchema, async (input, actor) => {
  const { partner } = await changePartner(actor, input);
  revalidatePath("/operator", "layout");
  const t = await getTranslations("agreementDesk");
  return { notice: partner === null ? t("noPartner") : t("partnerChanged", { partner }) };
});
