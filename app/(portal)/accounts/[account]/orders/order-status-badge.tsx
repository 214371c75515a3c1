import { useTranslations } from "next-intl";
import { StateBadge } from "@/components/ui/state-badge";
import type { OrderStatus } from "@/lib/orders/orders-query";

const TONES = { PROCESSING: "wait", COMPLETED: "ok", CANCELLED: "none" } as const;

export function OrderStatusBadge({ status }: { status: OrderStatus }) {
  const t = useTranslations("orders");
  return <StateBadge tone={TONES[status]}>{t(`statuses.${status}`)}</StateBadge>;
}
