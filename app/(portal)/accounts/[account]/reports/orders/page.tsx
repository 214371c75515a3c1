import type { Metadata } from "next";
import { getFormatter, getTranslations } from "next-intl/server";
import { RefusedScreen } from "@/app/(portal)/refused-screen";
import { Ledger } from "@/components/ui/ledger";
import { type OrderedInPeriod, ordersOverTime } from "@/lib/reports/orders-over-time";
import { openReport, type ReportProps } from "../open-report";
import { orderedColumns } from "../ordered-columns";
import { periodName } from "../period-name";
import { ReportChart } from "../report-chart";
import { ReportFrame } from "../report-frame";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("reports"))("list.orders.title") };
}

/** What was ordered, month by month or year by year. */
export default async function OrdersOverTimePage(props: ReportProps) {
  const opened = await openReport("orders", props);
  if (!opened) return <RefusedScreen permission="reports.view" />;
  const { actor, filters, frame } = opened;
  const rows = await ordersOverTime(actor, filters);
  const [t, format] = [await getTranslations("reports"), await getFormatter()];
  const by = filters.by ?? "month";
  const points = (name: "orders" | "quantity") =>
    rows.map((row) => ({
      label: periodName(format, row.period),
      value: row[name],
      text: `${t(name)}: ${format.number(row[name])}`,
    }));
  return (
    <ReportFrame {...frame} sentence={await sentenceOf(rows)}>
      <div className="grid gap-3 lg:grid-cols-2">
        <ReportChart title={t("charts.quantity", { by })} points={points("quantity")} />
        <ReportChart title={t("charts.orders", { by })} points={points("orders")} />
      </div>
      <Ledger
        caption={t("captions.orders")}
        rows={rows}
        rowKey={({ period }) => period}
        columns={[
          {
            key: "period",
            width: "lg:w-[30%]",
            head: t(by),
            cell: ({ period }) => periodName(format, period),
          },
          ...(await orderedColumns<OrderedInPeriod>()),
        ]}
        empty={null}
      />
    </ReportFrame>
  );
}

async function sentenceOf(rows: readonly OrderedInPeriod[]): Promise<string | null> {
  const [first, last] = [rows.at(0), rows.at(-1)];
  if (!first || !last) return null;
  const [t, format] = [await getTranslations("reports"), await getFormatter()];
  const most = rows.reduce((top, row) => (row.quantity > top.quantity ? row : top), first);
  const sum = (name: "orders" | "quantity") => rows.reduce((total, row) => total + row[name], 0);
  return t("sentences.orders", {
    orders: sum("orders"),
    quantity: sum("quantity"),
    first: periodName(format, first.period),
    last: periodName(format, last.period),
    most: periodName(format, most.period),
    mostQuantity: most.quantity,
  });
}
