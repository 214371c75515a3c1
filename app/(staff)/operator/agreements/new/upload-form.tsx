import { useTranslations } from "next-intl";
import { FileField } from "@/components/forms/file-field";
import { PlainForm } from "@/components/forms/plain-form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Panel } from "@/components/ui/panel";

/** A file is answered by a page, with and without JavaScript. */
export function UploadForm() {
  const t = useTranslations("newAgreement");
  return (
    <Panel title={t("file")}>
      <PlainForm answer="page" action="/api/operator/agreements">
        <FileField
          name="file"
          label={t("fileLabel")}
          hint={t("fileHint")}
          accept=".json,application/json"
          required
        />
        <div className="check">
          <input
            id="agreement-update"
            type="checkbox"
            name="update"
            aria-describedby="agreement-update-hint"
          />
          <label htmlFor="agreement-update">{t("update")}</label>
          <div id="agreement-update-hint" className="hint">
            {t("updateHint")}
          </div>
        </div>
        <SubmitButton variant="default">{t("fileButton")}</SubmitButton>
      </PlainForm>
    </Panel>
  );
}
