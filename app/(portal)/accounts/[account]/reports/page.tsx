import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { GuideList } from "@/components/guide/guide-list";
import { PageHead } from "@/components/ui/page-head";
import { type AccountParams, openAccountPage } from "@/lib/auth/account-page";
import { REPORTS } from "@/lib/reports/report-filters";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports"))("title") };
}

/** The reports of a purchasing account, each with a sentence on what it says. */
export default async function ReportsPage({ params }: AccountParams) {
  const opened = await openAccountPage(params, "/reports", "reports.view");
  if (!opened) return <RefusedScreen permission="reports.view" />;
  const t = await getTranslations("reports");
  return (
    <>
      <PageHead title={t("title")} subtitle={t("lead")} guide="/support/reports" />
      <GuideList
        guides={REPORTS.map((report) => ({
          href: `${opened.base}/reports/${report}`,
          title: t(`list.${report}.title`),
          about: t(`list.${report}.about`),
        }))}
      />
    </>
  );
}
