import { getTranslations } from "next-intl/server";
import { notFound } from "@/lib/errors";
import { reportChoices } from "@/lib/reports/report-choices";
import { reportFile } from "@/lib/reports/report-file";
import { readReportFilters, REPORTS } from "@/lib/reports/report-filters";
import { memberFile } from "../../member-file";

type Params = { params: Promise<{ account: string; report: string }> };

/** A report of a purchasing account, narrowed by the filters in the address, as a CSV file. */
export async function GET(request: Request, { params }: Params): Promise<Response> {
  const { account: typed, report: name } = await params;
  const address = Object.fromEntries(new URL(request.url).searchParams);
  return memberFile(typed, async (actor, account) => {
    const report = REPORTS.find((one) => one === name);
    if (!report) throw notFound();
    const { filters } = readReportFilters(report, address, await reportChoices(actor, report));
    const t = await getTranslations("reports.columns");
    const roleName = await getTranslations("roles");
    const csv = await reportFile(
      actor,
      { report, filters },
      { heading: (column) => t(column), role: (role) => roleName(`${role}.name`) },
    );
    return { fileName: `${account}-report-${report}.csv`, csv };
  });
}
