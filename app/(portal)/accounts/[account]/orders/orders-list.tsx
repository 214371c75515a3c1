import { useFormatter, useTranslations } from "next-intl";
import { AppLink } from "@/components/ui/app-link";
import { ButtonLink } from "@/components/ui/button-link";
import { Day } from "@/components/ui/day";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger, type LedgerColumn } from "@/components/ui/ledger";
import { Pager } from "@/components/ui/pager";
import type { OrderRow } from "@/lib/orders/list-orders";
import type { PageOf } from "@/lib/orders/page-of";
import { OrderStatusBadge } from "./order-status-badge";

type Props = {
  page: PageOf<OrderRow>;
  base: string;
  filtered: boolean;
  /** Read by a partner, not by the customer. */
  ofPartner?: boolean | undefined;
  /** The address of this list at another place. */
  href: (step: "after" | "before", cursor: string) => string;
};

export function OrdersList({ page, base, filtered, ofPartner = false, href }: Props) {
  const t = useTranslations("orders");
  const pager = (page.previous ?? page.next) && (
    <Pager
      previous={page.previous && href("before", page.previous)}
      next={page.next && href("after", page.next)}
    />
  );
  return (
    <>
      <Ledger
        caption={t("caption")}
        rows={[...page.rows]}
        rowKey={({ id }) => id}
        columns={useColumns(base)}
        empty={<NoOrders {...{ filtered, base, ofPartner }} stopped={page.stopped} />}
        foot={pager}
      />
      {page.rows.length === 0 && pager}
    </>
  );
}

function useColumns(base: string): LedgerColumn<OrderRow>[] {
  const t = useTranslations("orders");
  const format = useFormatter();
  return [
    {
      key: "number",
      width: "lg:w-[16%]",
      head: t("number"),
      cell: ({ id, number }) => (
        <AppLink className="link num font-medium" href={`${base}/${id}`}>
          {number}
        </AppLink>
      ),
    },
    {
      key: "date",
      width: "lg:w-[12%]",
      head: t("date"),
      cell: ({ orderedOn }) => <Day date={orderedOn} />,
    },
    { key: "partner", width: "lg:w-[22%]", head: t("partner"), cell: ({ partner }) => partner },
    {
      key: "status",
      width: "lg:w-[14%]",
      head: t("status"),
      bare: true,
      cell: ({ status }) => <OrderStatusBadge status={status} />,
    },
    {
      key: "lines",
      width: "lg:w-[8%]",
      head: t("lines"),
      end: true,
      cell: ({ lines }) => format.number(lines),
    },
    {
      key: "quantity",
      width: "lg:w-[10%]",
      head: t("quantity"),
      end: true,
      cell: ({ quantity }) => format.number(quantity),
    },
    {
      key: "reference",
      width: "lg:w-[18%]",
      head: t("reference"),
      cell: ({ customerReference }) => (
        <span className="num break-words">{customerReference ?? t("none")}</span>
      ),
    },
  ];
}

type NoOrdersProps = { filtered: boolean; stopped: boolean; base: string; ofPartner: boolean };

/** Why there are no rows, and what to do next. */
function NoOrders({ filtered, stopped, base, ofPartner }: NoOrdersProps) {
  const t = useTranslations("orders");
  if (!filtered && !stopped) {
    const text = t(ofPartner ? "emptyPartner" : "emptyText");
    return <EmptyState title={t("emptyTitle")}>{text}</EmptyState>;
  }
  return (
    <EmptyState
      title={t("noneFoundTitle")}
      action={<ButtonLink href={base}>{t("showAll")}</ButtonLink>}
    >
      {stopped ? t("noneSoFar") : t("noneFoundText")}
    </EmptyState>
  );
}
