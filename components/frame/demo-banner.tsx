import { useTranslations } from "next-intl";

/** Says on every page that nothing here is real. */
export function DemoBanner() {
  const t = useTranslations("frame");
  return (
    <aside className="demo" aria-label={t("notice")}>
      {t("demo")}
    </aside>
  );
}
