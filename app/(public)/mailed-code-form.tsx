import { useTranslations } from "next-intl";
import type { ComponentProps } from "react";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";

type Props = {
  action: ComponentProps<typeof Form>["action"];
  words: "enterCode" | "joinRequests.code";
  /** "username" where the address is the one to sign in with. */
  autoComplete: "email" | "username";
  once?: boolean;
};

/** An address and the code that was mailed to it. */
export function MailedCodeForm({ action, words, autoComplete, once = false }: Props) {
  const t = useTranslations(words);
  const labels = { email: t("email"), code: t("code") };
  return (
    <Form action={action} labels={labels} once={once}>
      <Field
        name="email"
        type="email"
        label={labels.email}
        hint={t("emailHint")}
        autoComplete={autoComplete}
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
  );
}
