import { useTranslations } from "next-intl";
import { StateBadge } from "@/components/ui/state-badge";
import { Time } from "@/components/ui/time";
import type { AdministratorState } from "@/lib/organizations/administrator-state";

type Props = { state: AdministratorState; zone: string | undefined };

/** How it stands with a designated administrator, in words. */
export function AdministratorBadge({ state, zone }: Props) {
  const t = useTranslations("operator");
  switch (state.kind) {
    case "hasAccess":
      return <StateBadge tone="ok">{t("hasAccess")}</StateBadge>;
    case "withoutAccess":
      return <StateBadge tone="bad">{t("withoutAccess")}</StateBadge>;
    case "expired":
      return (
        <StateBadge tone="warn">
          {t.rich("expired", { date: () => <Time date={state.since} zone={zone} /> })}
        </StateBadge>
      );
    case "invited":
      return (
        <>
          <StateBadge tone="wait">
            {t.rich("invited", { date: () => <Time date={state.until} zone={zone} /> })}
          </StateBadge>
          {(state.mail === "FAILED" || state.mail === "DEFERRED") && (
            <div className="sub">{t(`mail${state.mail}`)}</div>
          )}
        </>
      );
  }
}
