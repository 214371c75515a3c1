"use server";

import { getTranslations } from "next-intl/server";
import { memberFormAction } from "@/lib/auth/form-action";
import { revealKey, revealKeySchema } from "@/lib/keys/reveal-key";

/** The key stands in this answer and nowhere else. */
export const revealKeyAction = memberFormAction(revealKeySchema, async (input, actor) => {
  const { secret } = await revealKey(actor, input);
  const t = await getTranslations("keys");
  return { notice: t("reveal.done"), outcomes: [{ text: secret, done: true }] };
});
