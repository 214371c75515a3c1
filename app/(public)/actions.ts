"use server";

import { cookies } from "next/headers";
import { getTranslations } from "next-intl/server";
import { z } from "zod";
import { confirmEmail, confirmEmailSchema } from "@/lib/accounts/confirm-email";
import { setPassword, setPasswordSchema } from "@/lib/accounts/set-password";
import { beginSignIn, signInSchema } from "@/lib/accounts/sign-in";
import { codeSchema, finishSignIn } from "@/lib/accounts/sign-in-code";
import { signOut } from "@/lib/accounts/sign-out";
import { forgetCodeStep, rememberCodeStep, rememberedCodeStep } from "@/lib/auth/code-step-cookie";
import { currentPerson } from "@/lib/auth/current-person";
import { publicFormAction } from "@/lib/auth/form-action";
import {
  forgetInvitation,
  rememberInvitation,
  rememberedInvitation,
} from "@/lib/auth/invitation-cookie";
import { redirect } from "@/lib/auth/redirect";
import { requestOrigin, requestVisit } from "@/lib/auth/request-origin";
import { homeOf, safeReturnTo } from "@/lib/auth/return-to";
import {
  clearSessionCookie,
  readSessionCookie,
  writeSessionCookie,
} from "@/lib/auth/session-cookie";
import { objectToChange, objectToChangeSchema } from "@/lib/designations/object-to-change";
import { env } from "@/lib/env";
import { refuse } from "@/lib/errors";
import { acceptInvitation, acceptInvitationSchema } from "@/lib/invitations/accept-invitation";
import { confirmByLink } from "@/lib/invitations/confirm-invitation";
import { declineInvitation, declineInvitationSchema } from "@/lib/invitations/decline-invitation";
import { enterCode, enterCodeSchema } from "@/lib/invitations/enter-code";
import { askForInvitation, requestInvitationSchema } from "@/lib/invitations/request-invitation";
import { askForPasswordReset } from "@/lib/invitations/request-password-reset";
import { sendFreshLink } from "@/lib/invitations/send-fresh-link";
import { stopReminders } from "@/lib/invitations/stop-reminders";
import { askToJoin, askToJoinSchema } from "@/lib/join-requests/ask-to-join";
import { enterJoinCode } from "@/lib/join-requests/enter-join-code";

const tokenSchema = z.object({ token: z.string().max(200) });

const returnToSchema = z.object({ returnTo: z.string().max(300).optional() });

/** The password: opens the session, or leads to the page that asks for a code. */
export const signInAction = publicFormAction(
  signInSchema.extend(returnToSchema.shape),
  async ({ returnTo, ...input }) => {
    const signedIn = await beginSignIn(input, await visitInPlaceOf());
    if (signedIn.secret !== null) return enter(signedIn.secret, returnTo);
    await rememberCodeStep(signedIn.step);
    const to = safeReturnTo(returnTo);
    redirect(`/sign-in/code${to ? `?returnTo=${encodeURIComponent(to)}` : ""}`);
  },
);

/** The code of the second factor: only this opens the session. */
export const signInCodeAction = publicFormAction(
  codeSchema.extend(returnToSchema.shape),
  async ({ returnTo, ...input }) => {
    const step = await rememberedCodeStep();
    if (!step) throw refuse("gone", "signInAgain");
    const { secret } = await finishSignIn(step, input, await visitInPlaceOf());
    await forgetCodeStep();
    return enter(secret, returnTo);
  },
);

/** The visit of a browser whose present session ends with the next one. */
async function visitInPlaceOf() {
  return { ...(await requestVisit()), previousSecret: await readSessionCookie() };
}

/** Back to the invitation that was being confirmed, to the page that asked, or home. */
async function enter(secret: string, returnTo: string | undefined): Promise<never> {
  await writeSessionCookie(secret);
  const token = await rememberedInvitation();
  await forgetInvitation();
  redirect(token ? `/get-started/${token}` : (safeReturnTo(returnTo) ?? "/"));
}

