import { getFormatter, getTranslations } from "next-intl/server";
import { openAccountPage } from "@/lib/auth/account-page";
import { countryName } from "@/lib/countries";
import { hrefOf, isFiltered } from "@/lib/page-address";
import { reportChoices } from "@/lib/reports/report-choices";
import { type Report, type ReportFilters, readReportFilters } from "@/lib/reports/report-filters";
import { periodName } from "./period-name";

export type ReportProps = {
  params: Promise<{ account: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
};

/** Opens the page of a report: who reads it, what its address asks for, and what is said around it. */
export async function openReport(report: Report, { params, searchParams }: ReportProps) {
  const opened = await openAccountPage(params, `/reports/${report}`, "reports.view");
  if (!opened) return null;
  const { actor, base, key } = opened;
  const address = await searchParams;
  const choices = await reportChoices(actor, report);
  const { filters, ignored } = readReportFilters(report, address, choices);
  const [t, format] = [await getTranslations("reports"), await getFormatter()];
  const partner = choices.partners.find((one) => one.key === filters.partner)?.name;
  const words: ReportFilters = {
    ...filters,
    from: filters.from && periodName(format, filters.from),
    until: filters.until && periodName(format, filters.until),
    partner,
    country: filters.country && countryName(filters.country, "en"),
  };
  const given = (Object.keys(words) as (keyof ReportFilters)[]).flatMap((name) =>
    words[name] === undefined ? [] : [t(`given.${name}`, { value: words[name] })],
  );
  return {
    actor,
    filters,
    frame: {
      report,
      // Not "key": React keeps that for itself.
      account: key,
      base,
      filters,
      // By year or by month leaves nothing out.
      isNarrowed: isFiltered({ ...filters, by: undefined }),
      choices,
      ignored,
      here: `${base}/reports/${report}`,
      file: hrefOf(`/api/accounts/${key}/reports/${report}`, filters),
      given: given.length > 0 ? t("filtered", { filters: format.list(given) }) : t("unfiltered"),
    },
  };
}

export type ReportFrameProps = NonNullable<Awaited<ReturnType<typeof openReport>>>["frame"];
