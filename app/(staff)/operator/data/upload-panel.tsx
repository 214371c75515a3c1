import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { FILE_NAMES } from "@/lib/vendor-data/files";
import { UPLOAD_MEGABYTES } from "@/lib/vendor-data/receive-files";

/** A plain form: files are answered by a page, with and without JavaScript. Trying out comes first. */
export function UploadPanel() {
  const t = useTranslations("dataImports");
  return (
    <Panel title={t("uploadTitle")}>
      <form
        className="form"
        method="post"
        action="/api/operator/data"
        encType="multipart/form-data"
      >
        <div className="field">
          <label className="label" htmlFor="data-files">
            {t("filesLabel")}
          </label>
          <div id="data-files-hint" className="hint">
            {t("filesHint", { files: FILE_NAMES.join(", "), megabytes: UPLOAD_MEGABYTES })}
          </div>
          <input
            id="data-files"
            className="input"
            type="file"
            name="files"
            accept=".csv,text/csv"
            multiple
            required
            aria-describedby="data-files-hint"
          />
        </div>
        <p className="hint">{t("runHint")}</p>
        <div className="flex flex-wrap gap-3">
          <Button type="submit" name="run" value="check" variant="primary">
            {t("check")}
          </Button>
          <Button type="submit" name="run" value="import">
            {t("import")}
          </Button>
        </div>
      </form>
    </Panel>
  );
}
