import { useTranslations } from "next-intl";
import { SubmitButton } from "@/components/forms/submit-button";
import { Menu } from "@/components/frame/menu";
import { ButtonLink } from "@/components/ui/button-link";
import { EmailAddress } from "@/components/ui/email-address";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger, type LedgerColumn } from "@/components/ui/ledger";
import { Pager } from "@/components/ui/pager";
import { Time } from "@/components/ui/time";
import { VisuallyHidden } from "@/components/ui/visually-hidden";
import { hrefOf } from "@/lib/page-address";
import type { SeatRow, SeatsPage } from "@/lib/seats/list-seats";

type Props = { page: SeatsPage; here: string; zone: string | undefined };

export function SeatsList({ page, here, zone }: Props) {
  const t = useTranslations("services.people");
  const isPast = page.filters.view === "reclaimed";
  const columns = useColumns(zone);
  const href = (step: "after" | "before", cursor: string | null) =>
    cursor && hrefOf(here, { ...page.filters, [step]: cursor });
  return (
    <Ledger
      caption={t("caption")}
      rows={[...page.rows]}
      rowKey={({ id }) => id}
      columns={[columns.person, columns.assigned, isPast ? columns.reclaimed : columns.actions]}
      empty={<NoSeats search={page.filters.search} isPast={isPast} here={here} />}
      foot={
        (page.previous ?? page.next) && (
          <Pager previous={href("before", page.previous)} next={href("after", page.next)} />
        )
      }
    />
  );
}

function useColumns(zone: string | undefined) {
  const t = useTranslations("services.people");
  const person: LedgerColumn<SeatRow> = {
    key: "person",
    head: t("person"),
    width: "lg:w-[44%]",
    cell: ({ name, email }) =>
      name === null ? (
        <EmailAddress>{email}</EmailAddress>
      ) : (
        <>
          <b className="font-medium">{name}</b>
          <div className="sub">
            <EmailAddress>{email}</EmailAddress>
          </div>
        </>
      ),
  };
  const assigned: LedgerColumn<SeatRow> = {
    key: "assigned",
    head: t("assigned"),
    width: "lg:w-[28%]",
    cell: ({ assignedAt, assignedBy }) => (
      <>
        <Time date={assignedAt} zone={zone} look="both" />
        <div className="sub">
          {assignedBy === null ? t("byDomain") : t("by", { name: assignedBy })}
        </div>
      </>
    ),
  };
  const reclaimed: LedgerColumn<SeatRow> = {
    key: "reclaimed",
    head: t("reclaimed"),
    width: "lg:w-[28%]",
    cell: ({ reclaimed: end }) =>
      end && (
        <>
          <Time date={end.at} zone={zone} look="both" />
          <div className="sub">{t("by", { name: end.by })}</div>
        </>
      ),
  };
  const actions: LedgerColumn<SeatRow> = {
    key: "actions",
    head: t("actions"),
    width: "lg:w-[28%]",
    actions: true,
    cell: ({ id, email }) => <ReclaimMenu id={id} email={email} />,
  };
  return { person, assigned, reclaimed, actions };
}

function ReclaimMenu({ id, email }: Pick<SeatRow, "id" | "email">) {
  const t = useTranslations("services.people");
  return (
    <Menu
      atEnd
      summaryClass="btn btn-quiet"
      summary={
        <>
          <span aria-hidden="true">⋯</span>
          <VisuallyHidden>{t("actionsFor", { email })}</VisuallyHidden>
        </>
      }
    >
      <div className="grid gap-2 p-2">
        <SubmitButton variant="danger" name="seatId" value={id}>
          {t("reclaim")}
        </SubmitButton>
        <p className="hint max-w-[30ch] break-words">{t("reclaimHint", { email })}</p>
      </div>
    </Menu>
  );
}

type NoSeatsProps = { search: string | undefined; isPast: boolean; here: string };

/** Why there are no rows, and what to do next. */
function NoSeats({ search, isPast, here }: NoSeatsProps) {
  const t = useTranslations("services.people");
  const showAll = <ButtonLink href={here}>{t("showAll")}</ButtonLink>;
  if (search !== undefined) {
    return (
      <EmptyState title={t("noneFoundTitle")} action={showAll}>
        {t("noneFoundText")}
      </EmptyState>
    );
  }
  if (isPast) return <EmptyState title={t("emptyPast")} action={showAll} />;
  return <EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>;
}
