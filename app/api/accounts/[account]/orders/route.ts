import { getTranslations } from "next-intl/server";
import type { AccountParams } from "@/lib/auth/account-page";
import { exportOrders } from "@/lib/orders/export-orders";
import { orderChoices } from "@/lib/orders/order-choices";
import { ordersCsv, type OrderWords } from "@/lib/orders/orders-csv";
import { readOrderFilters } from "@/lib/orders/orders-query";
import { hrefOf } from "@/lib/page-address";
import { memberFile } from "../member-file";

/** The orders of a purchasing account that the filters in the address leave, as a CSV file. */
export async function GET(request: Request, { params }: AccountParams): Promise<Response> {
  const address = Object.fromEntries(new URL(request.url).searchParams);
  return memberFile(
    (await params).account,
    async (actor, account) => {
      const { filters } = readOrderFilters(address, await orderChoices(actor));
      const csv = ordersCsv(await exportOrders(actor, filters), await words());
      return { fileName: `${account}-orders.csv`, csv };
    },
    // The list says it in words, with the filters still there to be narrowed.
    (account) => hrefOf(`/accounts/${account}/orders`, { ...address, tooMany: "1" }),
  );
}

async function words(): Promise<OrderWords> {
  const t = await getTranslations("orders");
  return {
    heading: (column) => t(`columns.${column}`),
    status: (status) => t(`statuses.${status}`),
  };
}
