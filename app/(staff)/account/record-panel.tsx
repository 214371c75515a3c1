import { useTranslations } from "next-intl";
import { AgreementStatus } from "@/app/(portal)/accounts/[account]/agreement-status";
import { AppLink } from "@/components/ui/app-link";
import { Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import type { StaffAccount } from "@/lib/designations/read-account";
import type { Area } from "../area";

type Props = { area: Area; account: StaffAccount };

/** What the agreement's record says; only the operator can open the agreement itself. */
export function RecordPanel({ area, account }: Props) {
  const t = useTranslations("staff");
  const { agreement, partner } = account;
  const agreementNumber =
    area === "operator" ? (
      <AppLink className="link" href={`/operator/agreements/${agreement.key}`}>
        {agreement.number}
      </AppLink>
    ) : (
      agreement.number
    );
  return (
    <Panel flush title={t("account.record")}>
      <Facts
        look="panel"
        facts={[
          { term: t("account.organization"), value: account.organization },
          { term: t("account.number"), value: account.number, num: true },
          { term: t("account.name"), value: account.name },
          { term: t("account.agreement"), value: agreementNumber, num: true },
          { term: t("account.status"), value: <AgreementStatus status={agreement.status} /> },
          // Dates of the agreement, the same in every time zone.
          { term: t("account.signed"), value: <Time date={agreement.signedOn} zone="UTC" /> },
          {
            term: t("account.ends"),
            value: agreement.endsOn ? (
              <Time date={agreement.endsOn} zone="UTC" />
            ) : (
              t("account.openEnded")
            ),
          },
          { term: t("account.partner"), value: partner?.name ?? t("direct") },
        ]}
      />
    </Panel>
  );
}
