import { useTranslations } from "next-intl";
import { ButtonLink } from "@/components/ui/button-link";
import { EmptyState } from "@/components/ui/empty-state";

type Props = { filtered: boolean; stopped: boolean; base: string };

/** Why there are no rows, and what to do next. */
export function NobodyHere({ filtered, stopped, base }: Props) {
  const t = useTranslations("people");
  if (!filtered && !stopped) {
    return <EmptyState title={t("emptyTitle")}>{t("emptyText")}</EmptyState>;
  }
  return (
    <EmptyState
      title={t("noneFoundTitle")}
      action={<ButtonLink href={base}>{t("filters.showAll")}</ButtonLink>}
    >
      {stopped ? t("filters.noneSoFar") : t("noneFoundText")}
    </EmptyState>
  );
}
