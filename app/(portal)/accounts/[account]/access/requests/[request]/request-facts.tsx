import { useTranslations } from "next-intl";
import { Facts } from "@/components/ui/facts";
import { Time } from "@/components/ui/time";
import { countryName } from "@/lib/countries";
import type { JoinRequestRow } from "@/lib/join-requests/list-join-requests";
import { languageLabel, mailLanguage } from "@/lib/languages";
import { RequestState } from "../request-state";

type Props = { row: JoinRequestRow; zone: string | undefined };

/** Who asks, why, and how the request stands. */
export function RequestFacts({ row, zone }: Props) {
  const t = useTranslations("joinRequests");
  const typed = (words: string) => (
    <span className="[overflow-wrap:anywhere]" dir="auto">
      {words}
    </span>
  );
  return (
    <Facts
      look="panel"
      facts={[
        { term: t("status"), value: <RequestState row={row} zone={zone} /> },
        { term: t("address"), value: <span className="break-all">{row.email}</span> },
        { term: t("whyTerm"), value: typed(row.reason) },
        { term: t("languageTerm"), value: languageLabel(mailLanguage(row.language)) },
        { term: t("countryTerm"), value: countryName(row.country, "en") },
        {
          term: t("askedOn"),
          value: <Time date={row.createdAt} zone={zone} look="both" />,
        },
        ...(row.endedAt
          ? [{ term: t("endedOn"), value: <Time date={row.endedAt} zone={zone} look="both" /> }]
          : []),
        ...(row.declineReason === null
          ? []
          : [{ term: t("said"), value: typed(row.declineReason) }]),
      ]}
    />
  );
}
