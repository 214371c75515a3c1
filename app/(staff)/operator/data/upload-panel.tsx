import { useTranslations } from "next-intl";
import { FileField } from "@/components/forms/file-field";
import { PlainForm } from "@/components/forms/plain-form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Panel } from "@/components/ui/panel";
import { FILE_NAMES } from "@/lib/vendor-data/files";
import { UPLOAD_MEGABYTES } from "@/lib/vendor-data/receive-files";

/** Files are answered by a page, with and without JavaScript. Trying out comes first. */
export function UploadPanel() {
  const t = useTranslations("dataImports");
  return (
    <Panel title={t("uploadTitle")}>
      <PlainForm answer="page" action="/api/operator/data">
        <FileField
          multiple
          required
          name="files"
          label={t("filesLabel")}
          hint={t("filesHint", { files: FILE_NAMES.join(", "), megabytes: UPLOAD_MEGABYTES })}
          accept=".csv,text/csv"
        />
        <p className="hint">{t("runHint")}</p>
        <div className="flex flex-wrap gap-3">
          <SubmitButton name="run" value="check">
            {t("check")}
          </SubmitButton>
          <SubmitButton variant="default" name="run" value="import">
            {t("import")}
          </SubmitButton>
        </div>
      </PlainForm>
    </Panel>
  );
}
