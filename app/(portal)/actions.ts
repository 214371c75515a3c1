"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { changePassword, changePasswordSchema } from "@/lib/accounts/change-password";
import { updateProfile, updateProfileSchema } from "@/lib/accounts/update-profile";
import { memberFormAction, personFormAction, signedIn } from "@/lib/auth/form-action";
import { redirect } from "@/lib/auth/redirect";
import { homeOf } from "@/lib/auth/return-to";
import { rowsFormAction } from "@/lib/auth/rows-form-action";
import { approveInvitation } from "@/lib/invitations/approve-invitation";
import { confirmWaiting } from "@/lib/invitations/confirm-invitation";
import { invitationIntentSchema } from "@/lib/invitations/invitation-intent";
import { inviteUser, inviteUserSchema } from "@/lib/invitations/invite-user";
import { resendInvitation } from "@/lib/invitations/resend-invitation";
import { revokeInvitation } from "@/lib/invitations/revoke-invitation";

/** Invite Users: each row its own transaction (R63). */
export const inviteUsersAction = rowsFormAction(
  "people",
  inviteUserSchema,
  "users.invite",
  inviteUser,
);

/** The buttons beside an invitation, on Manage Users and on the dashboard. */
export const handleInvitationAction = memberFormAction(
  invitationIntentSchema,
  async ({ intent: { verb, id: invitationId } }, actor) => {
    const t = await getTranslations("people");
    switch (verb) {
      case "resend": {
        const { email } = await resendInvitation(actor, { invitationId });
        revalidatePath("/accounts/[account]", "layout");
        return { notice: t("resent", { email }) };
      }
      case "revoke": {
        const { email } = await revokeInvitation(actor, { invitationId });
        revalidatePath("/accounts/[account]", "layout");
        return { notice: t("revokedDone", { email }) };
      }
      case "approve":
        await approveInvitation(actor, { invitationId });
        revalidatePath("/accounts/[account]", "layout");
        return { notice: t("approved") };
      case "confirm": {
        const result = await confirmWaiting(await signedIn(), { invitationId });
        redirect(result.outcome === "in" ? homeOf(result.accountKey) : "/accounts");
      }
    }
  },
);

/** Confirm on the chooser, for people who are in no purchasing account yet. */
export const confirmWaitingAction = personFormAction(
  invitationIntentSchema,
  async ({ intent: { id: invitationId } }, person) => {
    const result = await confirmWaiting(person, { invitationId });
    redirect(result.outcome === "in" ? homeOf(result.accountKey) : "/accounts");
  },
);

export const updateProfileAction = personFormAction(updateProfileSchema, async (input, person) => {
  await updateProfile(person, input);
  revalidatePath("/", "layout");
  return { notice: (await getTranslations("profile"))("saved") };
});

export const changePasswordAction = personFormAction(
  changePasswordSchema,
  async (input, person) => {
    await changePassword(person, input);
    return { notice: (await getTranslations("profile"))("changed") };
  },
);
