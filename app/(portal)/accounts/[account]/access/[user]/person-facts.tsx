import { useTranslations } from "next-intl";
import { AppLink } from "@/components/ui/app-link";
import { EmailAddress } from "@/components/ui/email-address";
import { Facts } from "@/components/ui/facts";
import { Panel } from "@/components/ui/panel";
import { StateBadge } from "@/components/ui/state-badge";
import { Time } from "@/components/ui/time";
import type { PersonPage } from "@/lib/accounts/read-person";
import { countryName } from "@/lib/countries";
import { languageLabel, mailLanguage } from "@/lib/languages";
import { PersonStatus } from "../person-status";

type Props = { person: PersonPage; zone: string | undefined };

/** Who it is and how it stands with them. */
export function PersonFacts({ person, zone }: Props) {
  const t = useTranslations("person");
  const people = useTranslations("people");
  const roleName = useTranslations("roles");
  const { row, may } = person;
  return (
    <Panel flush title={t("about")}>
      <Facts
        look="panel"
        facts={[
          { term: t("email"), value: <EmailAddress>{row.email}</EmailAddress> },
          { term: people("status"), value: <Status person={person} zone={zone} /> },
          {
            term: people("roles"),
            value: (
              <>
                {row.roles.map((role) => (
                  <div key={role}>{roleName(`${role}.name`)}</div>
                ))}
                {!may.changeRoles && !may.edit && (
                  <AppLink className="link" href="/support/roles">
                    {t("roleGuide")}
                  </AppLink>
                )}
              </>
            ),
          },
          { term: people("language"), value: languageLabel(mailLanguage(row.language)) },
          { term: t("country"), value: countryName(person.country, "en") },
          {
            term: people("lastVisit"),
            value: row.lastVisit ? (
              <Time date={row.lastVisit} zone={zone} look="both" />
            ) : (
              people("never")
            ),
          },
        ]}
      />
    </Panel>
  );
}

function Status({ person, zone }: Props) {
  const t = useTranslations("person");
  const { row, designated } = person;
  return (
    <>
      <PersonStatus person={row} zone={zone} />
      {row.isSelf && <div className="sub">{t("self")}</div>}
      {designated && row.status !== "DISABLED" && <div className="sub">{t("designated")}</div>}
      {designated && row.status === "DISABLED" && (
        <div>
          <StateBadge tone="warn">{t("withoutAccess")}</StateBadge>
        </div>
      )}
    </>
  );
}
