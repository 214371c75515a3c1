import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { DeliveryWords } from "@/components/delivery-words";
import { Form } from "@/components/forms/form";
import { SubmitButton } from "@/components/forms/submit-button";
import { EmailAddress } from "@/components/ui/email-address";
import { Ledger, type LedgerColumn } from "@/components/ui/ledger";
import { Pager } from "@/components/ui/pager";
import { isToAccept } from "@/lib/designations/administrator-state";
import type { AccountRow, AccountsPage, Show } from "@/lib/designations/list-accounts";
import { RESEND_AT_ONCE } from "@/lib/designations/resend-to-administrator";
import { resendToAdministratorsAction } from "./account-actions";
import { AdministratorBadge } from "./administrator-badge";
import type { Area } from "./area";
import { CustomerCell } from "./customer-cell";
import { FlagBadges } from "./flag-badges";
import { NoAccounts } from "./no-accounts";

type Props = {
  area: Area;
  page: AccountsPage;
  show: Show;
  search: string | undefined;
  /** An address of this list, with some of its values changed. */
  href: (values: Record<string, string | undefined>) => string;
  zone: string | undefined;
};

/** Accounts with a box each, and one button that sends the ticked ones again. */
export function AccountsList({ area, page, show, search, href, zone }: Props) {
  const t = useTranslations("staff");
  const toChoose = page.rows.filter(mayBeResent).map(({ numberKey }) => numberKey);
  const pager = (page.previous ?? page.next) && (
    <Pager
      previous={page.previous && href({ before: page.previous })}
      next={page.next && href({ after: page.next })}
    />
  );
  return (
    <Form
      action={resendToAdministratorsAction.bind(null, area)}
      className="grid gap-3"
      labels={{ accounts: t("chosen") }}
    >
      <Ledger
        caption={t("caption")}
        rows={[...page.rows]}
        rowKey={(row) => row.numberKey}
        columns={useColumns(area, toChoose, zone)}
        empty={
          <NoAccounts area={area} show={show} search={search} stopped={page.stopped} href={href} />
        }
        foot={
          (toChoose.length > 0 || pager) && (
            <Foot area={area} choose={toChoose.length > 0}>
              {pager}
            </Foot>
          )
        }
      />
      {page.rows.length === 0 && pager}
    </Form>
  );
}

function useColumns(
  area: Area,
  toChoose: readonly string[],
  zone: string | undefined,
): LedgerColumn<AccountRow>[] {
  const t = useTranslations("staff");
  const partner: LedgerColumn<AccountRow> = {
    key: "partner",
    width: "lg:w-[14%]",
    head: t("partner"),
    cell: (row) => row.partner ?? t("direct"),
  };
  return [
    {
      key: "customer",
      width: area === "operator" ? "lg:w-[22%]" : "lg:w-[28%]",
      head: t("customer"),
      cell: (row) => <CustomerCell area={area} row={row} toChoose={toChoose} />,
    },
    ...(area === "operator" ? [partner] : []),
    {
      key: "administrator",
      width: area === "operator" ? "lg:w-[23%]" : "lg:w-[27%]",
      head: t("administrator"),
      bare: true,
      cell: ({ name, email }) => (
        <>
          {name}
          <div className="sub md:max-lg:min-w-56">
            <EmailAddress>{email}</EmailAddress>
          </div>
        </>
      ),
    },
    {
      key: "state",
      width: area === "operator" ? "lg:w-[22%]" : "lg:w-[24%]",
      head: t("state"),
      bare: true,
      cell: ({ state }) => (
        <div className="[&_.state]:whitespace-normal">
          <AdministratorBadge state={state} zone={zone} />
          {state.kind === "invited" && state.delivery && (
            <DeliveryWords delivery={state.delivery} zone={zone} />
          )}
        </div>
      ),
    },
    {
      key: "attention",
      width: area === "operator" ? "lg:w-[19%]" : "lg:w-[21%]",
      head: t("attention"),
      bare: true,
      cell: ({ flags }) => (
        <div className="md:max-lg:min-w-44 [&_.state]:whitespace-normal">
          <FlagBadges flags={flags} />
        </div>
      ),
    },
  ];
}

/** The verb decides about the rest. */
const mayBeResent = ({ live, state }: AccountRow) => live && isToAccept(state);

type FootProps = { area: Area; choose: boolean; children: ReactNode };

function Foot({ area, choose, children }: FootProps) {
  const t = useTranslations("staff");
  return (
    <>
      {choose && (
        <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <SubmitButton
            variant={area === "partner" ? "primary" : "default"}
            pending={t("resending")}
          >
            {t("resend")}
          </SubmitButton>
          <span>{t("resendHint", { max: RESEND_AT_ONCE })}</span>
        </div>
      )}
      {children}
    </>
  );
}
