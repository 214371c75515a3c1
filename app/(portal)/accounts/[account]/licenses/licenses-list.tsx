import { useFormatter, useTranslations } from "next-intl";
import { AppLink } from "@/components/ui/app-link";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger, type LedgerColumn } from "@/components/ui/ledger";
import { Pager } from "@/components/ui/pager";
import type { LicenseFigure } from "@/lib/licenses/licenses-query";
import type { LicenseRow, LicensesPage } from "@/lib/licenses/list-licenses";
import { hrefOf } from "@/lib/page-address";
import { sumWords } from "./sum-words";

type Props = {
  page: LicensesPage;
  /** The address of the purchasing account. */
  base: string;
  filtered: boolean;
  /** Read by a partner, not by the customer. */
  ofPartner?: boolean | undefined;
  /** The address of this list at another place. */
  href: (step: "after" | "before", cursor: string) => string;
};

export function LicensesList({ page, base, filtered, ofPartner = false, href }: Props) {
  const t = useTranslations("licenses");
  return (
    <Ledger
      caption={t("caption")}
      rows={[...page.rows]}
      rowKey={({ productId, pool }) => `${productId} ${pool}`}
      columns={useColumns(base)}
      empty={<NoLicenses filtered={filtered} base={base} ofPartner={ofPartner} />}
      foot={
        (page.previous ?? page.next) && (
          <Pager
            previous={page.previous && href("before", page.previous)}
            next={page.next && href("after", page.next)}
          />
        )
      }
    />
  );
}

function useColumns(base: string): LedgerColumn<LicenseRow>[] {
  const t = useTranslations("licenses");
  return [
    {
      key: "product",
      width: "lg:w-[28%]",
      head: t("product"),
      cell: ({ name, code, family }) => (
        <>
          <b className="font-medium">{name}</b>
          <div className="sub">
            <span className="mono">{code}</span>
            {family !== name && ` · ${family}`}
          </div>
        </>
      ),
    },
    { key: "pool", width: "lg:w-[11%]", head: t("pool"), cell: ({ pool }) => pool },
    {
      key: "licensed",
      width: "lg:w-[10%]",
      head: t("licensed"),
      end: true,
      cell: (row) => <FigureLink row={row} figure="licensed" base={base} />,
    },
    {
      key: "sum",
      width: "lg:w-[36%]",
      head: t("sum"),
      bare: true,
      cell: (row) => sumWords(t, row).map((words) => <div key={words}>{words}</div>),
    },
    {
      key: "inMaintenance",
      width: "lg:w-[15%]",
      head: t("inMaintenance"),
      end: true,
      cell: (row) => <FigureLink row={row} figure="inMaintenance" base={base} />,
    },
  ];
}

type FigureLinkProps = {
  row: LicenseRow;
  figure: Extract<LicenseFigure, "licensed" | "inMaintenance">;
  base: string;
};

/** A number that opens the order lines behind it. */
function FigureLink({ row, figure, base }: FigureLinkProps) {
  const t = useTranslations("licenses");
  const format = useFormatter();
  const { key, pool, name } = row;
  const quantity = row[figure];
  const show = figure === "licensed" ? undefined : figure;
  return (
    <AppLink
      className="link"
      href={hrefOf(`${base}/licenses/${key}`, { pool, show })}
      aria-label={t("openLines", { quantity, product: name, pool })}
    >
      {format.number(quantity)}
    </AppLink>
  );
}

type NoLicensesProps = { filtered: boolean; base: string; ofPartner: boolean };

/** Why there are no rows, and what to do next. */
function NoLicenses({ filtered, base, ofPartner }: NoLicensesProps) {
  const t = useTranslations("licenses");
  if (!filtered) {
    return (
      <EmptyState
        title={t("emptyTitle")}
        action={<ButtonLink href={`${base}/orders`}>{t("seeOrders")}</ButtonLink>}
      >
        {t(ofPartner ? "emptyPartner" : "emptyText")}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      title={t("noneFoundTitle")}
      action={<ButtonLink href={`${base}/licenses`}>{t("showAll")}</ButtonLink>}
    >
      {t("noneFoundText")}
    </EmptyState>
  );
}
