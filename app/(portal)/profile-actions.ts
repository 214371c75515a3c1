"use server";

import { revalidatePath } from "next/cache";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { changeEmail, changeEmailSchema, withdrawEmailChange } from "@/lib/accounts/change-email";
import { endMySession, endSessionSchema } from "@/lib/accounts/end-session";
import {
  keepSecondFactor,
  renewRecoveryCodes,
  turnOffSecondFactor,
  turnOffSecondFactorSchema,
} from "@/lib/accounts/keep-second-factor";
import { leaveAccount } from "@/lib/accounts/leave-account";
import {
  beginSecondFactor,
  beginSecondFactorSchema,
  confirmSecondFactor,
} from "@/lib/accounts/set-up-second-factor";
import { codeSchema } from "@/lib/accounts/sign-in-code";
import { memberFormAction, personFormAction } from "@/lib/auth/form-action";
import { redirect } from "@/lib/auth/redirect";

export const changeEmailAction = personFormAction(changeEmailSchema, async (input, person) => {
  const { email } = await changeEmail(person, input);
  revalidatePath("/profile", "layout");
  return { notice: (await getTranslations("emailChange"))("asked", { email }) };
});

export const withdrawEmailChangeAction = personFormAction(z.object({}), async (_, person) => {
  await withdrawEmailChange(person);
  redirect("/profile/email");
});

export const beginSecondFactorAction = personFormAction(
  beginSecondFactorSchema,
  async (input, person) => {
    await beginSecondFactor(person, input);
    redirect("/profile/second-factor/set-up");
  },
);

/** Its answer holds the recovery codes: the only time that anybody sees them. */
export const confirmSecondFactorAction = personFormAction(codeSchema, async (input, person) => {
  const { recoveryCodes } = await confirmSecondFactor(person, input);
  return codesNotice("turnedOn", recoveryCodes);
});

export const renewRecoveryCodesAction = personFormAction(codeSchema, async (input, person) => {
  const { recoveryCodes } = await renewRecoveryCodes(person, input);
  return codesNotice("codesRenewed", recoveryCodes);
});

export const keepSecondFactorAction = personFormAction(codeSchema, async (input, person) => {
  await keepSecondFactor(person, input);
  redirect("/profile/second-factor");
});

export const turnOffSecondFactorAction = personFormAction(
  turnOffSecondFactorSchema,
  async (input, person) => {
    await turnOffSecondFactor(person, input);
    redirect("/profile/second-factor");
  },
);

export const endSessionAction = personFormAction(endSessionSchema, async (input, person) => {
  const { ended } = await endMySession(person, input);
  revalidatePath("/profile/sessions");
  return { notice: (await getTranslations("sessions"))("ended", { count: ended }) };
});

/** Out of one purchasing account; the person stays signed in. */
export const leaveAccountAction = memberFormAction(z.object({}), async (_, member) => {
  await leaveAccount(member);
  revalidatePath("/", "layout");
  redirect("/accounts");
});

async function codesNotice(key: "turnedOn" | "codesRenewed", codes: readonly string[]) {
  const t = await getTranslations("secondFactor");
  return { notice: t(key), outcomes: codes.map((text) => ({ text, done: true })) };
}
