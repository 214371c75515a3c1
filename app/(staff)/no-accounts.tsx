import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";
import type { Show } from "@/lib/designations/list-accounts";
import { env } from "@/lib/env";
import type { Area } from "./area";

type Props = {
  area: Area;
  show: Show;
  search: string | undefined;
  stopped: boolean;
  href: (values: Record<string, string | undefined>) => string;
};

/** Why there are no rows, and what to do next. */
export function NoAccounts({ area, show, search, stopped, href }: Props) {
  const t = useTranslations("staff.empty");
  const all = { show: "all", search: undefined };
  if (search !== undefined) {
    return (
      <EmptyState
        title={t("noneFoundTitle")}
        action={<ButtonLink href={href(all)}>{t("noneFoundAction")}</ButtonLink>}
      >
        {t("noneFoundText", { search })}
      </EmptyState>
    );
  }
  if (show !== "all") {
    const calm = show === "attention" && !stopped;
    return (
      <EmptyState
        title={calm ? t("calmTitle") : t("filterTitle")}
        action={<ButtonLink href={href(all)}>{t("showAll")}</ButtonLink>}
      >
        {calm ? t("calmText") : t("filterText")}
      </EmptyState>
    );
  }
  return area === "partner" ? (
    <EmptyState title={t("partnerTitle")}>
      {t("partnerText", { vendor: env.VENDOR_NAME })}
    </EmptyState>
  ) : (
    <EmptyState title={t("operatorTitle")}>{t("operatorText")}</EmptyState>
  );
}
