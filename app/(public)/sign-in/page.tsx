import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { AppLink } from "@/components/ui/app-link";
import { Note } from "@/components/ui/note";
import { Sheet } from "@/components/ui/sheet";
import { currentPerson } from "@/lib/auth/current-person";
import { redirect } from "@/lib/auth/redirect";
import { safeReturnTo } from "@/lib/auth/return-to";
import { signInAction } from "../actions";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("signIn"))("title") };
}

export default async function SignInPage({ searchParams }: Props) {
  const query = await searchParams;
  const returnTo = safeReturnTo([query.returnTo].flat()[0]);
  if (query.for !== "invitation" && (await currentPerson())) redirect(returnTo ?? "/");
  const t = await getTranslations("signIn");
  return (
    <Sheet title={t("title")} lead={t("lead")}>
      {query.done === "password" && <Note tone="ok">{t("passwordSet")}</Note>}
      {query.done === "signed-out" && <Note>{t("signedOut")}</Note>}
      {query.ended === "form" && (
        <Note>
          {t("ended")}
          <noscript>
            <p>{t("endedWithoutScript")}</p>
          </noscript>
        </Note>
      )}
      {query.for === "invitation" && <Note>{t("toConfirm")}</Note>}
      <Form action={signInAction} labels={{ email: t("email"), password: t("password") }}>
        {returnTo && <input type="hidden" name="returnTo" value={returnTo} />}
        <Field name="email" type="email" label={t("email")} autoComplete="username" required />
        <Field
          name="password"
          type="password"
          label={t("password")}
          autoComplete="current-password"
          required
        />
        <SubmitButton big>{t("button")}</SubmitButton>
      </Form>
      <p className="mt-4">
        <AppLink className="link" href="/reset-password">
          {t("forgot")}
        </AppLink>
      </p>
      <p className="mt-2">
        <AppLink className="link" href="/request-invitation">
          {t("noInvitation")}
        </AppLink>
      </p>
      <p className="mt-2">
        <AppLink className="link" href="/ask-administrator">
          {t("askAdministrator")}
        </AppLink>
      </p>
    </Sheet>
  );
}
