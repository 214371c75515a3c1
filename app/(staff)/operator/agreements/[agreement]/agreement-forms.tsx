import { useTranslations } from "next-intl";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { SelectField } from "@/components/forms/select-field";
import { SubmitButton } from "@/components/forms/submit-button";
import { Panel } from "@/components/ui/panel";
import type { AgreementFacts } from "@/lib/organizations/read-agreement";
import { TERMINATION_REASONS } from "@/lib/organizations/terminate-agreement";
import {
  correctSignatoryAction,
  endAgreementAction,
  terminateAgreementAction,
} from "../../../agreement-actions";

type Props = { agreement: AgreementFacts };

/** What can be done to an agreement; what can't be undone says what it costs. */
export function AgreementForms({ agreement }: Props) {
  const t = useTranslations("agreementDesk");
  const labels = { name: t("signatoryName"), email: t("signatoryEmail") };
  return (
    <div className="grid items-start gap-6 lg:grid-cols-3">
      <Panel title={t("correct")}>
        <Form action={correctSignatoryAction} labels={labels}>
          <Version agreement={agreement} />
          <Field name="name" label={labels.name} defaultValue={agreement.signatory.name} />
          <Field
            name="email"
            type="email"
            label={labels.email}
            defaultValue={agreement.signatory.email}
          />
          <SubmitButton variant="default">{t("correctButton")}</SubmitButton>
        </Form>
      </Panel>
      {agreement.status !== "TERMINATED" && (
        <>
          <End agreement={agreement} />
          <Terminate agreement={agreement} />
        </>
      )}
    </div>
  );
}

function End({ agreement }: Props) {
  const t = useTranslations("agreementDesk");
  return (
    <Panel title={t("end")}>
      <Form action={endAgreementAction} labels={{ lastDay: t("lastDay") }}>
        <Version agreement={agreement} />
        <p className="text-muted">{t("endText", { count: agreement.openInvitations })}</p>
        <Field
          name="lastDay"
          type="date"
          label={t("lastDay")}
          hint={t("lastDayHint")}
          defaultValue={agreement.endsOn?.toISOString().slice(0, 10)}
        />
        <SubmitButton variant="default">{t("endButton")}</SubmitButton>
      </Form>
    </Panel>
  );
}

function Terminate({ agreement }: Props) {
  const t = useTranslations("agreementDesk");
  return (
    <Panel title={t("terminate")}>
      <Form action={terminateAgreementAction} labels={{ reason: t("reason") }}>
        <Version agreement={agreement} />
        <p className="text-muted">{t("terminateText", { count: agreement.openInvitations })}</p>
        <SelectField
          name="reason"
          label={t("reason")}
          placeholder={t("choose")}
          options={TERMINATION_REASONS.map((reason) => ({
            value: reason,
            label: t(`reasons.${reason}`),
          }))}
        />
        <SubmitButton variant="danger">{t("terminateButton")}</SubmitButton>
      </Form>
    </Panel>
  );
}

/** Which agreement, as this page shows it. */
function Version({ agreement }: Props) {
  return (
    <>
      <input type="hidden" name="agreementNumber" value={agreement.key} />
      <input type="hidden" name="version" value={agreement.version} />
    </>
  );
}
