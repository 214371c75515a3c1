"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { operatorFormAction } from "@/lib/auth/form-action";
import { makeServiceKey, makeServiceKeySchema } from "@/lib/service-keys/make-service-key";
import { revokeServiceKey, revokeServiceKeySchema } from "@/lib/service-keys/revoke-service-key";

/** The key stands in this answer and nowhere else. */
export const makeServiceKeyAction = operatorFormAction(
  makeServiceKeySchema,
  async (input, actor) => {
    const { secret } = await makeServiceKey(actor, input);
    revalidatePath("/operator/service-keys");
    const t = await getTranslations("serviceKeys");
    return { notice: t("made"), outcomes: [{ text: secret, done: true }] };
  },
);

export const revokeServiceKeyAction = operatorFormAction(
  revokeServiceKeySchema,
  async (input, actor) => {
    const { name } = await revokeServiceKey(actor, input);
    revalidatePath("/operator/service-keys");
    return { notice: (await getTranslations("serviceKeys"))("revokedDone", { name }) };
  },
);
