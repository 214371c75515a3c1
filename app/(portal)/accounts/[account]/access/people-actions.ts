"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { handleInvitationAction } from "@/app/(portal)/actions";
import { checkOrigin, memberFormAction } from "@/lib/auth/form-action";
import type { FormState } from "@/lib/auth/form-state";
import { bulkPeople, bulkPeopleSchema } from "@/lib/invitations/bulk-people";
import { sentence } from "@/lib/messages";

/** Manage Users is one form: the buttons of a row name their invitation, those below mean the ticked rows. */
export async function handlePeopleAction(
  account: string,
  state: FormState,
  form: FormData,
): Promise<FormState> {
  await checkOrigin();
  const intent = form instanceof FormData ? form.get("intent") : null;
  const ofRow = typeof intent === "string" && intent.includes(":");
  return ofRow ? handleInvitationAction(account, state, form) : forTicked(account, state, form);
}

const forTicked = memberFormAction(bulkPeopleSchema, async (input, actor) => {
  const outcomes = await bulkPeople(actor, input);
  revalidatePath("/accounts/[account]", "layout");
  const t = await getTranslations("people.bulk");
  const roleName = await getTranslations("roles");
  const role = input.role ? roleName(`${input.role}.name`) : "";
  const count = outcomes.filter(({ refusal }) => refusal === null).length;
  const left = outcomes.length - count;
  return {
    notice: t(count === 0 ? "none" : left === 0 ? "all" : "some", { count, left }),
    outcomes: outcomes.map(({ person, refusal }) => {
      const whom = person ? t("person", { ...person }) : t("somebody");
      const text = refusal
        ? t("refused", { whom, reason: sentence(refusal) })
        : t(`done.${input.intent}`, { whom, role });
      return { text, done: refusal === null };
    }),
  };
});
