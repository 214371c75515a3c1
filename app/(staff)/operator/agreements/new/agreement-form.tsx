import { useTranslations } from "next-intl";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { SelectField } from "@/components/forms/select-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { Panel } from "@/components/ui/panel";
import { countryOptions } from "@/lib/countries";
import { addAgreementAction } from "../../../agreement-actions";
import { PersonFields, usePersonLabels } from "../../../person-fields";

/** One agreement with one purchasing account, typed by hand. */
export function AgreementForm() {
  const t = useTranslations("newAgreement");
  const labels = Object.fromEntries(FIELDS.map((name) => [name, t(`fields.${name}`)]));
  const field = (
    name: (typeof FIELDS)[number],
    more: Partial<Parameters<typeof Field>[0]> = {},
  ) => <Field name={name} label={t(`fields.${name}`)} autoComplete="off" {...more} />;
  return (
    <Panel title={t("byHand")}>
      <Form action={addAgreementAction} labels={{ ...labels, ...usePersonLabels() }}>
        <Part>{t("agreementPart")}</Part>
        {field("agreementNumber")}
        {field("signedOn", { type: "date" })}
        {field("endsOn", { type: "date", hint: t("endsOnHint") })}
        {field("signatoryName", { hint: t("signatoryHint") })}
        {field("signatoryEmail", { type: "email" })}
        <Part>{t("organizationPart")}</Part>
        {field("organizationNumber", { hint: t("organizationNumberHint") })}
        {field("organizationName")}
        <SelectField
          name="organizationCountry"
          label={t("fields.organizationCountry")}
          placeholder={t("choose")}
          options={countryOptions("en")}
        />
        <Part>{t("partnerPart")}</Part>
        {field("partnerNumber", { hint: t("partnerHint") })}
        {field("partnerName")}
        <Part>{t("accountPart")}</Part>
        {field("accountNumber")}
        {field("accountName")}
        <Part>{t("administratorPart")}</Part>
        <p className="text-muted">{t("administratorText")}</p>
        <PersonFields />
        <SubmitButton>{t("record")}</SubmitButton>
      </Form>
    </Panel>
  );
}

function Part({ children }: { children: string }) {
  return (
    <h3 className="border-t border-line pt-4 text-sm font-semibold text-muted first-of-type:border-0 first-of-type:pt-0">
      {children}
    </h3>
  );
}

const FIELDS = [
  "agreementNumber",
  "signedOn",
  "endsOn",
  "signatoryName",
  "signatoryEmail",
  "organizationNumber",
  "organizationName",
  "organizationCountry",
  "partnerNumber",
  "partnerName",
  "accountNumber",
  "accountName",
] as const;
