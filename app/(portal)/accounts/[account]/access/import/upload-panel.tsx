import { useTranslations } from "next-intl";
import { FileField } from "@/components/forms/file-field";
import { PlainForm } from "@/components/forms/plain-form";
import { SubmitButton } from "@/components/forms/submit-button";
import { Panel } from "@/components/ui/panel";
import { MAX_MEGABYTES } from "@/lib/csv/decode-file";
import { MAX_ROWS } from "@/lib/csv/read-rows";

/** A file is answered by a page, with and without JavaScript. */
export function UploadPanel({ account }: { account: string }) {
  const t = useTranslations("imports");
  const route = `/api/accounts/${account}/imports`;
  const template = (
    // A file, not a page: the portal's own links would fetch it beforehand.
    <a className="link" href={`${route}/template`} download>
      {t("template")}
    </a>
  );
  return (
    <Panel title={t("uploadTitle")} aside={template}>
      <PlainForm answer="page" action={route}>
        <FileField
          name="file"
          label={t("fileLabel")}
          hint={t("fileHint", { rows: MAX_ROWS, megabytes: MAX_MEGABYTES })}
          accept=".csv,.tsv,.txt,text/csv,text/plain"
          required
        />
        <SubmitButton>{t("upload")}</SubmitButton>
      </PlainForm>
    </Panel>
  );
}
