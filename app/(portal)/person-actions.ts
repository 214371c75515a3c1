"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { changeRoles, changeRolesSchema } from "@/lib/accounts/change-roles";
import { disableMember } from "@/lib/accounts/disable-member";
import { enableMember } from "@/lib/accounts/enable-member";
import { memberSchema } from "@/lib/accounts/open-member";
import { removeMember, removeMemberSchema } from "@/lib/accounts/remove-member";
import { memberFormAction } from "@/lib/auth/form-action";
import { redirect } from "@/lib/auth/redirect";
import { numberKey } from "@/lib/canonical";
import { editInvitation, editInvitationSchema } from "@/lib/invitations/edit-invitation";

/** The account's number as the page knows it: letters and digits, so that it is fit for an address. */
const place = { account: z.string("notFound").transform(numberKey) };

/** The roles of a member in two steps: what would change, then Save of exactly what was shown. */
export const changeRolesAction = memberFormAction(
  changeRolesSchema.extend({
    ...place,
    intent: z.enum(["preview", "save"], "notFound"),
    shown: z.string().optional(),
  }),
  async ({ account, intent, shown, ...input }, actor) => {
    if (intent === "preview" || shown !== input.roles.join()) {
      const query = new URLSearchParams(input.roles.map((role) => ["role", role])).toString();
      redirect(`/accounts/${account}/access/${input.membershipId}?${query}`);
    }
    await changeRoles(actor, input);
    revalidatePath("/accounts/[account]", "layout");
    return { notice: (await getTranslations("person"))("rolesSaved") };
  },
);

/** Disable, and enable again. */
export const setAccessAction = memberFormAction(
  memberSchema.extend({ intent: z.enum(["disable", "enable"], "notFound") }),
  async ({ intent, ...input }, actor) => {
    const { name } = await (intent === "disable" ? disableMember : enableMember)(actor, input);
    revalidatePath("/accounts/[account]", "layout");
    return { notice: (await getTranslations("person"))(`${intent}Done`, { name }) };
  },
);

/** Leads back to the person's page, which then says that they are removed. */
export const removeMemberAction = memberFormAction(
  removeMemberSchema.extend(place),
  async ({ account, ...input }, actor) => {
    await removeMember(actor, input);
    revalidatePath("/accounts/[account]", "layout");
    redirect(`/accounts/${account}/access/${input.membershipId}`);
  },
);

export const editInvitationAction = memberFormAction(editInvitationSchema, async (input, actor) => {
  const { email } = await editInvitation(actor, input);
  revalidatePath("/accounts/[account]", "layout");
  return { notice: (await getTranslations("person"))("edited", { email }) };
});
