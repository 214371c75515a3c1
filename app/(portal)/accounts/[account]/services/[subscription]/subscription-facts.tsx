import { useFormatter, useTranslations } from "next-intl";
import { Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import type { SubscriptionPage } from "@/lib/seats/read-subscription";
import { SubscriptionStatus } from "../subscription-status";
import { SubscriptionTerm } from "../subscription-term";

export function SubscriptionFacts({ of: subscription }: { of: SubscriptionPage }) {
  const t = useTranslations("services");
  const { number, list } = useFormatter();
  const { service, seats, taken, free, from, until, state, domains } = subscription;
  return (
    <Panel flush title={t("facts")}>
      <Facts
        look="panel"
        facts={[
          { term: t("service"), value: service },
          { term: t("seats"), value: number(seats), num: true },
          { term: t("taken"), value: number(taken), num: true },
          { term: t("free"), value: number(free), num: true },
          { term: t("term"), value: <SubscriptionTerm from={from} until={until} /> },
          {
            term: t("state"),
            value: <SubscriptionStatus state={state} isOpen={domains.length > 0} />,
          },
          {
            term: t("domains"),
            value: domains.length > 0 ? list(domains) : t("noDomains"),
          },
        ]}
      />
    </Panel>
  );
}
