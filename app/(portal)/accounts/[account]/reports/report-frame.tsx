import { getFormatter, getTranslations } from "next-intl/server";
import type { ReactNode } from "react";
import { PrintButton } from "@/components/guide/print-button";
import { ButtonLink } from "@/components/ui/button-link";
import { buttonClass } from "@/components/ui/button-class";
import { EmptyState } from "@/components/ui/empty-state";
import { Note } from "@/components/ui/note";
import { PageHead } from "@/components/ui/page-head";
import { REPORT_FILTERS } from "@/lib/reports/report-filters";
import type { ReportFrameProps } from "./open-report";
import { ReportSearch } from "./report-search";

type Props = ReportFrameProps & {
  /** The report in one sentence; null where there is nothing to say. */
  sentence: string | null;
  children: ReactNode;
};

/** What every report has around its figures: title, filters, file, print, and its sentence. */
export async function ReportFrame({ sentence, children, ...frame }: Props) {
  const [t, format] = [await getTranslations("reports"), await getFormatter()];
  const { report, account, base, here, file, ignored, given, isNarrowed } = frame;
  const day = format.dateTime(new Date(), { dateStyle: "long", timeZone: "UTC" });
  return (
    <>
      <PageHead
        title={t(`list.${report}.title`)}
        subtitle={t(`list.${report}.about`)}
        breadcrumb={[
          { label: t("title"), href: `${base}/reports` },
          { label: t(`list.${report}.title`) },
        ]}
        actions={
          <>
            <PrintButton>{t("print")}</PrintButton>
            {/* A file, not a page: an ordinary link, which is never fetched ahead. */}
            <a className={buttonClass({})} href={file}>
              {t("export")}
            </a>
          </>
        }
      />
      {REPORT_FILTERS[report].length > 0 && <ReportSearch {...frame} />}
      <div className="grid gap-3">
        {ignored.length > 0 && (
          <Note tone="warn">
            {t("ignored", { names: format.list(ignored.map((name) => t(`names.${name}`))) })}
          </Note>
        )}
        <p className="print-only">{t("made", { account, day, filters: given })}</p>
        {sentence === null ? (
          <NothingToReport filtered={isNarrowed} here={here} />
        ) : (
          <>
            <p className="max-w-[70ch] text-base">{sentence}</p>
            {children}
            <p className="max-w-[70ch] text-muted">{t(`notes.${report}`)}</p>
          </>
        )}
      </div>
    </>
  );
}

/** Why there are no figures, and what to do next. */
async function NothingToReport({ filtered, here }: { filtered: boolean; here: string }) {
  const t = await getTranslations("reports");
  return (
    <div className="ledger">
      {filtered ? (
        <EmptyState
          title={t("noneFoundTitle")}
          action={<ButtonLink href={here}>{t("showAll")}</ButtonLink>}
        >
          {t("noneFoundText")}
        </EmptyState>
      ) : (
        <EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>
      )}
    </div>
  );
}
