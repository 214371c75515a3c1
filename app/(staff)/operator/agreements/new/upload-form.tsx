import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";

/** A plain form: a file is answered by a page, with and without JavaScript. */
export function UploadForm() {
  const t = useTranslations("newAgreement");
  return (
    <Panel title={t("file")}>
      <form
        className="form"
        method="post"
        action="/api/operator/agreements"
        encType="multipart/form-data"
      >
        <div className="field">
          <label className="label" htmlFor="agreement-file">
            {t("fileLabel")}
          </label>
          <div id="agreement-file-hint" className="hint">
            {t("fileHint")}
          </div>
          <input
            id="agreement-file"
            className="input"
            type="file"
            name="file"
            accept=".json,application/json"
            required
            aria-describedby="agreement-file-hint"
          />
        </div>
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
        <Button type="submit">{t("fileButton")}</Button>
      </form>
    </Panel>
  );
}
