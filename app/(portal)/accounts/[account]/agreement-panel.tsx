import { useTranslations } from "next-intl";
import { AppLink } from "@/components/ui/app-link";
import { Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import type { Home } from "@/lib/organizations/read-home";
import { AgreementStatus } from "./agreement-status";

type Props = { agreement: NonNullable<Home["agreement"]>; base: string };

/** What we have: the agreement in five lines. */
export function AgreementPanel({ agreement, base }: Props) {
  const t = useTranslations("home");
  const administrator = agreement.administratorIsSelf ? t("you") : agreement.administrator;
  return (
    <Panel
      flush
      title={t("agreement")}
      aside={
        <AppLink className="link" href={`${base}/agreements`}>
          {t("all")}
        </AppLink>
      }
    >
      <Facts
        look="panel"
        facts={[
          { term: t("number"), value: agreement.number, num: true },
          { term: t("status"), value: <AgreementStatus status={agreement.status} /> },
          { term: t("signed"), value: <Time date={agreement.signedOn} zone="UTC" /> },
          { term: t("partner"), value: agreement.partner ?? t("none") },
          { term: t("administrator"), value: administrator ?? t("none") },
        ]}
      />
    </Panel>
  );
}
