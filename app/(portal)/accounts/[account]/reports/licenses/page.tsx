import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { AppLink } from "@/components/ui/app-link";
import { Ledger, type LedgerColumn } from "@/components/ui/ledger";
import { hrefOf } from "@/lib/page-address";
import { licenseSummary, type SummarizedLicense } from "@/lib/reports/license-summary";
import { openReport, type ReportProps } from "../open-report";
import { ReportFrame } from "../report-frame";

/** Rows that a page still shows well; the file has all of them. */
const ROWS = 500;

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports"))("list.licenses.title") };
}

/** What is licensed and in maintenance, by product and pool. */
export default async function LicenseSummaryPage(props: ReportProps) {
  const opened = await openReport("licenses", props);
  if (!opened) return <RefusedScreen permission="reports.view" />;
  const { actor, filters, frame } = opened;
  const rows = await licenseSummary(actor, filters);
  const t = await getTranslations("reports");
  const sum = (name: "licensed" | "inMaintenance") =>
    rows.reduce((total, row) => total + row[name], 0);
  const sentence = t("sentences.licenses", {
    licensed: sum("licensed"),
    products: new Set(rows.map(({ productId }) => productId)).size,
    inMaintenance: sum("inMaintenance"),
  });
  return (
    <ReportFrame {...frame} sentence={rows.length > 0 ? sentence : null}>
      <Ledger
        caption={t("captions.licenses")}
        rows={rows.slice(0, ROWS)}
        rowKey={({ productId, pool }) => `${productId} ${pool}`}
        columns={await columnsOf(frame.base)}
        empty={null}
        foot={rows.length > ROWS && t("firstRows", { max: ROWS, count: rows.length })}
      />
    </ReportFrame>
  );
}

async function columnsOf(base: string): Promise<LedgerColumn<SummarizedLicense>[]> {
  const [t, format] = [await getTranslations("reports"), await getFormatter()];
  return [
    {
      key: "product",
      width: "lg:w-[46%]",
      head: t("product"),
      cell: ({ key, pool, name, code, family }) => (
        <>
          <AppLink className="link" href={hrefOf(`${base}/licenses/${key}`, { pool })}>
            {name}
          </AppLink>
          <div className="sub">
            <span className="mono">{code}</span>
            {family !== name && ` · ${family}`}
          </div>
        </>
      ),
    },
    { key: "pool", width: "lg:w-[20%]", head: t("pool"), cell: ({ pool }) => pool },
    {
      key: "licensed",
      width: "lg:w-[14%]",
      head: t("licensed"),
      end: true,
      cell: ({ licensed }) => format.number(licensed),
    },
    {
      key: "inMaintenance",
      width: "lg:w-[20%]",
      head: t("inMaintenance"),
      end: true,
      cell: ({ inMaintenance }) => format.number(inMaintenance),
    },
  ];
}
