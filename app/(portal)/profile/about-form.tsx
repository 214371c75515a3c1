import { getTranslations } from "next-intl/server";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { SelectField } from "@/components/forms/select-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { THEMES } from "@/lib/accounts/update-profile";
import { TIME_ZONES } from "@/lib/formatters";
import { countryOptions } from "@/lib/countries";
import { languageLabel, MAIL_LANGUAGES } from "@/lib/languages";
import { updateProfileAction } from "../actions";

type Props = {
  user: {
    readonly firstName: string;
    readonly lastName: string;
    readonly language: string;
    readonly country: string;
    readonly timeZone: string | null;
    readonly theme: (typeof THEMES)[number];
  };
};

/** What a person says of themselves (R52). */
export async function AboutForm({ user }: Props) {
  const t = await getTranslations("profile");
  const names = ["firstName", "lastName", "language", "country", "timeZone", "theme"] as const;
  return (
    <Form
      action={updateProfileAction}
      labels={Object.fromEntries(names.map((name) => [name, t(name)]))}
    >
      <Field
        name="firstName"
        label={t("firstName")}
        defaultValue={user.firstName}
        autoComplete="given-name"
      />
      <Field
        name="lastName"
        label={t("lastName")}
        defaultValue={user.lastName}
        autoComplete="family-name"
      />
      <SelectField
        name="language"
        label={t("language")}
        defaultValue={user.language}
        options={MAIL_LANGUAGES.map((tag) => ({ value: tag, label: languageLabel(tag) }))}
      />
      <SelectField
        name="country"
        label={t("country")}
        defaultValue={user.country}
        options={countryOptions("en")}
        autoComplete="country"
      />
      <SelectField
        name="timeZone"
        label={t("timeZone")}
        hint={t("timeZoneHint")}
        placeholder={t("timeZoneBrowser")}
        defaultValue={user.timeZone ?? ""}
        options={TIME_ZONES.map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))}
      />
      <SelectField
        name="theme"
        label={t("theme")}
        defaultValue={user.theme}
        options={THEMES.map((theme) => ({ value: theme, label: t(`themes.${theme}`) }))}
      />
      <SubmitButton>{t("save")}</SubmitButton>
    </Form>
  );
}
