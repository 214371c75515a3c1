import { useTranslations } from "next-intl";
import { Day } from "@/components/ui/day";
import { Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import type { AccountAgreement } from "@/lib/agreements/read-account-agreement";
import { AgreementStatus } from "../../agreement-status";

/** What was signed: the vendor's words, the same for every purchasing account of the agreement. */
export function AgreementFacts({ agreement }: { agreement: AccountAgreement }) {
  const t = useTranslations("agreements");
  const { status, organization, account, signedOn, endsOn, signatory } = agreement;
  const { partner, administrator } = agreement;
  return (
    <Panel flush title={t("facts")}>
      <Facts
        look="panel"
        facts={[
          { term: t("status"), value: <AgreementStatus status={status} /> },
          { term: t("organization"), value: `${organization.name} (${organization.number})` },
          { term: t("account"), value: `${account.number}, ${account.name}` },
          { term: t("signed"), value: <Day date={signedOn} /> },
          { term: t("ends"), value: endsOn ? <Day date={endsOn} /> : t("noEnd") },
          { term: t("signatory"), value: signatory },
          {
            term: t("partner"),
            value: partner ? `${partner.name} (${partner.number})` : t("direct"),
          },
          { term: t("administrator"), value: administrator ?? t("nobody") },
        ]}
      />
    </Panel>
  );
}
