import { getTranslations } from "next-intl/server";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { correctAddressAction } from "../account-actions";
import type { Area } from "../area";
import { EditScreen } from "./edit-screen";
import type { StaffAccountParams } from "./open-account";

type Props = StaffAccountParams & { area: Area };

/** Correct the email address (R84). */
export async function CorrectScreen({ area, params }: Props) {
  const t = await getTranslations("staff.correct");
  return (
    <EditScreen
      area={area}
      below="/address"
      params={params}
      kind="CORRECT_ADDRESS"
      title={t("title")}
      lead={({ administrator, organization, number }) =>
        t("lead", { name: administrator?.name ?? "", organization, number })
      }
      form={({ key, version }, { name, email }) => (
        <Form action={correctAddressAction.bind(null, area)} labels={{ email: t("email") }}>
          <input type="hidden" name="account" value={key} />
          <input type="hidden" name="version" value={version} />
          <Field name="now" label={t("now")} defaultValue={email} readOnly />
          <Field
            name="email"
            type="email"
            label={t("email")}
            hint={t("emailHint", { name })}
            autoComplete="off"
            required
          />
          <SubmitButton>{t("submit")}</SubmitButton>
        </Form>
      )}
    />
  );
}
