import { getTranslations } from "next-intl/server";
import { numberKey } from "@/lib/canonical";
import { exportOrderLines } from "@/lib/orders/read-order";
import { orderLinesCsv } from "@/lib/orders/orders-csv";
import { memberFile } from "../../member-file";

type Params = { params: Promise<{ account: string; order: string }> };

/** The lines of one order as a CSV file. */
export async function GET(_: Request, { params }: Params): Promise<Response> {
  const { account: typed, order: orderId } = await params;
  return memberFile(typed, async (actor, account) => {
    const { number, lines } = await exportOrderLines(actor, { orderId });
    const t = await getTranslations("orders");
    const csv = orderLinesCsv(lines, {
      heading: (column) => t(`lineColumns.${column}`),
      kind: (kind) => t(`kinds.${kind}`),
    });
    return { fileName: `${account}-${numberKey(number)}.csv`, csv };
  });
}
