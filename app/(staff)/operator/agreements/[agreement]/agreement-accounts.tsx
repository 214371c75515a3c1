import { useTranslations } from "next-intl";
import { AppLink } from "@/components/ui/app-link";
import { EmailAddress } from "@/components/ui/email-address";
import { EmptyState } from "@/components/ui/empty-state";
import { Ledger } from "@/components/ui/ledger";
import { Pager } from "@/components/ui/pager";
import type { AgreementFacts } from "@/lib/organizations/read-agreement";
import { AdministratorBadge } from "../../../administrator-badge";

type Props = {
  agreement: AgreementFacts;
  after: string | undefined;
  zone: string | undefined;
};

/** The purchasing accounts of an agreement, each with the state of its administrator. */
export function AgreementAccounts({ agreement, after, zone }: Props) {
  const t = useTranslations("agreementDesk");
  const base = `/operator/agreements/${agreement.key}`;
  return (
    <Ledger
      caption={t("accounts")}
      rows={[...agreement.accounts]}
      rowKey={(row) => row.numberKey}
      columns={[
        {
          key: "account",
          width: "lg:w-[24%]",
          head: t("account"),
          cell: ({ number, numberKey, accountName }) => (
            <>
              <AppLink className="link num" href={`/operator/accounts/${numberKey}`}>
                {number}
              </AppLink>
              <div className="sub">{accountName}</div>
            </>
          ),
        },
        {
          key: "partner",
          width: "lg:w-[20%]",
          head: t("partner"),
          cell: ({ partner }) => partner ?? t("direct"),
        },
        {
          key: "administrator",
          width: "lg:w-[30%]",
          head: t("administrator"),
          cell: ({ name, email, personalMail }) => (
            <>
              {name}
              <div className="sub">
                <EmailAddress>{email}</EmailAddress>
              </div>
              {personalMail && <div className="sub">{t("personalMail")}</div>}
            </>
          ),
        },
        {
          key: "state",
          width: "lg:w-[26%]",
          head: t("state"),
          bare: true,
          cell: ({ state }) => <AdministratorBadge state={state} zone={zone} />,
        },
      ]}
      empty={<EmptyState title={t("noAccounts")} />}
      foot={
        (after ?? agreement.next) && (
          <Pager
            previous={after && base}
            next={agreement.next && `${base}?after=${agreement.next}`}
          />
        )
      }
    />
  );
}
