"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { memberFormAction } from "@/lib/auth/form-action";
import { cancelImport } from "@/lib/imports/cancel-import";
import { importIdSchema, startImport } from "@/lib/imports/start-import";

export const startImportAction = memberFormAction(importIdSchema, async (input, actor) => {
  await startImport(actor, input);
  revalidatePath("/accounts/[account]", "layout");
  return { notice: (await getTranslations("imports"))("started") };
});

export const cancelImportAction = memberFormAction(importIdSchema, async (input, actor) => {
  await cancelImport(actor, input);
  revalidatePath("/accounts/[account]", "layout");
  return { notice: (await getTranslations("imports"))("stopped") };
});
