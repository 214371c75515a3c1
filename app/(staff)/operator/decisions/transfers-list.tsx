import { useTranslations } from "next-intl";
import { SubmitButton } from "@/components/forms/submit-button";
import { AppLink } from "@/components/ui/app-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger } from "@/components/ui/ledger";
import { Pager } from "@/components/ui/pager";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import type { TransferRow } from "@/lib/domains/list-transfers";

type Props = {
  page: { rows: TransferRow[]; next: string | null };
  after: string | undefined;
  path: string;
  zone: string | undefined;
};

/** Domains that a second organization proved; the buttons belong to the form around the list. */
export function TransfersList({ page, after, path, zone }: Props) {
  const t = useTranslations("domains.transfers");
  const pager = (after !== undefined || page.next !== null) && (
    <Pager
      previous={after === undefined ? null : path}
      next={page.next && `${path}?domains=${page.next}`}
    />
  );
  return (
    <Panel flush title={t("title")}>
      <Ledger
        caption={t("caption")}
        rows={page.rows}
        rowKey={({ transferId }) => transferId}
        columns={[
          {
            key: "domain",
            width: "lg:w-[20%]",
            head: t("domain"),
            cell: ({ domain }) => <b className="font-medium break-all">{domain}</b>,
          },
          {
            key: "claimant",
            width: "lg:w-[22%]",
            head: t("claimant"),
            cell: ({ claimant }) => <Side side={claimant} zone={zone} />,
          },
          {
            key: "holder",
            width: "lg:w-[22%]",
            head: t("holder"),
            cell: ({ holder }) =>
              holder ? <Side side={holder} zone={zone} isLost={holder.isLost} /> : t("nobody"),
          },
          {
            key: "asked",
            width: "lg:w-[14%]",
            head: t("asked"),
            cell: ({ openedAt }) => <Time date={openedAt} zone={zone} look="both" />,
          },
          {
            key: "actions",
            width: "lg:w-[22%]",
            head: t("decide"),
            bare: true,
            cell: (row) => <Buttons row={row} />,
          },
        ]}
        empty={<EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>}
        foot={pager}
      />
      {page.rows.length === 0 && pager && <div className="px-4 pb-4">{pager}</div>}
    </Panel>
  );
}

type SideProps = {
  side: TransferRow["claimant"];
  zone: string | undefined;
  isLost?: boolean | undefined;
};

function Side({ side, zone, isLost }: SideProps) {
  const t = useTranslations("domains.transfers");
  const { organization, organizationNumber, accounts, since } = side;
  return (
    <>
      {organization}
      <div className="sub num">{organizationNumber}</div>
      {accounts.map(({ key, number }) => (
        <div key={key} className="sub num">
          <AppLink className="link" href={`/operator/accounts/${key}`}>
            {number}
          </AppLink>
        </div>
      ))}
      {since && (
        <div className="sub">
          {t.rich("sinceDay", { date: () => <Time date={since} zone={zone} /> })}
        </div>
      )}
      {isLost && <div className="sub">{t("lost")}</div>}
    </>
  );
}

function Buttons({ row: { transferId, domain, claimant } }: { row: TransferRow }) {
  const t = useTranslations("domains.transfers");
  const names = { domain, organization: claimant.organization };
  return (
    <div className="flex flex-wrap gap-2 py-1 md:max-lg:flex-nowrap">
      <SubmitButton
        variant="default"
        name="intent"
        value={`approve:${transferId}`}
        aria-label={t("approveOne", names)}
      >
        {t("approve")}
      </SubmitButton>
      <SubmitButton
        variant="danger"
        name="intent"
        value={`refuse:${transferId}`}
        aria-label={t("refuseOne", names)}
      >
        {t("refuse")}
      </SubmitButton>
    </div>
  );
}
