import { useTranslations } from "next-intl";
import { CheckboxGroup } from "@/components/forms/checkbox-group";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Panel } from "@/components/ui/panel";
import { invitePartnerUserAction } from "./people-actions";
import { PersonFields, usePersonLabels } from "./person-fields";

type Props = { area: "partner" | "operator"; partnerNumber?: string | undefined };

/** Invites one more of a partner's people. */
export function PartnerInviteForm({ area, partnerNumber }: Props) {
  const t = useTranslations("partnerPeople");
  const labels = usePersonLabels();
  return (
    <Panel title={t("inviteTitle")}>
      <Form action={invitePartnerUserAction.bind(null, area)} labels={labels}>
        {partnerNumber !== undefined && (
          <input type="hidden" name="partnerNumber" value={partnerNumber} />
        )}
        <PersonFields />
        <CheckboxGroup
          name="isAdministrator"
          legend={t("may")}
          options={[{ value: "on", label: t("administrator"), hint: t("administratorHint") }]}
        />
        <SubmitButton caps>{t("invite")}</SubmitButton>
      </Form>
    </Panel>
  );
}
