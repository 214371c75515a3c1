import { useTranslations } from "next-intl";
import { extendVisibilityAction, revokeVisibilityAction } from "@/app/(portal)/visibility-actions";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Panel } from "@/components/ui/panel";
import type { VisibilityRow } from "@/lib/visibility/list-visibilities";

type Props = { row: VisibilityRow; account: string };

/** Whether there is anything left to change or to end. */
export const isOpen = ({ state }: VisibilityRow) => state === "open" || state === "endsSoon";

/** Another last day. The day that this page shows goes with it, so that nobody overwrites another's. */
export function ChangeForm({ row, account }: Props) {
  const t = useTranslations("visibility");
  if (!isOpen(row)) return null;
  const shown = row.until.toISOString().slice(0, 10);
  return (
    <Panel title={t("extendTitle")}>
      <Form action={extendVisibilityAction.bind(null, account)} labels={{ until: t("lastDay") }}>
        <input type="hidden" name="visibilityId" value={row.id} />
        <input type="hidden" name="shown" value={shown} />
        <Field
          name="until"
          type="date"
          label={t("lastDay")}
          hint={t("lastDayHint")}
          defaultValue={shown}
        />
        <SubmitButton variant="default">{t("extend")}</SubmitButton>
      </Form>
    </Panel>
  );
}

/** The form stays when the grant is over, to say what has been done. */
export function RevokeForm({ row, account }: Props) {
  const t = useTranslations("visibility");
  return (
    <Form action={revokeVisibilityAction.bind(null, account)} className="grid gap-3">
      {isOpen(row) && (
        <Panel title={t("revokeTitle")}>
          <div className="grid justify-items-start gap-3">
            <input type="hidden" name="visibilityId" value={row.id} />
            <p className="text-muted">{t("revokeText", { partner: row.partner.name })}</p>
            <SubmitButton variant="danger">{t("revoke")}</SubmitButton>
          </div>
        </Panel>
      )}
    </Form>
  );
}
