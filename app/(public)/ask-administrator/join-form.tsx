import { useTranslations } from "next-intl";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { SelectField } from "@/components/forms/select-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { countryOptions } from "@/lib/countries";
import { languageLabel, MAIL_LANGUAGES } from "@/lib/languages";
import { askToJoinAction } from "../actions";

/** What an invitation needs to know, and a sentence for those who decide. */
export function JoinForm() {
  const t = useTranslations("joinRequests");
  const labels = {
    firstName: t("firstName"),
    lastName: t("lastName"),
    email: t("email"),
    language: t("language"),
    country: t("country"),
    reason: t("reason"),
  };
  return (
    <Form action={askToJoinAction} labels={labels}>
      <Field name="firstName" label={labels.firstName} autoComplete="given-name" required />
      <Field name="lastName" label={labels.lastName} autoComplete="family-name" required />
      <Field
        name="email"
        type="email"
        label={labels.email}
        hint={t("emailHint")}
        autoComplete="email"
        required
      />
      <SelectField
        name="language"
        label={labels.language}
        placeholder={t("choose")}
        options={MAIL_LANGUAGES.map((tag) => ({ value: tag, label: languageLabel(tag) }))}
        required
      />
      <SelectField
        name="country"
        label={labels.country}
        placeholder={t("choose")}
        options={countryOptions("en")}
        autoComplete="country"
        required
      />
      <Field
        name="reason"
        label={labels.reason}
        hint={t("reasonHint")}
        rows={3}
        maxLength={500}
        required
      />
      <SubmitButton big>{t("send")}</SubmitButton>
    </Form>
  );
}
