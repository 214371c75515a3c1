"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { endOperator, endOperatorSchema } from "@/lib/accounts/end-operator";
import { inviteOperator, inviteOperatorSchema } from "@/lib/accounts/invite-operator";
import { operatorFormAction, staffFormAction } from "@/lib/auth/form-action";
import { disablePartnerUser } from "@/lib/partners/disable-partner-user";
import { enablePartnerUser } from "@/lib/partners/enable-partner-user";
import { invitePartnerUser, invitePartnerUserSchema } from "@/lib/partners/invite-partner-user";
import { partnerIntentSchema, type PartnerVerb } from "@/lib/partners/partner-intent";
import { removePartnerUser } from "@/lib/partners/remove-partner-user";
import { resendPartnerInvitation } from "@/lib/partners/resend-partner-invitation";
import { revokePartnerInvitation } from "@/lib/partners/revoke-partner-invitation";
import { setPartnerAdministrator } from "@/lib/partners/set-partner-administrator";
import type { OperatorActor, PartnerActor } from "@/lib/policy/actor";

export const invitePartnerUserAction = staffFormAction(
  invitePartnerUserSchema,
  async (input, actor) => {
    const { email } = await invitePartnerUser(actor, input);
    revalidatePath("/", "layout");
    return { notice: (await getTranslations("partnerPeople"))("sent", { email }) };
  },
);

/** The buttons beside one of a partner's people. */
export const handlePartnerUserAction = staffFormAction(
  partnerIntentSchema,
  async ({ intent: { verb, id } }, actor) => {
    const notice = await handlePartnerUser(actor, verb, id);
    revalidatePath("/", "layout");
    return { notice };
  },
);

async function handlePartnerUser(
  actor: PartnerActor | OperatorActor,
  verb: PartnerVerb,
  id: string,
) {
  const t = await getTranslations("partnerPeople");
  const person = { partnerUserId: id };
  switch (verb) {
    case "resend":
      return t("resent", await resendPartnerInvitation(actor, { invitationId: id }));
    case "revoke":
      return t("revoked", await revokePartnerInvitation(actor, { invitationId: id }));
    case "disable":
      return t("disabledDone", await disablePartnerUser(actor, person));
    case "enable":
      return t("enabledDone", await enablePartnerUser(actor, person));
    case "remove":
      return t("removedDone", await removePartnerUser(actor, person));
    case "administrator":
    case "colleague": {
      const isAdministrator = verb === "administrator";
      const named = await setPartnerAdministrator(actor, { ...person, isAdministrator });
      return t(isAdministrator ? "madeAdministrator" : "madeColleague", named);
    }
  }
}

export const inviteOperatorAction = operatorFormAction(
  inviteOperatorSchema,
  async (input, actor) => {
    const { outcome, email } = await inviteOperator(actor, input);
    revalidatePath("/operator/operators");
    return { notice: (await getTranslations("operators"))(outcome, { email }) };
  },
);

export const endOperatorAction = operatorFormAction(endOperatorSchema, async (input, actor) => {
  const { email } = await endOperator(actor, input);
  revalidatePath("/operator/operators");
  return { notice: (await getTranslations("operators"))("ended", { email }) };
});
