import { useTranslations } from "next-intl";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Panel } from "@/components/ui/panel";
import type { DomainRow } from "@/lib/domains/domain-row";
import { checkDomainAction } from "../actions";

type Props = { row: DomainRow; account: string };

/** Check now; there is nothing to press where nothing would be asked. */
export function CheckForm({ row, account }: Props) {
  const t = useTranslations("domains");
  if (row.isDemo || row.state === "withVendor") return null;
  return (
    <Panel title={t("checkTitle")}>
      <Form action={checkDomainAction.bind(null, account)} className="grid gap-3">
        <input type="hidden" name="domainId" value={row.id} />
        <p className="text-muted">{t("checkText")}</p>
        {row.isChecking ? (
          <>
            <noscript>
              <meta httpEquiv="refresh" content="3" />
            </noscript>
            <p role="status">
              <span className="spinner" aria-hidden="true" /> {t("checking")}
            </p>
          </>
        ) : (
          <div>
            <SubmitButton>{t("check")}</SubmitButton>
          </div>
        )}
      </Form>
    </Panel>
  );
}
