"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { memberFormAction } from "@/lib/auth/form-action";
import { redirect } from "@/lib/auth/redirect";
import { extendVisibility, extendVisibilitySchema } from "@/lib/visibility/extend-visibility";
import { grantVisibility, grantVisibilitySchema } from "@/lib/visibility/grant-visibility";
import { previewVisibility } from "@/lib/visibility/preview-visibility";
import { revokeVisibility, revokeVisibilitySchema } from "@/lib/visibility/revoke-visibility";

/** The first step of granting: leads to the page that shows whose number it is. */
export const previewVisibilityAction = memberFormAction(
  grantVisibilitySchema,
  async (input, actor) => {
    const { accountKey, partner, until } = await previewVisibility(actor, input);
    const query = new URLSearchParams({
      partner: partner.key,
      until: until.toISOString().slice(0, 10),
    });
    redirect(`/accounts/${accountKey}/access/partners/grant?${query.toString()}`);
  },
);

export const grantVisibilityAction = memberFormAction(
  grantVisibilitySchema,
  async (input, actor) => {
    const { accountKey, visibilityId } = await grantVisibility(actor, input);
    revalidatePath("/accounts/[account]", "layout");
    redirect(`/accounts/${accountKey}/access/partners?granted=${visibilityId}`);
  },
);

export const extendVisibilityAction = memberFormAction(
  extendVisibilitySchema,
  async (input, actor) => {
    await extendVisibility(actor, input);
    revalidatePath("/accounts/[account]", "layout");
    return { notice: (await getTranslations("visibility"))("extended") };
  },
);

export const revokeVisibilityAction = memberFormAction(
  revokeVisibilitySchema,
  async (input, actor) => {
    await revokeVisibility(actor, input);
    revalidatePath("/accounts/[account]", "layout");
    return { notice: (await getTranslations("visibility"))("revokedDone") };
  },
);
