import { useTranslations } from "next-intl";
import type { CheckboxOption } from "@/components/forms/checkbox-group";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { RoleCheckboxes } from "@/components/forms/role-checkboxes";
import { SubmitButton } from "@/components/forms/submit-button";
import { Panel } from "@/components/ui/panel";
import type { JoinRequestRow } from "@/lib/join-requests/list-join-requests";
import { approveJoinRequestAction, declineJoinRequestAction } from "../actions";

type Props = { row: JoinRequestRow; account: string };

/** Chooses roles and invites. The form stays when it is decided, to say what has been done. */
export function ApproveForm({ row, account, roles }: Props & { roles: CheckboxOption[] }) {
  const t = useTranslations("joinRequests");
  const labels = { roles: t("roles") };
  return (
    <Form
      action={approveJoinRequestAction.bind(null, account)}
      className="grid gap-3"
      labels={labels}
    >
      {row.state === "PENDING" && (
        <Panel title={t("approveTitle")}>
          <div className="grid justify-items-start gap-4">
            <input type="hidden" name="requestId" value={row.id} />
            <p className="text-muted">{t("approveText", { email: row.email })}</p>
            <RoleCheckboxes name="roles" legend={labels.roles} options={roles} />
            <SubmitButton>{t("approve")}</SubmitButton>
          </div>
        </Panel>
      )}
    </Form>
  );
}

/** Says no, with words that are mailed to the person. */
export function DeclineForm({ row, account }: Props) {
  const t = useTranslations("joinRequests");
  const labels = { reason: t("declineReason") };
  return (
    <Form
      action={declineJoinRequestAction.bind(null, account)}
      className="grid gap-3"
      labels={labels}
    >
      {row.state === "PENDING" && (
        <Panel title={t("declineTitle")}>
          <div className="grid gap-4">
            <input type="hidden" name="requestId" value={row.id} />
            <p className="text-muted">{t("declineText")}</p>
            <Field
              name="reason"
              label={labels.reason}
              hint={t("declineReasonHint")}
              rows={3}
              maxLength={500}
            />
            <div>
              <SubmitButton variant="default">{t("decline")}</SubmitButton>
            </div>
          </div>
        </Panel>
      )}
    </Form>
  );
}
