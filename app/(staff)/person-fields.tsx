import { useTranslations } from "next-intl";
import { Field } from "@/components/forms/field";
import { SelectField } from "@/components/forms/select-field";
import { countryOptions } from "@/lib/countries";
import { languageLabel, MAIL_LANGUAGES } from "@/lib/languages";

type Props = {
  /** Chosen from the start, where it is likely. */
  country?: string | undefined;
};

/** What is asked of everybody who is invited. */
export function PersonFields({ country }: Props) {
  const t = useTranslations("invite");
  return (
    <>
      <Field name="email" type="email" label={t("email")} autoComplete="off" />
      <Field name="firstName" label={t("firstName")} autoComplete="off" />
      <Field name="lastName" label={t("lastName")} autoComplete="off" />
      <SelectField
        name="language"
        label={t("language")}
        hint={t("languageHint")}
        placeholder={t("choose")}
        options={MAIL_LANGUAGES.map((tag) => ({ value: tag, label: languageLabel(tag) }))}
      />
      <SelectField
        name="country"
        label={t("country")}
        hint={t("countryHint")}
        placeholder={t("choose")}
        options={countryOptions("en")}
        defaultValue={country}
      />
    </>
  );
}

/** Their labels, for a form's summary. */
export function usePersonLabels(): Record<string, string> {
  const t = useTranslations("invite");
  return {
    email: t("email"),
    firstName: t("firstName"),
    lastName: t("lastName"),
    language: t("language"),
    country: t("country"),
  };
}
