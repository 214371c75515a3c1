import { useTranslations } from "next-intl";
import { Day } from "@/components/ui/day";
import { Note } from "@/components/ui/note";
import type { SubscriptionPage } from "@/lib/seats/read-subscription";
import { NeedsDomain } from "../needs-domain";

type Props = { of: SubscriptionPage; domainsHref: string | null };

/** What keeps new seats back, the last word first; and what else has to be known. */
export function SubscriptionNotes({ of: subscription, domainsHref }: Props) {
  const t = useTranslations("services");
  const { state, from, until, excess, domains, isAgreementLive } = subscription;
  return (
    <div className="grid gap-3 empty:hidden">
      {state === "ENDED" && (
        <Note>{t.rich("endedText", { date: () => <Day date={until} /> })}</Note>
      )}
      {state !== "ENDED" && !isAgreementLive && <Note tone="warn">{t("agreementOver")}</Note>}
      {state !== "ENDED" && isAgreementLive && domains.length === 0 && (
        <NeedsDomain domainsHref={domainsHref} />
      )}
      {state === "NOT_STARTED" && (
        <Note>{t.rich("begins", { date: () => <Day date={from} /> })}</Note>
      )}
      {excess > 0 && <Note tone="warn">{t("excess", { count: excess })}</Note>}
    </div>
  );
}
