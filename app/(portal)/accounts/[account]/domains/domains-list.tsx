import { useTranslations } from "next-intl";
import { AppLink } from "@/components/ui/app-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger } from "@/components/ui/ledger";
import { Time } from "@/components/ui/time";
import type { DomainRow } from "@/lib/domains/domain-row";
import { DomainStateBadge } from "./domain-state";

type Props = { rows: DomainRow[]; base: string; zone: string | undefined };

/** The domains of a purchasing account: each name leads to its record and to what the DNS answers. */
export function DomainsList({ rows, base, zone }: Props) {
  const t = useTranslations("domains");
  return (
    <Ledger
      caption={t("caption")}
      rows={rows}
      rowKey={({ id }) => id}
      columns={[
        {
          key: "domain",
          width: "lg:w-[38%]",
          head: t("domain"),
          cell: (row) => <Name row={row} href={`${base}/${row.id}`} />,
        },
        {
          key: "state",
          width: "lg:w-[24%]",
          head: t("state"),
          bare: true,
          cell: ({ state }) => <DomainStateBadge state={state} />,
        },
        {
          key: "since",
          width: "lg:w-[18%]",
          head: t("since"),
          cell: ({ since }) => <Time date={since} zone={zone} />,
        },
        {
          key: "checked",
          width: "lg:w-[20%]",
          head: t("checked"),
          cell: ({ checkedAt }) =>
            checkedAt ? <Time date={checkedAt} zone={zone} look="both" /> : t("never"),
        },
      ]}
      empty={<EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>}
    />
  );
}

/** One in another script with its ASCII form, by which it is compared. */
function Name({ row: { name, nameKey }, href }: { row: DomainRow; href: string }) {
  return (
    <>
      <AppLink className="link font-medium break-all" href={href}>
        {name}
      </AppLink>
      {name !== nameKey && <div className="sub break-all">{nameKey}</div>}
    </>
  );
}
