import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { richTags } from "@/components/guide/rich-text";
import { Sheet } from "@/components/ui/sheet";
import { enterCodeAction } from "../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("enterCode"))("title") };
}

/** For mail systems that break links: the address and the code lead to the page of the link. */
export default async function EnterCodePage() {
  const t = await getTranslations("enterCode");
  const labels = { email: t("email"), code: t("code") };
  return (
    <Sheet title={t("title")} lead={t("lead")}>
      <Form action={enterCodeAction} labels={labels}>
        <Field
          name="email"
          type="email"
          label={labels.email}
          hint={t("emailHint")}
          autoComplete="username"
          required
        />
        <Field
          name="code"
          label={labels.code}
          hint={t("codeHint")}
          autoComplete="one-time-code"
          autoCapitalize="characters"
          spellCheck={false}
          className="[&_input]:font-mono [&_input]:uppercase"
          required
        />
        <SubmitButton big>{t("button")}</SubmitButton>
      </Form>
      <p className="mt-4 text-muted">{t("newest")}</p>
      <p className="mt-2">{t.rich("noMail", richTags)}</p>
    </Sheet>
  );
}
