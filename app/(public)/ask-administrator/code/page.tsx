import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { richTags } from "@/components/guide/rich-text";
import { Sheet } from "@/components/ui/sheet";
import { enterJoinCodeAction } from "../../actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("joinRequests.code"))("title") };
}

/** The mailed code proves the address; what comes of it, this page says to nobody. */
export default async function JoinCodePage() {
  const t = await getTranslations("joinRequests.code");
  const labels = { email: t("email"), code: t("code") };
  return (
    <Sheet title={t("title")} lead={t("lead")}>
      <Form action={enterJoinCodeAction} labels={labels} once>
        <Field
          name="email"
          type="email"
          label={labels.email}
          hint={t("emailHint")}
          autoComplete="email"
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
      <p className="mt-4 text-muted">{t.rich("notArrived", richTags)}</p>
    </Sheet>
  );
}
