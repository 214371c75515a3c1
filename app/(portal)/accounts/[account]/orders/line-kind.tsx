import { useTranslations } from "next-intl";
import type { OrderLineRow } from "@/lib/orders/order-line";

/** What a line brings, in words. */
export function LineKind({ line: { kind, stepUpFrom } }: { line: OrderLineRow }) {
  const t = useTranslations("orders");
  return stepUpFrom ? t("stepUpFrom", { product: stepUpFrom.name }) : t(`kinds.${kind}`);
}
