import { useFormatter, useTranslations } from "next-intl";
import { AppLink } from "@/components/ui/app-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger, type LedgerColumn } from "@/components/ui/ledger";
import { countryName } from "@/lib/countries";
import type { OrderLineRow } from "@/lib/orders/order-line";
import { hrefOf } from "@/lib/page-address";
import { LineKind } from "../line-kind";
import { LineTerm } from "../line-term";

type Props = {
  lines: readonly OrderLineRow[];
  number: string;
  /** Where the license details are; null for those who may not open them. */
  licenses: string | null;
};

export function OrderLines({ lines, number, licenses }: Props) {
  const t = useTranslations("orders");
  return (
    <Ledger
      caption={t("linesCaption", { number })}
      rows={[...lines]}
      rowKey={({ lineNo }) => String(lineNo)}
      columns={useColumns(licenses)}
      empty={<EmptyState title={t("noLinesTitle")}>{t("noLinesText")}</EmptyState>}
    />
  );
}

function useColumns(licenses: string | null): LedgerColumn<OrderLineRow>[] {
  const t = useTranslations("orders");
  const format = useFormatter();
  return [
    {
      key: "product",
      width: "lg:w-[28%]",
      head: t("product"),
      cell: ({ product, partNumber, pool }) => (
        <>
          {licenses === null ? (
            <b className="font-medium">{product.name}</b>
          ) : (
            <AppLink
              className="link font-medium"
              href={hrefOf(`${licenses}/${product.key}`, { pool })}
            >
              {product.name}
            </AppLink>
          )}
          <div className="sub mono">{partNumber}</div>
        </>
      ),
    },
    {
      key: "kind",
      width: "lg:w-[22%]",
      head: t("kind"),
      bare: true,
      cell: (line) => <LineKind line={line} />,
    },
    { key: "pool", width: "lg:w-[11%]", head: t("pool"), cell: ({ pool }) => pool },
    {
      key: "quantity",
      width: "lg:w-[9%]",
      head: t("quantity"),
      end: true,
      cell: ({ quantity }) => format.number(quantity),
    },
    {
      key: "country",
      width: "lg:w-[12%]",
      head: t("usedIn"),
      cell: ({ usageCountry }) => countryName(usageCountry, "en"),
    },
    {
      key: "term",
      width: "lg:w-[18%]",
      head: t("term"),
      cell: ({ term }) => <LineTerm term={term} />,
    },
  ];
}
