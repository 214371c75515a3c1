import { useTranslations } from "next-intl";
import { Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import type { AccountAgreement } from "@/lib/agreements/read-account-agreement";
import { countryName } from "@/lib/countries";

type Props = { agreement: AccountAgreement; zone: string | undefined };

/** Reference, delivery and renewal, as the people of the purchasing account want them. */
export function Preferences({ agreement: { terms, saved }, zone }: Props) {
  const t = useTranslations("agreements");
  const { customerReference, delivery, renewal } = terms;
  const { language, platform, country, notes } = delivery;
  const orNone = (value: string) => value || t("none");
  return (
    <div className="grid gap-2">
      <Panel flush title={t("preferences")}>
        <Facts
          look="panel"
          facts={[
            { term: t("renewal"), value: t(`renewals.${renewal}`) },
            { term: t("reference"), value: orNone(customerReference) },
            { term: t("language"), value: orNone(language) },
            { term: t("platform"), value: orNone(platform) },
            { term: t("country"), value: country ? countryName(country, "en") : t("none") },
            {
              term: t("notes"),
              value: <span className="whitespace-pre-line">{orNone(notes)}</span>,
            },
          ]}
        />
      </Panel>
      {saved && (
        <p className="text-muted">
          {t.rich("savedBy", {
            name: saved.by,
            date: () => <Time date={saved.at} zone={zone} look="both" />,
          })}
        </p>
      )}
    </div>
  );
}
