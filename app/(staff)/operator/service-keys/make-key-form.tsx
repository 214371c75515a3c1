import { useTranslations } from "next-intl";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { SelectField } from "@/components/forms/select-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { Panel } from "@/components/ui/panel";
import { makeServiceKeyAction } from "./actions";

type Props = { services: readonly { readonly key: string; readonly name: string }[] };

/** Makes a key; the answer holds it once, with and without JavaScript. */
export function MakeKeyForm({ services }: Props) {
  const t = useTranslations("serviceKeys");
  return (
    <Panel title={t("makeTitle")}>
      {services.length === 0 ? (
        <p>{t("noServices")}</p>
      ) : (
        <Form
          action={makeServiceKeyAction}
          labels={{ name: t("name"), service: t("service") }}
          once
          codes
          copy={{ label: t("copy"), copied: t("copied") }}
        >
          <Field name="name" label={t("name")} hint={t("nameHint")} autoComplete="off" required />
          <SelectField
            name="service"
            label={t("service")}
            placeholder={t("choose")}
            options={services.map(({ key, name }) => ({ value: key, label: name }))}
            required
          />
          <SubmitButton pending={t("working")}>{t("make")}</SubmitButton>
        </Form>
      )}
    </Panel>
  );
}
