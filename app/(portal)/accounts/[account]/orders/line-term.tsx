import { useTranslations } from "next-intl";
import { Day } from "@/components/ui/day";
import type { OrderLineRow } from "@/lib/orders/order-line";

/** The term of maintenance of a line, both days included. */
export function LineTerm({ term }: { term: OrderLineRow["term"] }) {
  const t = useTranslations("orders");
  if (!term) return t("noTerm");
  return t.rich("termRange", {
    from: () => <Day date={term.from} />,
    until: () => <Day date={term.until} />,
  });
}
