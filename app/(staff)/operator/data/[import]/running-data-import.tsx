import { useTranslations } from "next-intl";
import { KeepFresh } from "@/components/ui/keep-fresh";
import { Panel } from "@/components/ui/panel";
import type { DataImportPage } from "@/lib/vendor-data/read-data-import";

const SECONDS = 2;

/** How far it is; the page fetches itself anew, with and without JavaScript. */
export function RunningDataImport({ of: { step, rows, summary } }: { of: DataImportPage }) {
  const t = useTranslations("dataImports");
  const place = step === null ? -1 : summary.files.findIndex((name) => name === step);
  const done = step === "save" ? summary.files.length : Math.max(0, place);
  return (
    <Panel title={t("runningTitle")}>
      <noscript>
        <meta httpEquiv="refresh" content={String(SECONDS)} />
      </noscript>
      <KeepFresh seconds={SECONDS} />
      <label className="label num" htmlFor="data-progress">
        {step === null
          ? t("waiting")
          : step === "save"
            ? t("saving")
            : t("reading", { file: step, rows })}
      </label>
      <progress
        id="data-progress"
        className="progress"
        value={done}
        max={summary.files.length + 1}
      />
      <p className="text-muted">{t("runningText")}</p>
    </Panel>
  );
}
