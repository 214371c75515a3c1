import { useTranslations } from "next-intl";
import { Field } from "@/components/forms/field";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Panel } from "@/components/ui/panel";
import type { StaffAccount } from "@/lib/designations/read-account";
import { changePartnerAction } from "../agreement-actions";

/** Gives the account to another partner, or to none: the operator's only (edge 30). */
export function PartnerPanel({ account }: { account: StaffAccount }) {
  const t = useTranslations("staff.partnerForm");
  const { key, version, partner } = account;
  return (
    <Panel title={t("title")}>
      <p className="mb-3">{partner ? t("now", { partner: partner.name }) : t("nowDirect")}</p>
      <Form
        action={changePartnerAction}
        className="grid gap-3"
        labels={{ partnerNumber: t("label") }}
      >
        <input type="hidden" name="accountKey" value={key} />
        <input type="hidden" name="version" value={version} />
        <Field
          name="partnerNumber"
          label={t("label")}
          hint={t("hint")}
          defaultValue={partner?.number}
          autoComplete="off"
          spellCheck={false}
        />
        <p className="hint">{t("effect")}</p>
        <div>
          <SubmitButton variant="default">{t("submit")}</SubmitButton>
        </div>
      </Form>
    </Panel>
  );
}
