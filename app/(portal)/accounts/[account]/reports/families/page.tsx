import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { Ledger } from "@/components/ui/ledger";
import { type OrderedOfFamily, quantityByFamily } from "@/lib/reports/quantity-by-family";
import { openReport, type ReportProps } from "../open-report";
import { orderedColumns } from "../ordered-columns";
import { ReportChart } from "../report-chart";
import { ReportFrame } from "../report-frame";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports"))("list.families.title") };
}

/** How much was ordered of each product family. */
export default async function FamiliesPage(props: ReportProps) {
  const opened = await openReport("families", props);
  if (!opened) return <RefusedScreen permission="reports.view" />;
  const { actor, filters, frame } = opened;
  const { rows, total } = await quantityByFamily(actor, filters);
  const [t, format] = [await getTranslations("reports"), await getFormatter()];
  const [most] = rows;
  const sentence =
    most &&
    t("sentences.families", {
      ...total,
      families: rows.length,
      most: most.family,
      mostQuantity: most.quantity,
      share: total.quantity === 0 ? 0 : most.quantity / total.quantity,
    });
  const points = rows.map(({ family, quantity }) => ({
    label: family,
    value: quantity,
    text: `${t("quantity")}: ${format.number(quantity)}`,
  }));
  return (
    <ReportFrame {...frame} sentence={sentence ?? null}>
      <ReportChart title={t("charts.families")} points={points} lying />
      <Ledger
        caption={t("captions.families")}
        rows={[...rows]}
        rowKey={({ family }) => family}
        columns={[
          { key: "family", width: "lg:w-[30%]", head: t("family"), cell: ({ family }) => family },
          ...(await orderedColumns<OrderedOfFamily>()),
        ]}
        empty={null}
      />
    </ReportFrame>
  );
}
