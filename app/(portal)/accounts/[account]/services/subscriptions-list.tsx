import { useFormatter, useTranslations } from "next-intl";
import { AppLink } from "@/components/ui/app-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger, type LedgerColumn } from "@/components/ui/ledger";
import { Pager } from "@/components/ui/pager";
import { hrefOf } from "@/lib/page-address";
import type { SubscriptionsPage } from "@/lib/seats/list-subscriptions";
import type { SubscriptionView } from "@/lib/seats/subscription-view";
import { SubscriptionStatus } from "./subscription-status";
import { SubscriptionTerm } from "./subscription-term";

type Props = { page: SubscriptionsPage; here: string };

export function SubscriptionsList({ page, here }: Props) {
  const t = useTranslations("services");
  return (
    <Ledger
      caption={t("caption")}
      rows={[...page.rows]}
      rowKey={({ id }) => id}
      columns={useColumns(page.isOpen, here)}
      empty={<EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>}
      foot={
        (page.previous ?? page.next) && (
          <Pager
            previous={page.previous && hrefOf(here, { before: page.previous })}
            next={page.next && hrefOf(here, { after: page.next })}
          />
        )
      }
    />
  );
}

function useColumns(isOpen: boolean, here: string): LedgerColumn<SubscriptionView>[] {
  const t = useTranslations("services");
  const { number } = useFormatter();
  return [
    {
      key: "service",
      head: t("service"),
      width: "lg:w-[33%]",
      cell: ({ id, name, service, autoAssign }) => (
        <>
          <AppLink className="link" href={`${here}/${id}`}>
            {name}
          </AppLink>
          <div className="sub">
            {service}
            {autoAssign && ` · ${t("automatic")}`}
          </div>
        </>
      ),
    },
    {
      key: "seats",
      width: "lg:w-[9%]",
      head: t("seats"),
      end: true,
      cell: ({ seats }) => number(seats),
    },
    {
      key: "taken",
      width: "lg:w-[9%]",
      head: t("taken"),
      end: true,
      cell: ({ taken }) => number(taken),
    },
    {
      key: "free",
      width: "lg:w-[9%]",
      head: t("free"),
      end: true,
      cell: ({ free }) => number(free),
    },
    {
      key: "term",
      head: t("term"),
      width: "lg:w-[24%]",
      cell: (row) => <SubscriptionTerm from={row.from} until={row.until} />,
    },
    {
      key: "state",
      head: t("state"),
      width: "lg:w-[16%]",
      bare: true,
      cell: ({ state }) => <SubscriptionStatus state={state} isOpen={isOpen} />,
    },
  ];
}
