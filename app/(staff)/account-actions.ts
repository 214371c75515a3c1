"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { operatorFormAction, staffFormAction } from "@/lib/auth/form-action";
import { redirect } from "@/lib/auth/redirect";
import { numberKey } from "@/lib/canonical";
import {
  type ChangeOutcome,
  correctAddress,
  correctAddressSchema,
  replaceAdministrator,
  replaceAdministratorSchema,
} from "@/lib/designations/change-administrator";
import { changeIntentSchema } from "@/lib/designations/change-intent";
import { customerNames } from "@/lib/designations/customer-names";
import { approveChange, refuseChange, withdrawChange } from "@/lib/designations/decide-change";
import {
  resendToAdministrator,
  resendToAdministrators,
  resendToAdministratorSchema,
  resendToAdministratorsSchema,
} from "@/lib/designations/resend-to-administrator";
import { removeSuppression } from "@/lib/mail/remove-suppression";
import { sendAgain } from "@/lib/mail/send-again";
import { sentence } from "@/lib/messages";
import type { OperatorActor, PartnerActor } from "@/lib/policy/actor";

/** The button on an account's page. */
export const resendToAdministratorAction = staffFormAction(
  resendToAdministratorSchema,
  async (input, actor) => {
    const { email } = await resendToAdministrator(actor, input);
    revalidatePath("/", "layout");
    return { notice: (await getTranslations("staff.designated"))("resent", { email }) };
  },
);

/** The button below the list, for the ticked rows. */
export const resendToAdministratorsAction = staffFormAction(
  resendToAdministratorsSchema,
  async (input, actor) => {
    const results = await resendToAdministrators(actor, input);
    revalidatePath("/", "layout");
    const t = await getTranslations("staff");
    const accounts = results.map(({ account }) => account);
    const names = await customerNames(actor, accounts);
    const count = results.filter(({ email }) => email !== null).length;
    const left = results.length - count;
    const said = left === 0 ? "resentAll" : count === 0 ? "resentNone" : "resentSome";
    const outcomes = results.map(({ account, email, refusal }) => {
      const name = names.get(account);
      const customer = name ? t("customerName", { ...name }) : account;
      const reason = refusal ? sentence(refusal) : "";
      const text = email === null ? "notSent" : "sentTo";
      return { text: t(text, { customer, email: email ?? "", reason }), done: email !== null };
    });
    return { notice: t(said, { count, left }), outcomes };
  },
);

export const replaceAdministratorAction = staffFormAction(
  replaceAdministratorSchema,
  async (input, actor) =>
    backToAccount(actor, input.account, await replaceAdministrator(actor, input)),
);

export const correctAddressAction = staffFormAction(correctAddressSchema, async (input, actor) =>
  backToAccount(actor, input.account, await correctAddress(actor, input)),
);

const DONE = { APPLIED: "changed", WAITING: "waits", REVIEW: "review" } as const;

function backToAccount(
  actor: PartnerActor | OperatorActor,
  account: string,
  { state }: ChangeOutcome,
): never {
  revalidatePath("/", "layout");
  const done = state in DONE ? DONE[state as keyof typeof DONE] : "changed";
  redirect(`/${actor.kind}/accounts/${numberKey(account)}?done=${done}`);
}

/** Approve, Refuse and Take it back, on an account's page and under Decisions. */
export const handleChangeAction = staffFormAction(
  changeIntentSchema,
  async ({ intent: { verb, id: changeId } }, actor) => {
    const t = await getTranslations("staff.open");
    switch (verb) {
      case "approve":
        await approveChange(actor, { changeId });
        revalidatePath("/", "layout");
        return { notice: t("approved") };
      case "refuse":
        await refuseChange(actor, { changeId });
        revalidatePath("/", "layout");
        return { notice: t("refused") };
      case "withdraw":
        await withdrawChange(actor, { changeId });
        revalidatePath("/", "layout");
        return { notice: t("withdrawn") };
    }
  },
);

export const sendAgainAction = operatorFormAction(
  z.object({ messageId: z.uuid("notFound") }),
  async (input, actor) => {
    await sendAgain(actor, input);
    revalidatePath("/operator/mail");
    return { notice: (await getTranslations("outbox"))("againDone") };
  },
);

export const liftSuppressionAction = operatorFormAction(
  z.object({ toKey: z.string("notFound").max(254, "notFound") }),
  async (input, actor) => {
    await removeSuppression(actor, input);
    revalidatePath("/operator/mail");
    const t = await getTranslations("outbox.hold");
    return { notice: t("lifted", { email: input.toKey }) };
  },
);
