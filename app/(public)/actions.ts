"use server";

import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { setPassword, setPasswordSchema } from "@/lib/accounts/set-password";
import { signIn, signInSchema } from "@/lib/accounts/sign-in";
import { signOut } from "@/lib/accounts/sign-out";
import { checkOrigin, personFormAction, publicFormAction, signedIn } from "@/lib/auth/form-action";
import {
  forgetInvitation,
  rememberInvitation,
  rememberedInvitation,
} from "@/lib/auth/invitation-cookie";
import { requestOrigin, requestVisit } from "@/lib/auth/request-origin";
import { safeReturnTo } from "@/lib/auth/return-to";
import {
  clearSessionCookie,
  readSessionCookie,
  writeSessionCookie,
} from "@/lib/auth/session-cookie";
import { acceptInvitation, acceptInvitationSchema } from "@/lib/invitations/accept-invitation";
import { confirmByLink } from "@/lib/invitations/confirm-invitation";
import { askForPasswordReset } from "@/lib/invitations/request-password-reset";

const tokenSchema = z.object({ token: z.string().max(200) });

export const signInAction = publicFormAction(
  signInSchema.extend({ returnTo: z.string().max(300).optional() }),
  async (input) => {
    const visit = { ...(await requestVisit()), previousSecret: await readSessionCookie() };
    const { secret } = await signIn(input, visit);
    await writeSessionCookie(secret);
    const token = await rememberedInvitation();
    await forgetInvitation();
    redirect(token ? `/get-started/${token}` : (safeReturnTo(input.returnTo) ?? "/"));
  },
);

export const askForResetAction = publicFormAction(
  z.object({ email: z.string("required").trim().min(1, "required").max(320, "emailTooLong") }),
  async ({ email }) => {
    await askForPasswordReset(email, await requestOrigin());
    return { notice: (await getTranslations("resetPassword"))("done") };
  },
);

export const resetPasswordAction = publicFormAction(setPasswordSchema, async (input) => {
  await setPassword("RESET", input, await requestOrigin());
  await clearSessionCookie();
  redirect("/sign-in?done=password");
});

export const setOperatorPasswordAction = publicFormAction(setPasswordSchema, async (input) => {
  await setPassword("OPERATOR", input, await requestOrigin());
  await clearSessionCookie();
  redirect("/sign-in?done=password");
});

/** Start: the invitation becomes an account and a session in one step (R33, R34). */
export const startAction = publicFormAction(acceptInvitationSchema, async (input) => {
  const visit = { ...(await requestVisit()), previousSecret: await readSessionCookie() };
  const result = await acceptInvitation(input, visit);
  if (result.outcome === "held") redirect(`/get-started/${input.token}`);
  await writeSessionCookie(result.secret);
  redirect(`/accounts/${result.accountKey}`);
});

export const confirmAction = personFormAction(tokenSchema, async (input, person) => {
  const result = await confirmByLink(person, input);
  redirect(
    result.outcome === "held" ? `/get-started/${input.token}` : `/accounts/${result.accountKey}`,
  );
});

/** Leaves for the sign-in page and remembers the way back (edge 2). */
export async function signInToConfirmAction(form: FormData): Promise<void> {
  await checkOrigin();
  const { token } = tokenSchema.parse({ token: form.get("token") });
  await rememberInvitation(token);
  redirect("/sign-in?for=invitation");
}

/** "Sign out and continue" of a person whom the invitation isn't for (edge 8). */
export async function continueAsOtherAction(form: FormData): Promise<void> {
  await checkOrigin();
  const { token } = tokenSchema.parse({ token: form.get("token") });
  await signOut(await signedIn());
  await clearSessionCookie();
  redirect(`/get-started/${encodeURIComponent(token)}`);
}

export async function signOutAction(): Promise<void> {
  await checkOrigin();
  await signOut(await signedIn());
  await clearSessionCookie();
  (await cookies()).delete("zone");
  redirect("/sign-in?done=signed-out");
}