/** One mailbox confirms a new sign-in address; with the second one it changes. */
export const confirmEmailAction = publicFormAction(confirmEmailSchema, async (input) => {
  const outcome = await confirmEmail(input, await requestOrigin());
  return { notice: (await getTranslations("confirmEmail"))(outcome) };
});

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

/** The resend form (R14 to R29): one answer, whatever was typed. */
export const askForInvitationAction = publicFormAction(requestInvitationSchema, async (facts) => {
  await askForInvitation(facts, await requestOrigin());
  return { notice: (await getTranslations("requestInvitation"))("done") };
});

/** A typed code leads to the page that the link would have opened. */
export const enterCodeAction = publicFormAction(enterCodeSchema, async (input) => {
  const { token } = await enterCode(input, await requestOrigin());
  redirect(`/get-started/${token}`);
});

/** Asks to be let in: leads everybody to the page of the code, whatever was typed. */
export const askToJoinAction = publicFormAction(askToJoinSchema, async (facts) => {
  await askToJoin(facts, await requestOrigin());
  redirect("/ask-administrator/code");
});

export const enterJoinCodeAction = publicFormAction(enterCodeSchema, async (input) => {
  await enterJoinCode(input, await requestOrigin());
  return { notice: (await getTranslations("joinRequests"))("code.done") };
});

/** On the page of a link that has ended: says the same whether a mail leaves or not (decision 12). */
export const sendFreshLinkAction = publicFormAction(tokenSchema, async (input) => {
  await sendFreshLink(input, await requestOrigin());
  return { notice: (await getTranslations("getStarted"))("freshDone") };
});

export const declineInvitationAction = publicFormAction(declineInvitationSchema, async (input) => {
  await declineInvitation(input, await requestOrigin());
  return { notice: (await getTranslations("decline"))("done") };
});

export const objectAction = publicFormAction(objectToChangeSchema, async (input) => {
  await objectToChange(input, await requestOrigin());
  return { notice: (await getTranslations("objection"))("done", { vendor: env.VENDOR_NAME }) };
});

export const stopRemindersAction = publicFormAction(tokenSchema, async (input) => {
  await stopReminders(input, await requestOrigin());
  return { notice: (await getTranslations("stopReminders"))("done") };
});

/** Start: the invitation becomes an account and a session in one step (R33, R34). */
export const startAction = publicFormAction(acceptInvitationSchema, async (input) => {
  const result = await acceptInvitation(input, await visitInPlaceOf());
  if (result.outcome === "held") redirect(`/get-started/${input.token}`);
  await writeSessionCookie(result.secret);
  redirect(homeOf(result.accountKey));
});

/** Without a session the link's page says itself that one has to sign in. */
export const confirmAction = publicFormAction(tokenSchema, async (input) => {
  const person = await currentPerson();
  if (!person) redirect(`/get-started/${encodeURIComponent(input.token)}`);
  const result = await confirmByLink(person.actor, input);
  redirect(result.outcome === "held" ? `/get-started/${input.token}` : homeOf(result.accountKey));
});

/** Leaves for the sign-in page and remembers the way back (edge 2). */
export const signInToConfirmAction = publicFormAction(tokenSchema, async ({ token }) => {
  await rememberInvitation(token);
  redirect("/sign-in?for=invitation");
});

/** "Sign out and continue" of a person whom the invitation isn't for (edge 8). */
export const continueAsOtherAction = publicFormAction(tokenSchema, async ({ token }) => {
  await leaveSession();
  redirect(`/get-started/${encodeURIComponent(token)}`);
});

export const signOutAction = publicFormAction(z.object({}), async () => {
  await leaveSession();
  (await cookies()).delete("zone");
  redirect("/sign-in?done=signed-out");
});

/** Also where the session has ended by itself. */
async function leaveSession(): Promise<void> {
  const person = await currentPerson();
  if (person) await signOut(person.actor);
  await clearSessionCookie();
}
