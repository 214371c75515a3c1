import { useFormatter, useTranslations } from "next-intl";
import { Day } from "@/components/ui/day";
import { Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import type { OrderRow } from "@/lib/orders/list-orders";
import { OrderStatusBadge } from "../order-status-badge";

export function OrderFacts({ order }: { order: OrderRow }) {
  const t = useTranslations("orders");
  const format = useFormatter();
  const { orderedOn, partner, status, customerReference, lines, quantity } = order;
  return (
    <Panel flush title={t("facts")}>
      <Facts
        look="panel"
        facts={[
          { term: t("date"), value: <Day date={orderedOn} /> },
          { term: t("status"), value: <OrderStatusBadge status={status} /> },
          { term: t("partner"), value: partner },
          { term: t("reference"), value: customerReference ?? t("none"), num: true },
          { term: t("lines"), value: format.number(lines), num: true },
          { term: t("quantity"), value: format.number(quantity), num: true },
        ]}
      />
    </Panel>
  );
}
