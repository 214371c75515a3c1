import { useTranslations } from "next-intl";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { askForInvitationAction } from "../actions";

/** The three facts of the administrator (R14). Not filled in by the browser: they aren't the reader's own. */
export function AskForm() {
  const t = useTranslations("requestInvitation");
  const labels = {
    email: t("email"),
    agreementNumber: t("agreementNumber"),
    accountNumber: t("accountNumber"),
  };
  return (
    <Form action={askForInvitationAction} labels={labels} once>
      <Field
        name="email"
        type="email"
        label={labels.email}
        hint={t("emailHint")}
        autoComplete="off"
        required
      />
      <Field
        name="agreementNumber"
        label={labels.agreementNumber}
        hint={t("agreementNumberHint")}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        required
      />
      <Field
        name="accountNumber"
        label={labels.accountNumber}
        hint={t("accountNumberHint")}
        autoComplete="off"
        autoCapitalize="characters"
        spellCheck={false}
        required
      />
      <SubmitButton big caps>
        {t("submit")}
      </SubmitButton>
    </Form>
  );
}
