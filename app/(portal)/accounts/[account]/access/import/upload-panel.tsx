import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Panel } from "@/components/ui/panel";
import { MAX_MEGABYTES } from "@/lib/csv/decode-file";
import { MAX_ROWS } from "@/lib/csv/read-rows";

/** A plain form: a file is answered by a page, with and without JavaScript. */
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
      <form className="form" method="post" action={route} encType="multipart/form-data">
        <div className="field">
          <label className="label" htmlFor="import-file">
            {t("fileLabel")}
          </label>
          <div id="import-file-hint" className="hint">
            {t("fileHint", { rows: MAX_ROWS, megabytes: MAX_MEGABYTES })}
          </div>
          <input
            id="import-file"
            className="input"
            type="file"
            name="file"
            accept=".csv,.tsv,.txt,text/csv,text/plain"
            required
            aria-describedby="import-file-hint"
          />
        </div>
        <Button type="submit" variant="primary">
          {t("upload")}
        </Button>
      </form>
    </Panel>
  );
}
