import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { Ledger, type LedgerColumn } from "@/components/ui/ledger";
import { keyActivations, type ProductActivations, shareOf } from "@/lib/reports/key-activations";
import { openReport, type ReportProps } from "../open-report";
import { ReportChart } from "../report-chart";
import { ReportFrame } from "../report-frame";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports"))("list.activations.title") };
}

/** How far the keys of each product are used up, without a key among it. */
export default async function ActivationsPage(props: ReportProps) {
  const opened = await openReport("activations", props);
  if (!opened) return <RefusedScreen permission="reports.view" />;
  const { actor, filters, frame } = opened;
  const rows = await keyActivations(actor, filters);
  const t = await getTranslations("reports");
  const points = rows.flatMap((row) => {
    const share = shareOf(row);
    const { name: label, used, allowed } = row;
    return share === null
      ? []
      : [{ label, value: Math.round(share * 100), text: t("usedOf", { used, allowed }) }];
  });
  return (
    <ReportFrame {...frame} sentence={await sentenceOf(rows)}>
      {points.length > 0 && (
        <ReportChart title={t("charts.activations")} points={points} lying most={100} unit=" %" />
      )}
      <Ledger
        caption={t("captions.activations")}
        rows={rows}
        rowKey={({ id }) => id}
        columns={await columnsOf()}
        empty={null}
      />
    </ReportFrame>
  );
}

async function sentenceOf(rows: readonly ProductActivations[]): Promise<string | null> {
  const t = await getTranslations("reports");
  const [nearest] = rows;
  if (!nearest) return null;
  const mostShare = shareOf(nearest);
  if (mostShare === null) return t("sentences.activationsUnlimited");
  const sum = (name: "used" | "allowed") => rows.reduce((total, row) => total + row[name], 0);
  const [used, allowed] = [sum("used"), sum("allowed")];
  const share = used / allowed;
  return t("sentences.activations", { used, allowed, share, most: nearest.name, mostShare });
}

async function columnsOf(): Promise<LedgerColumn<ProductActivations>[]> {
  const [t, format] = [await getTranslations("reports"), await getFormatter()];
  const counted = (row: ProductActivations, words: string) =>
    row.counted === 0 ? t("notCounted") : words;
  return [
    {
      key: "product",
      width: "lg:w-[46%]",
      head: t("product"),
      cell: ({ name, code, family }) => (
        <>
          <b className="font-medium">{name}</b>
          <div className="sub">
            <span className="mono">{code}</span>
            {family !== name && ` · ${family}`}
          </div>
        </>
      ),
    },
    {
      key: "allowed",
      width: "lg:w-[18%]",
      head: t("allowed"),
      end: true,
      cell: (row) => counted(row, format.number(row.allowed)),
    },
    {
      key: "used",
      width: "lg:w-[18%]",
      head: t("used"),
      end: true,
      cell: (row) => (row.counted === 0 ? null : format.number(row.used)),
    },
    {
      key: "share",
      width: "lg:w-[18%]",
      head: t("share"),
      end: true,
      cell: (row) => {
        const share = shareOf(row);
        return share === null ? null : t("percent", { share });
      },
    },
  ];
}
