import { useTranslations } from "next-intl";
import { Field } from "@/components/forms/field";
import { SelectField } from "@/components/forms/select-field";
import { Panel } from "@/components/ui/panel";
import { RENEWALS, type Terms } from "@/lib/agreements/terms";
import { countryOptions } from "@/lib/countries";

/** Renewal, reference and delivery defaults. */
export function PreferenceFields({ terms }: { terms: Terms }) {
  const t = useTranslations("agreements");
  const { customerReference, delivery, renewal } = terms;
  return (
    <Panel title={t("preferences")}>
      <div className="grid gap-4 md:grid-cols-2">
        <SelectField
          name="renewal"
          label={t("renewal")}
          hint={t("renewalHint")}
          options={RENEWALS.map((value) => ({ value, label: t(`renewals.${value}`) }))}
          defaultValue={renewal}
        />
        <Field
          name="customerReference"
          label={t("reference")}
          hint={t("referenceHint")}
          defaultValue={customerReference}
          autoComplete="off"
        />
        <Field
          name="language"
          label={t("language")}
          hint={t("languageHint")}
          defaultValue={delivery.language}
          autoComplete="off"
        />
        <Field
          name="platform"
          label={t("platform")}
          hint={t("platformHint")}
          defaultValue={delivery.platform}
          autoComplete="off"
        />
        <SelectField
          name="country"
          label={t("country")}
          placeholder={t("anyCountry")}
          options={countryOptions("en")}
          defaultValue={delivery.country}
        />
        <Field
          className="md:col-span-2"
          name="notes"
          label={t("notes")}
          hint={t("notesHint")}
          rows={3}
          defaultValue={delivery.notes}
        />
      </div>
    </Panel>
  );
}
