import { useFormatter, useTranslations } from "next-intl";
import { LineKind } from "@/app/(portal)/accounts/[account]/orders/line-kind";
import { LineTerm } from "@/app/(portal)/accounts/[account]/orders/line-term";
import { AppLink } from "@/components/ui/app-link";
import { Day } from "@/components/ui/day";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger, type LedgerColumn } from "@/components/ui/ledger";
import { Pager } from "@/components/ui/pager";
import { countryName } from "@/lib/countries";
import type { LicenseLineRow } from "@/lib/licenses/list-license-lines";
import type { PageOf } from "@/lib/orders/page-of";

type Props = {
  page: PageOf<LicenseLineRow>;
  /** Where the orders are; null for those who may not open them. */
  orders: string | null;
  /** The address of this list at another place. */
  href: (step: "after" | "before", cursor: string) => string;
};

/** The order lines behind a number, each leading to its order. */
export function LicenseLines({ page, orders, href }: Props) {
  const t = useTranslations("licenses");
  const pager = (page.previous ?? page.next) && (
    <Pager
      previous={page.previous && href("before", page.previous)}
      next={page.next && href("after", page.next)}
    />
  );
  return (
    <>
      <Ledger
        caption={t("linesCaption")}
        rows={[...page.rows]}
        rowKey={({ orderId, lineNo }) => `${orderId} ${lineNo}`}
        columns={useColumns(orders)}
        empty={
          <EmptyState title={t("noLinesTitle")}>
            {page.stopped ? t("noLinesSoFar") : t("noLinesText")}
          </EmptyState>
        }
        foot={pager}
      />
      {page.rows.length === 0 && pager}
    </>
  );
}

function useColumns(orders: string | null): LedgerColumn<LicenseLineRow>[] {
  const t = useTranslations("licenses");
  const format = useFormatter();
  return [
    {
      key: "order",
      width: "lg:w-[15%]",
      head: t("order"),
      cell: ({ orderId, orderNumber }) =>
        orders === null ? (
          <b className="num font-medium">{orderNumber}</b>
        ) : (
          <AppLink className="link num font-medium" href={`${orders}/${orderId}`}>
            {orderNumber}
          </AppLink>
        ),
    },
    {
      key: "date",
      width: "lg:w-[11%]",
      head: t("date"),
      cell: ({ orderedOn }) => <Day date={orderedOn} />,
    },
    {
      key: "part",
      width: "lg:w-[24%]",
      head: t("part"),
      bare: true,
      cell: (line) => (
        <>
          {line.counts < 0 ? (
            t("stepUpTo", { product: line.product.name })
          ) : (
            <LineKind line={line} />
          )}
          <div className="sub mono">{line.partNumber}</div>
        </>
      ),
    },
    {
      key: "counts",
      width: "lg:w-[9%]",
      head: t("counts"),
      end: true,
      cell: ({ counts }) => format.number(counts, { signDisplay: "negative" }),
    },
    { key: "partner", width: "lg:w-[17%]", head: t("partner"), cell: ({ partner }) => partner },
    {
      key: "country",
      width: "lg:w-[10%]",
      head: t("usedIn"),
      cell: ({ usageCountry }) => countryName(usageCountry, "en"),
    },
    {
      key: "term",
      width: "lg:w-[14%]",
      head: t("term"),
      cell: ({ term }) => <LineTerm term={term} />,
    },
  ];
}
