import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { AppLink } from "@/components/ui/app-link";
import { Sheet } from "@/components/ui/sheet";
import { askForResetAction } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("resetPassword"))("title") };
}

export default async function ForgottenPasswordPage() {
  const t = await getTranslations("resetPassword");
  return (
    <Sheet title={t("title")} lead={t("lead")}>
      <Form action={askForResetAction} labels={{ email: t("email") }} once>
        <Field name="email" type="email" label={t("email")} autoComplete="username" required />
        <SubmitButton big>{t("button")}</SubmitButton>
      </Form>
      <p className="mt-4">
        <AppLink className="link" href="/sign-in">
          {t("back")}
        </AppLink>
      </p>
    </Sheet>
  );
}
