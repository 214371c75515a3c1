import { getFormatter, getTranslations } from "next-intl/server";
import type { LedgerColumn } from "@/components/ui/ledger";
import { ORDER_FIGURES, type Ordered } from "@/lib/reports/order-figures";

const TOTALS = new Set<string>(["orders", "quantity"]);

/** How much was ordered, and of what kind. */
export async function orderedColumns<Row extends Ordered>(): Promise<LedgerColumn<Row>[]> {
  const [t, format] = [await getTranslations("reports"), await getFormatter()];
  return ORDER_FIGURES.map((name) => ({
    key: name,
    width: "lg:w-[14%]",
    head: t(name),
    end: true,
    // Of what was ordered, only the kinds that there are: noughts would hide them.
    cell: (row) => (row[name] === 0 && !TOTALS.has(name) ? null : format.number(row[name])),
  }));
}
