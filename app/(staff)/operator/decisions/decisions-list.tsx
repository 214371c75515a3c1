import { useTranslations } from "next-intl";
import { AppLink } from "@/components/ui/app-link";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger } from "@/components/ui/ledger";
import { Pager } from "@/components/ui/pager";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import type { DecisionRow } from "@/lib/designations/list-decisions";
import { OBJECTION_HOURS } from "../../objection-hours";
import { DecisionButtons } from "./decision-buttons";

type Props = {
  show: "decide" | "waiting";
  page: { rows: DecisionRow[]; next: string | null };
  /** Where this list goes on from; the first page without it. */
  after: string | undefined;
  path: string;
  zone: string | undefined;
};

/** One of the two lists; its buttons belong to the form around both. */
export function DecisionsList({ show, page, after, path, zone }: Props) {
  const t = useTranslations("decisions");
  const pager = (after !== undefined || page.next !== null) && (
    <Pager
      previous={after === undefined ? null : path}
      next={page.next && `${path}?${show}=${page.next}`}
    />
  );
  return (
    <Panel flush title={t(show)}>
      <Ledger
        caption={t(`${show}Caption`)}
        rows={page.rows}
        rowKey={(row) => row.changeId}
        columns={[
          {
            key: "customer",
            width: "lg:w-[20%]",
            head: t("customer"),
            cell: (row) => <Customer row={row} />,
          },
          {
            key: "change",
            width: "lg:w-[25%]",
            head: t("change"),
            bare: true,
            cell: (row) => <Change row={row} />,
          },
          show === "decide"
            ? {
                key: "why",
                width: "lg:w-[23%]",
                head: t("why"),
                bare: true,
                cell: (row) => <Why row={row} />,
              }
            : {
                key: "until",
                width: "lg:w-[23%]",
                head: t("until"),
                cell: ({ actsAt }) => <Time date={actsAt} zone={zone} look="both" />,
              },
          {
            key: "asked",
            width: "lg:w-[12%]",
            head: t("asked"),
            cell: ({ requestedAt }) => <Time date={requestedAt} zone={zone} look="both" />,
          },
          {
            key: "actions",
            width: "lg:w-[20%]",
            head: t("actions"),
            bare: true,
            cell: (row) => <DecisionButtons row={row} />,
          },
        ]}
        empty={<Nothing show={show} />}
        foot={pager}
      />
      {page.rows.length === 0 && pager && <div className="px-4 pb-4">{pager}</div>}
    </Panel>
  );
}

function Customer({ row }: { row: DecisionRow }) {
  const t = useTranslations("decisions");
  const { organization, accountKey, accountNumber, partner } = row;
  return (
    <>
      <AppLink className="link font-medium" href={`/operator/accounts/${accountKey}`}>
        {organization}
      </AppLink>
      <div className="sub num">{accountNumber}</div>
      <div className="sub">{partner === null ? t("direct") : t("partner", { partner })}</div>
    </>
  );
}

function Change({ row }: { row: DecisionRow }) {
  const t = useTranslations("decisions");
  const kind = useTranslations("staff.open");
  return (
    <>
      {kind(row.kind)}
      <div className="sub break-words">{t("from", { former: row.former ?? t("nobody") })}</div>
      <div className="sub break-words">{t("to", { proposed: row.proposed })}</div>
    </>
  );
}

function Why({ row }: { row: DecisionRow }) {
  const t = useTranslations("decisions");
  if (row.objection === null) {
    return row.reviewReason ? t(`reasons.${row.reviewReason}`) : t("undecided");
  }
  return (
    <>
      {t("objected")}
      <div className="sub max-w-[40ch] break-words whitespace-pre-line" dir="auto">
        {t("objectedText", { objection: row.objection })}
      </div>
    </>
  );
}

function Nothing({ show }: { show: Props["show"] }) {
  const t = useTranslations("decisions");
  return show === "decide" ? (
    <EmptyState title={t("emptyDecide")}>{t("emptyDecideText")}</EmptyState>
  ) : (
    <EmptyState title={t("emptyWaiting")}>
      {t("emptyWaitingText", { hours: OBJECTION_HOURS })}
    </EmptyState>
  );
}
